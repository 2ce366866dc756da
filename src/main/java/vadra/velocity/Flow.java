package vadra.velocity;

/**
 * Sums that decay: carriers with 5 and 20 minutes, doubt with 20. Two flows at the same moment add exactly.
 *
 * <p>A carrier rate is {@code V = E / (τ (1 − exp(−age/τ)))}, so that a young topic is not taken for a slow one.
 */
final class Flow {
    /** Seconds. */
    static final double FAST = 300;
    /** Seconds. */
    static final double SLOW = 1200;
    /** Seconds; a topic is never taken to be younger, since one carrier in no time would be infinitely fast. */
    private static final double YOUNGEST = FAST;

    private double fast;
    private double slow;
    private double asks;
    private double denials;
    private double all;

    void advance(double seconds) {
        double quick = Math.exp(-seconds / FAST);
        double slower = Math.exp(-seconds / SLOW);
        fast *= quick;
        slow *= slower;
        asks *= slower;
        denials *= slower;
        all *= slower;
    }

    void carrier() {
        fast++;
        slow++;
    }

    void post(Stance stance) {
        all++;
        switch (stance) {
            case ASKS -> asks++;
            case DENIES -> denials++;
            case SPREADS -> {}
        }
    }

    /** Adds a flow whose last advance was so many seconds before this one's. */
    void merge(Flow other, double behind) {
        double slower = Math.exp(-behind / SLOW);
        fast += other.fast * Math.exp(-behind / FAST);
        slow += other.slow * slower;
        asks += other.asks * slower;
        denials += other.denials * slower;
        all += other.all * slower;
    }

    /** The figures so many seconds after the last advance, of a topic so old. */
    Reading.Pace pace(double ahead, double age) {
        double quick = perMinute(fast, FAST, ahead, age);
        double slower = perMinute(slow, SLOW, ahead, age);
        return new Reading.Pace(quick, slower, (quick - slower) / ((SLOW - FAST) / 60));
    }

    /** Posts that ask or deny, decayed. */
    double cues(double ahead) {
        return (asks + denials) * Math.exp(-ahead / SLOW);
    }

    /** The share of doubt, without its interval. */
    double doubtShare(double ahead) {
        double decay = Math.exp(-ahead / SLOW);
        return ((asks + denials) * decay + .5) / (all * decay + 10);
    }

    Reading.Doubt doubt(double ahead, double age) {
        double decay = Math.exp(-ahead / SLOW);
        return Reading.Doubt.of(asks * decay, denials * decay, all * decay, window(SLOW, age) / 60);
    }

    void write(State state) {
        state.putAll(new double[] {fast, slow, asks, denials, all});
    }

    private static double perMinute(double sum, double constant, double ahead, double age) {
        return 60 * sum * Math.exp(-ahead / constant) / window(constant, age);
    }

    private static double window(double constant, double age) {
        return constant * (1 - Math.exp(-Math.max(YOUNGEST, age) / constant));
    }
}
