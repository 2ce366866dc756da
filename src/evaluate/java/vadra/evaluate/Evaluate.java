package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints how good the monitor's figures are on a folder of data: {@code mvn -q test-compile exec:java@evaluate}. */
public final class Evaluate {
    static final List<Experiment> EXPERIMENTS = List.of(
            new SpikeExperiment(),
            new ForecastExperiment(),
            new SpreadExperiment(),
            new LevelExperiment(),
            new StateExperiment(),
            new CostExperiment(),
            new ThreadStance(),
            new ProductChat(),
            new ChatInjection(),
            new CrisisStream(),
            new DoubtShare(),
            new WordingSpeed());

    private Evaluate() {}

    /**
     * Runs the experiments whose names hold the first argument, or all, on the folder of the property {@code
     * evaluate.data}, as a rule {@code ../shared/data}; with the argument {@code fit} it writes the forecast's coefficients
     * from it instead.
     */
    public static void main(String[] arguments) throws IOException {
        var data = Path.of(System.getProperty("evaluate.data", "../shared/data"));
        if (!Files.isDirectory(data)) {
            System.out.println("There is no data to evaluate on at "
                    + data.toAbsolutePath().normalize() + "; name its folder with -Devaluate.data=DIR.");
            return;
        }
        if (List.of(arguments).contains("fit")) {
            FitForecast.write(data);
            return;
        }
        System.out.println("| metric | value | floor | goal | best published |\n|---|---|---|---|---|");
        for (var experiment : EXPERIMENTS) {
            if (arguments.length > 0 && !experiment.name().contains(arguments[0])) {
                continue;
            }
            System.out.println("| **" + experiment.name() + "** | | | | |");
            for (var row : experiment.run(data)) {
                System.out.println(line(row));
            }
        }
    }

    private static String line(Row row) {
        var value = String.format(Locale.ROOT, Math.abs(row.value()) < 1e-3 ? "%.2g" : "%.3f", row.value());
        var plain = row.value() == Math.rint(row.value()) ? String.format(Locale.ROOT, "%.0f", row.value()) : value;
        return String.join(
                " | ",
                "| " + row.metric(),
                (plain + " " + row.unit()).strip(),
                row.floor(),
                row.goal(),
                row.published() + " |");
    }
}
