package vadra.velocity;

import java.util.List;

/** How much attention a topic deserves, from the least to the most. */
public enum Level {
    CALM(0),
    WATCH(1),
    ELEVATED(2),
    CRITICAL(3);

    private static final List<Level> UPWARDS = List.of(CALM, WATCH, ELEVATED, CRITICAL);

    private final int rank;

    Level(int rank) {
        this.rank = rank;
    }

    static Level of(int rank) {
        return UPWARDS.get(rank);
    }

    int rank() {
        return rank;
    }

    /** For how long this level's support must be gone before it falls by one step: 10, 20, 30 minutes. */
    long patienceMillis() {
        return rank * 600_000L;
    }

    /** The same in minutes. */
    public int patienceMinutes() {
        return rank * 10;
    }
}
