package vadra.alerts;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast, how many and how right alerts were since a moment.
 *
 * @param latencyMs from the crossing, in event time, to the row; of claims that were watched when they crossed
 * @param acknowledgeSeconds from the row to somebody who saw it
 */
public record AlertFigures(
        Instant since,
        Instant now,
        int raised,
        int open,
        Quantiles latencyMs,
        Quantiles acknowledgeSeconds,
        Verdicts verdicts,
        int escalations,
        Deliveries deliveries) {
    /** Over which time they are computed. */
    public static final Duration SPAN = Duration.ofDays(30);

    private static final double Z = 1.96;

    /** Of a set of durations. */
    public record Quantiles(double p50, double p95, double p99, double max, int count) {}

    /** How closed alerts were judged. */
    public record Verdicts(int right, int wrong, int unclear) {}

    /** How messages fared. */
    public record Deliveries(int waiting, int sent, int failed) {}

    /** A share with its interval. */
    public record Precision(double value, double low, double high) {}

    /** Alerts in a day. */
    public double perDay() {
        return raised / (Math.max(1, Duration.between(since, now).toSeconds()) / 86_400.0);
    }

    /** Right among right and wrong, with Wilson's interval of 95 %; all NaN where nothing was judged. */
    public Precision precision() {
        double n = verdicts.right() + verdicts.wrong();
        if (n == 0) {
            return new Precision(Double.NaN, Double.NaN, Double.NaN);
        }
        double p = verdicts.right() / n;
        double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new Precision(p, Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
