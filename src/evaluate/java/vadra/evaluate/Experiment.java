package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One kind of measurement. Reads labels to judge, never to decide. */
public interface Experiment {
    /** What the table calls it. */
    String name();

    /** Measures on the files that are there; a folder of the same layout with other files gives other rows. */
    List<Row> run(Path data) throws IOException;
}
