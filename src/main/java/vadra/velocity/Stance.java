package vadra.velocity;

/** What a post does with the claim that it carries. Nothing here says whether the claim is true. */
public enum Stance {
    /** Passes it on. */
    SPREADS,
    /** Asks whether it is so. It carries the claim on to those who read the question, and is counted as doubt too. */
    ASKS,
    /** Says that it is not so. It never adds to speed, spreading, reach or size. */
    DENIES;

    boolean carries() {
        return this != DENIES;
    }
}
