package vadra.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Measures of how well one column tells another. */
final class Statistics {
    private Statistics() {}

    /** Correlation of ranks, ties sharing theirs. */
    static double spearman(double[] one, double[] other) {
        double[] first = ranks(one);
        double[] second = ranks(other);
        double middle = (one.length - 1) / 2.0;
        double product = 0;
        double left = 0;
        double right = 0;
        for (int row = 0; row < one.length; row++) {
            product += (first[row] - middle) * (second[row] - middle);
            left += Math.pow(first[row] - middle, 2);
            right += Math.pow(second[row] - middle, 2);
        }
        return product / Math.sqrt(left * right);
    }

    /** Average precision with which the largest tenth of the truth stands first in what was told. */
    static double topDecile(double[] told, double[] truth) {
        double[] sorted = truth.clone();
        Arrays.sort(sorted);
        double bound = sorted[sorted.length - Math.max(1, sorted.length / 10)];
        int[] order = order(told);
        double sum = 0;
        int found = 0;
        for (int place = 1; place <= order.length; place++) {
            if (truth[order[order.length - place]] >= bound) {
                found++;
                sum += (double) found / place;
            }
        }
        return sum / found;
    }

    private static double[] ranks(double[] values) {
        int[] order = order(values);
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int place = from; place < to; place++) {
                ranks[order[place]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> values[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
