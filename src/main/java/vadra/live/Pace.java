package vadra.live;

import java.time.Duration;

/**
 * How often a channel sends. What comes to a channel that has been quiet leaves at once; what comes soon after leaves
 * together, as one message and one write for each listener. How long it waits grows with what a sending costs, which is
 * the number of listeners: a hot room of thousands gathers for the whole of {@code most}, a talk of a dozen hardly at
 * all.
 *
 * @param most the longest that anything waits from one sending to the next
 * @param patient the same where nothing but patient publications wait, such as reactions: four times a second is as
 *     often as a reader can follow a number
 */
public record Pace(Duration most, Duration patient) {
    private static final Duration PATIENT = Duration.ofMillis(250);
    /** A write takes about 8 µs, and a room may take about a sixth of its loop. */
    private static final long NANOS_PER_LISTENER = 50_000;

    /** The pace for a setting. */
    public static Pace of(Duration most) {
        return new Pace(most, PATIENT);
    }

    long nanos(boolean patientOnly, int listeners) {
        return patientOnly ? patient.toNanos() : Math.min(most.toNanos(), listeners * NANOS_PER_LISTENER);
    }
}
