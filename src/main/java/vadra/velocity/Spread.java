package vadra.velocity;

/**
 * Streaming estimate of R with exponential forgetting of {@value #MEMORY} s: O(parts of the kernel) per event, and two of
 * them at the same moment add exactly.
 *
 * <p>L are the carriers as each part of the kernel still feels them, A the cases caught from others, B the integral of
 * the pressure under which they were caught; A and B are forgotten alike. A sum of weights below 1 varies less than a
 * count as large, by Σw²/Σw; both are divided by that, up to 2, or the interval is too wide (98 % instead of 90).
 */
public final class Spread {
    /** Seconds after which an observation counts by 1/e. */
    static final double MEMORY = 1800;

    private static final double PRIOR_SHAPE = 1;
    private static final double PRIOR_SCALE = 1;

    private final double[] weight;
    private final double[] tau;
    private final double[] felt;
    private double cases;
    /** Of the weights of the cases. */
    private double squares;

    private double pressure;

    /** Nothing observed. */
    public Spread(Kernel kernel) {
        weight = kernel.parts().stream().mapToDouble(Kernel.Part::weight).toArray();
        tau = kernel.parts().stream().mapToDouble(Kernel.Part::seconds).toArray();
        felt = new double[tau.length];
    }

    /** Lets time pass. */
    public void advance(double seconds) {
        pressure = pressureAfter(seconds);
        cases *= Math.exp(-seconds / MEMORY);
        squares *= Math.exp(-2 * seconds / MEMORY);
        for (int part = 0; part < tau.length; part++) {
            felt[part] *= Math.exp(-seconds / tau[part]);
        }
    }

    /**
     * Somebody carries it, now.
     *
     * @param imported whether from elsewhere, rather than caught from those before
     */
    public void add(boolean imported) {
        if (!imported) {
            cases++;
            squares++;
        }
        for (int part = 0; part < tau.length; part++) {
            felt[part]++;
        }
    }

    /** What is known of R so many seconds after the last advance. */
    public Posterior posterior(double ahead) {
        double now = cases * Math.exp(-ahead / MEMORY);
        double worth = squares > 0 ? Math.min(2, cases / squares * Math.exp(ahead / MEMORY)) : 1;
        return Posterior.of(PRIOR_SHAPE, PRIOR_SCALE, worth * now, worth * pressureAfter(ahead));
    }

    /** How many of the offspring of those out there are still to come, for an R of 1. */
    public double toCome(double ahead) {
        double sum = 0;
        for (int part = 0; part < tau.length; part++) {
            sum += weight[part] * felt[part] * Math.exp(-ahead / tau[part]);
        }
        return sum;
    }

    /** Adds one of the same kernel whose last advance was so many seconds before this one's. */
    void merge(Spread other, double behind) {
        cases += other.cases * Math.exp(-behind / MEMORY);
        squares += other.squares * Math.exp(-2 * behind / MEMORY);
        pressure += other.pressureAfter(behind);
        for (int part = 0; part < tau.length; part++) {
            felt[part] += other.felt[part] * Math.exp(-behind / tau[part]);
        }
    }

    void write(State state) {
        state.put(cases);
        state.put(squares);
        state.put(pressure);
        state.putAll(felt);
    }

    private double pressureAfter(double seconds) {
        double sum = pressure * Math.exp(-seconds / MEMORY);
        for (int part = 0; part < tau.length; part++) {
            sum += weight[part] * felt[part] / tau[part] * remembered(tau[part], seconds);
        }
        return sum;
    }

    /** The integral of exp(−s/τ) over the time passed, forgotten on the way; from the slower side, so it never overflows. */
    private static double remembered(double tau, double seconds) {
        double gap = Math.abs(1 / tau - 1 / MEMORY);
        double longer = Math.exp(-seconds / Math.max(tau, MEMORY));
        return gap < 1e-12 ? longer * seconds : longer * -Math.expm1(-gap * seconds) / gap;
    }
}
