package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One thing that is measured on the evaluation's data. */
interface Experiment {
    /** What is measured. */
    String name();

    /** Measures it on a folder of the data's layout; without its files there are no rows. */
    List<Row> run(Path data) throws IOException;
}
