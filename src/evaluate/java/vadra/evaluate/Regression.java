package vadra.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vadra.velocity.Forecast;

/** Fits forecasts: quantile regression by majorising and minimising (Hunter and Lange 2000), with a small ridge. */
final class Regression {
    static final double[] QUANTILES = {.1, .5, .9};

    private static final double RIDGE = 1;
    private static final int ROUNDS = 60;
    private static final double NARROWING = .85;
    private static final double NARROWEST = 1e-3;

    private Regression() {}

    /** From features and ln(final / then), of the same cascades in the same order. */
    static Forecast.Fit fit(List<double[]> vectors, double[] growth) {
        int size = vectors.get(0).length;
        double[] mean = new double[size];
        double[] deviation = new double[size];
        for (int feature = 0; feature < size; feature++) {
            int column = feature;
            mean[feature] =
                    vectors.stream().mapToDouble(v -> v[column]).average().orElseThrow();
            deviation[feature] = 1e-6
                    + Math.sqrt(vectors.stream()
                            .mapToDouble(v -> Math.pow(v[column] - mean[column], 2))
                            .average()
                            .orElseThrow());
        }
        var scaled = new Forecast.Fit(mean, deviation, List.of());
        double[][] rows = vectors.stream().map(scaled::row).toArray(double[][]::new);
        var coefficients = new ArrayList<double[]>();
        for (double quantile : QUANTILES) {
            coefficients.add(quantile(rows, growth, quantile));
        }
        return new Forecast.Fit(mean, deviation, coefficients);
    }

    /** Least squares with a ridge too small to matter. */
    static double[] squares(double[][] rows, double[] answers) {
        double[] ones = new double[rows.length];
        Arrays.fill(ones, 1);
        return solve(rows, answers, ones, new double[] {0, 1e-9});
    }

    private static double[] quantile(double[][] rows, double[] answers, double quantile) {
        double[] weights = new double[rows.length];
        Arrays.fill(weights, 1);
        double[] beta = solve(rows, answers, weights, new double[] {0, RIDGE});
        double width = 1;
        for (int round = 0; round < ROUNDS; round++) {
            for (int row = 0; row < rows.length; row++) {
                weights[row] = 1 / (width + Math.abs(answers[row] - dot(rows[row], beta)));
            }
            beta = solve(rows, answers, weights, new double[] {2 * quantile - 1, RIDGE});
            width = Math.max(NARROWEST, width * NARROWING);
        }
        return beta;
    }

    /** The normal equations with weights; every answer is pulled up by {@code pull[0]}, the ridge is {@code pull[1]}. */
    private static double[] solve(double[][] rows, double[] answers, double[] weights, double[] pull) {
        int size = rows[0].length;
        double[][] system = new double[size][size + 1];
        for (int row = 0; row < rows.length; row++) {
            for (int one = 0; one < size; one++) {
                double weighted = weights[row] * rows[row][one];
                for (int other = 0; other < size; other++) {
                    system[one][other] += weighted * rows[row][other];
                }
                system[one][size] += weighted * answers[row] + pull[0] * rows[row][one];
            }
        }
        for (int term = 1; term < size; term++) {
            system[term][term] += pull[1];
        }
        return eliminate(system);
    }

    private static double[] eliminate(double[][] system) {
        int size = system.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = system[row][pivot] / system[pivot][pivot];
                for (int column = pivot; column <= size; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        double[] answer = new double[size];
        for (int row = size - 1; row >= 0; row--) {
            double rest = system[row][size];
            for (int column = row + 1; column < size; column++) {
                rest -= system[row][column] * answer[column];
            }
            answer[row] = rest / system[row][row];
        }
        return answer;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int term = 0; term < one.length; term++) {
            sum += one[term] * other[term];
        }
        return sum;
    }
}
