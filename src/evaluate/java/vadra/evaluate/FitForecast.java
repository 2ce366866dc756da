package vadra.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vadra.evaluate.Cascades.Cascade;
import vadra.velocity.Forecast;

/**
 * Writes the coefficients that the product ships, from the cascades:
 * {@code mvn -q test-compile exec:java@evaluate -Dexec.args=fit}.
 */
final class FitForecast {
    static final List<Integer> AGES = List.of(900, 1800, 3600, 7200, 14400, 28800, 86400);
    static final Path SHIPPED = Path.of("src/main/resources/vadra/velocity/forecast.tsv");

    private static final int LARGEST_SHAPE = 256;

    private FitForecast() {}

    static void write(Path data) throws IOException {
        Files.write(SHIPPED, lines(Cascades.read(data)));
    }

    static List<String> lines(List<Cascade> cascades) {
        var lines = new ArrayList<String>();
        lines.add("# Written by vadra.evaluate.FitForecast from " + cascades.size()
                + " cascades of Twitter15 and 16. Ages in seconds.");
        for (int age : AGES) {
            lines.addAll(lines(cascades, age));
        }
        lines.add(line("virality", virality(cascades)));
        return lines;
    }

    static Forecast.Fit fit(List<Cascade> cascades, int age) {
        var vectors = cascades.stream().map(cascade -> vector(cascade, age)).toList();
        return Regression.fit(
                vectors,
                cascades.stream().mapToDouble(cascade -> growth(cascade, age)).toArray());
    }

    static double[] vector(Cascade cascade, int age) {
        return cascade.at(age).features(age * 1000L).vector();
    }

    private static double growth(Cascade cascade, int age) {
        return Math.log(cascade.size() / cascade.at(age).features(age * 1000L).posts());
    }

    private static List<String> lines(List<Cascade> cascades, int age) {
        var fit = fit(cascades, age);
        var names = List.of("low ", "middle ", "high ");
        var lines = new ArrayList<String>();
        lines.add(line("mean " + age, fit.mean()));
        lines.add(line("deviation " + age, fit.deviation()));
        for (int quantile = 0; quantile < names.size(); quantile++) {
            lines.add(line(names.get(quantile) + age, fit.coefficients().get(quantile)));
        }
        return lines;
    }

    /** The usual structural virality, as a parabola of ln(posts). */
    private static double[] virality(List<Cascade> cascades) {
        var rows = new ArrayList<double[]>();
        var answers = new ArrayList<Double>();
        for (var cascade : cascades) {
            for (int age : AGES) {
                var reading = cascade.at(age).reading(age * 1000L);
                double log = Math.log(
                        (double) Math.min(LARGEST_SHAPE, reading.counts().posts()));
                if (log > 0) {
                    rows.add(new double[] {1, log, log * log});
                    answers.add(reading.form().virality());
                }
            }
        }
        return Regression.squares(
                rows.toArray(double[][]::new),
                answers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String line(String name, double[] values) {
        return name + "\t"
                + Arrays.stream(values)
                        .mapToObj(value -> String.format(Locale.ROOT, "%.6g", value))
                        .collect(Collectors.joining("\t"));
    }
}
