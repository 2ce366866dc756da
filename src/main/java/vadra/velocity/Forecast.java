package vadra.velocity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many posts will have carried a topic in the end: the middle and an interval that holds it in 8 cases of 10.
 *
 * <p>Quantile regressions of ln(final / now) on five features, their squares and products, at ages from 15 minutes to a
 * day; between two ages their answers are interpolated. The coefficients are in {@code forecast.tsv} and were fitted on
 * 700 cascades of Twitter15 and 16.
 *
 * @param low a tenth of all cases ends below
 * @param middle half of all cases ends below
 * @param high a tenth of all cases ends above
 */
public record Forecast(double low, double middle, double high) {
    /** Younger than so many seconds, a topic tells nothing of its end. */
    public static final double YOUNGEST = 900;

    private static final double FURTHEST = 2.5;
    private static final Table SHIPPED = Table.read();

    /** What a forecast is made of: posts now, carriers per minute fast and slow, replies, and posts two or more deep. */
    public record Features(double posts, double fast, double slow, double replies, double deep) {
        /** In the form that is regressed upon. */
        public double[] vector() {
            return new double[] {
                Math.log(posts),
                Math.log(fast + .01),
                Math.log(slow + .01),
                Math.log((replies + .5) / (posts + 1)),
                Math.log((deep + .5) / (posts + 1))
            };
        }
    }

    /** One regression: the features' means and deviations, and the coefficients for 10, 50 and 90 %. */
    public static final class Fit {
        private final double[] mean;
        private final double[] deviation;
        private final List<double[]> coefficients;

        /** The arrays are taken as they are. */
        public Fit(double[] mean, double[] deviation, List<double[]> coefficients) {
            this.mean = mean;
            this.deviation = deviation;
            this.coefficients = coefficients;
        }

        /** The features' means. */
        public double[] mean() {
            return mean.clone();
        }

        /** The features' deviations. */
        public double[] deviation() {
            return deviation.clone();
        }

        /** For 10, 50 and 90 %, in the order of {@link #row}. */
        public List<double[]> coefficients() {
            return coefficients;
        }

        /** ln(final / now) at 10, 50 and 90 %, in order and never below 0. */
        public double[] quantiles(double[] vector) {
            double[] row = row(vector);
            double[] answers = new double[coefficients.size()];
            for (int quantile = 0; quantile < answers.length; quantile++) {
                double[] factors = coefficients.get(quantile);
                for (int term = 0; term < row.length; term++) {
                    answers[quantile] += factors[term] * row[term];
                }
                answers[quantile] = Math.max(0, answers[quantile]);
            }
            Arrays.sort(answers);
            return answers;
        }

        /** 1, the features in deviations from their means, and their products. */
        public double[] row(double[] vector) {
            int size = vector.length;
            double[] row = new double[1 + size + size * (size + 1) / 2];
            row[0] = 1;
            int next = 1 + size;
            for (int one = 0; one < size; one++) {
                row[1 + one] = Math.max(-FURTHEST, Math.min(FURTHEST, (vector[one] - mean[one]) / deviation[one]));
            }
            for (int one = 0; one < size; one++) {
                for (int other = one; other < size; other++) {
                    row[next++] = row[1 + one] * row[1 + other];
                }
            }
            return row;
        }
    }

    /** With the shipped coefficients; the age in seconds is at least {@link #YOUNGEST}. */
    public static Forecast of(Features features, double age) {
        var below = SHIPPED.fits.floorEntry(age);
        var above = SHIPPED.fits.ceilingEntry(age);
        var low = below == null ? Objects.requireNonNull(SHIPPED.fits.firstEntry()) : below;
        var high = above == null ? Objects.requireNonNull(SHIPPED.fits.lastEntry()) : above;
        double share = low.getKey().equals(high.getKey())
                ? 0
                : Math.log(age / low.getKey()) / Math.log(high.getKey() / low.getKey());
        double[] vector = features.vector();
        double[] young = low.getValue().quantiles(vector);
        double[] old = high.getValue().quantiles(vector);
        double[] ends = new double[3];
        for (int quantile = 0; quantile < ends.length; quantile++) {
            ends[quantile] = features.posts() * Math.exp((1 - share) * young[quantile] + share * old[quantile]);
        }
        return new Forecast(ends[0], ends[1], ends[2]);
    }

    /** The structural virality that so many posts usually have. */
    static double usualVirality(int posts) {
        double log = Math.log(posts);
        double[] terms = SHIPPED.virality;
        return terms[0] + terms[1] * log + terms[2] * log * log;
    }

    private static final class Table {
        private final NavigableMap<Double, Fit> fits;
        private final double[] virality;

        private Table(NavigableMap<Double, Fit> fits, double[] virality) {
            this.fits = fits;
            this.virality = virality;
        }

        static Table read() {
            var fits = new TreeMap<Double, Fit>();
            var lines = lines();
            lines.keySet().stream().filter(name -> name.startsWith("mean ")).forEach(name -> {
                var age = name.substring(5);
                var quantiles = List.of(
                        lines.getOrDefault("low " + age, new double[0]),
                        lines.getOrDefault("middle " + age, new double[0]),
                        lines.getOrDefault("high " + age, new double[0]));
                double[] mean = lines.getOrDefault(name, new double[0]);
                double[] deviation = lines.getOrDefault("deviation " + age, new double[0]);
                fits.put(Double.parseDouble(age), new Fit(mean, deviation, quantiles));
            });
            return new Table(fits, lines.getOrDefault("virality", new double[3]));
        }

        private static Map<String, double[]> lines() {
            var stream = Objects.requireNonNull(Forecast.class.getResourceAsStream("forecast.tsv"), "forecast.tsv");
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                return reader.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t", -1))
                        .collect(Collectors.toMap(
                                cells -> cells[0],
                                cells -> Arrays.stream(cells)
                                        .skip(1)
                                        .mapToDouble(Double::parseDouble)
                                        .toArray()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
