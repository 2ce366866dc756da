package vadra.velocity;

/**
 * The level with its hysteresis: up when a level, or a higher one, was supported for 30 s without a break; down by one
 * step when it was not supported for as long as it is patient.
 */
final class Ladder {
    static final long UP_MILLIS = 30_000;

    private static final long NEVER = Long.MAX_VALUE;

    private Level level = Level.CALM;
    /** Since when each level has been supported without a break. */
    private final long[] since = {0, NEVER, NEVER, NEVER};

    private long unsupportedSince = NEVER;

    Level level() {
        return level;
    }

    /** Takes what is supported at a moment, each not before the last; the level is then up to date. */
    void step(long now, Level supported) {
        for (int higher = 1; higher < since.length; higher++) {
            since[higher] = higher > supported.rank() ? NEVER : Math.min(since[higher], now);
        }
        for (int higher = since.length - 1; higher > level.rank(); higher--) {
            if (since[higher] != NEVER && now - since[higher] >= UP_MILLIS) {
                level = Level.of(higher);
            }
        }
        if (supported.compareTo(level) >= 0) {
            unsupportedSince = NEVER;
            return;
        }
        unsupportedSince = Math.min(unsupportedSince, now);
        if (now - unsupportedSince >= level.patienceMillis()) {
            level = Level.of(level.rank() - 1);
            unsupportedSince = supported.compareTo(level) >= 0 ? NEVER : now;
        }
    }

    void write(State state) {
        state.put((long) level.rank());
        for (long moment : since) {
            state.put(moment);
        }
        state.put(unsupportedSince);
    }
}
