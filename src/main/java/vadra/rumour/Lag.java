package vadra.rumour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How long it took from the commit of a post to the sending of the reading that counts it, in the last ten minutes. Posts
 * that are older than the first reading are history and say nothing of it.
 */
public final class Lag {
    static final int MAX = 8_192;

    private static final Duration SPAN = Duration.ofMinutes(10);

    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private @Nullable Instant first;

    private record Sample(Instant at, long millis) {}

    /** Quantiles in milliseconds, all 0 where there is no sample. */
    public record Quantiles(long p50, long p95, long p99, long max, int count) {}

    void add(Instant sent, Instant committed) {
        first = first == null ? sent : first;
        if (committed.isBefore(first)) {
            return;
        }
        samples.addLast(
                new Sample(sent, Math.max(0, Duration.between(committed, sent).toMillis())));
        if (samples.size() > MAX) {
            samples.removeFirst();
        }
    }

    Quantiles quantiles(Instant now) {
        while (!samples.isEmpty() && samples.getFirst().at().isBefore(now.minus(SPAN))) {
            samples.removeFirst();
        }
        var sorted = samples.stream().mapToLong(Sample::millis).sorted().toArray();
        return sorted.length == 0
                ? new Quantiles(0, 0, 0, 0, 0)
                : new Quantiles(at(sorted, .5), at(sorted, .95), at(sorted, .99), at(sorted, 1), sorted.length);
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }
}
