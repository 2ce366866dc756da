package vadra.velocity;

/**
 * Whether the number of mentions is unusual for this topic: windows of 20 minutes, an hour and two and a half hours, each
 * beside its own extremes ({@link Window}), weighed together to S. One alert an excursion; the next one needs to be
 * clearly larger than what is remembered, with a half-life of 12 hours.
 *
 * <p>The threshold follows the topic's own alerts: each raises it by {@value #STEP} in the logarithm, and it falls by as
 * much in ten days, within a factor of 2.5. So a noisy topic is not noisier than a quiet one, and no parameter above
 * needs to be exact.
 */
public final class Spike {
    /** S from which on it is unusual, before the topic's own alerts have moved it. */
    public static final double THRESHOLD = 1.27;

    private static final double[] MINUTES = {60, 20, 150};
    private static final double[] WEIGHT = {1.5, .675, .525};
    /** An hour with fewer mentions is never a spike, however quiet the topic was. */
    private static final long HANDFUL = 5;

    private static final double CLEARLY = 2.4;
    private static final double OVER = .75;
    private static final double MEMORY_HOURS = 12;
    private static final double STEP = .17;
    private static final double RARELY_DAYS = 10;
    private static final double FURTHEST = Math.log(2.5);

    private final double binMinutes;
    private final Window[] windows = new Window[MINUTES.length];
    private double unusual;
    private double remembered;
    private double moved;
    private long alerts;
    private boolean high;

    /** Nothing seen, with bins of so many minutes; 150 minutes of them have to fit into {@link Bins}. */
    public Spike(double binMinutes) {
        this.binMinutes = binMinutes;
        for (int window = 0; window < windows.length; window++) {
            windows[window] = new Window(binMinutes);
        }
    }

    /** Closes a bin, each in its order; true at the onset of an excursion, which is the alert. */
    public boolean close(Bins bins, long bin) {
        unusual = 0;
        for (int window = 0; window < windows.length; window++) {
            long count = bins.sum(bin, (int) Math.round(MINUTES[window] / binMinutes));
            unusual += WEIGHT[window] * windows[window].close((double) count);
        }
        remembered *= Math.pow(2, -binMinutes / (60 * MEMORY_HOURS));
        boolean handful = bins.sum(bin, (int) Math.round(60 / binMinutes)) >= HANDFUL;
        boolean onset = !high && handful && unusual >= threshold() && unusual > CLEARLY * remembered;
        if (onset) {
            high = true;
            alerts++;
            moved += STEP;
        } else if (high && unusual < OVER * threshold()) {
            high = false;
        }
        if (high) {
            remembered = Math.max(remembered, unusual);
        }
        moved = Math.max(-FURTHEST, Math.min(FURTHEST, moved - STEP * binMinutes / (RARELY_DAYS * 1440)));
        return onset;
    }

    /** S at the end of the last bin, in the scale where {@link #THRESHOLD} is what this topic's alerts need now. */
    double unusual() {
        return unusual * Math.exp(-moved);
    }

    /** Whether an excursion that alerted is still going on. */
    boolean high() {
        return high;
    }

    /** Mentions a minute that are usual, over an hour. */
    double usualPerMinute() {
        return windows[0].usual() / MINUTES[0];
    }

    /** Mentions a minute from which on an hour of them would alert by itself. */
    double unusualPerMinute() {
        return Math.max(HANDFUL, windows[0].from(threshold() / WEIGHT[0])) / MINUTES[0];
    }

    private double threshold() {
        return THRESHOLD * Math.exp(moved);
    }

    long alerts() {
        return alerts;
    }

    void write(State state) {
        for (var window : windows) {
            window.write(state);
        }
        state.putAll(new double[] {unusual, remembered, moved});
        state.put(high ? -alerts - 1 : alerts);
    }
}
