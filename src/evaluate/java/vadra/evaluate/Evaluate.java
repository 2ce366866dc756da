package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The evaluation's command line: one table of all that is measured, on the folder named by {@code evaluate.data}. */
public final class Evaluate {
    static final List<Experiment> EXPERIMENTS = List.of(
            new ThreadStance(),
            new ProductChat(),
            new ChatInjection(),
            new CrisisStream(),
            new DoubtShare(),
            new WordingSpeed());

    private Evaluate() {}

    /** Runs the experiments whose names hold the first argument, or all. */
    public static void main(String[] arguments) throws IOException {
        var data = Path.of(System.getProperty("evaluate.data", "../shared/data"));
        if (!Files.isDirectory(data)) {
            System.out.println(
                    "There is no data at " + data.toAbsolutePath() + "; name its folder with -Devaluate.data");
            return;
        }
        for (var experiment : EXPERIMENTS) {
            if (arguments.length == 0 || experiment.name().contains(arguments[0])) {
                print(experiment.name(), experiment.run(data));
            }
        }
    }

    private static void print(String name, List<Row> rows) {
        System.out.printf("%n%s%n%-50s %12s %-8s %8s %8s %s%n", name, "", "measured", "", "floor", "goal", "published");
        rows.forEach(row -> System.out.printf(
                "%-50s %12.3f %-8s %8s %8s %s%n",
                row.metric(), row.value(), row.unit(), row.floor(), row.goal(), row.published()));
    }
}
