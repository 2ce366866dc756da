package vadra.rumour;

import java.util.OptionalDouble;

/**
 * How fast carriers come: two sums that decay, a fast one and a slow one.
 *
 * <p>With {@code E <- E·e^(-dt/τ) + 1} for each carrier, {@code V = E / (τ·(1 - e^(-age/τ)))} estimates carriers per
 * minute without bias while the claim is young. Of a stream that grows as {@code e^(rt)} the two estimates tend to
 * {@code v/(1 + rτ)}, so their ratio {@code q} gives the growth, {@code r = (q - 1)/(τ_slow - q·τ_fast)}, and the doubling
 * time, {@code ln 2 / r}.
 */
final class Velocity {
    /** Time constant of the shown velocity, minutes. */
    static final double FAST = 5;
    /** Time constant that it is held against, minutes. */
    static final double SLOW = 20;
    /** Fewer carriers than this in the slow sum say nothing of growth. */
    static final double ENOUGH = 4;

    private static final double YOUNGEST = 1;
    private static final double SHORTEST_DOUBLING = 0.5;

    private double fast;
    private double slow;
    private double first = Double.NaN;
    private double last;

    /**
     * A carrier came.
     *
     * @param minute event time in minutes; earlier than the last one counts as now
     */
    void add(double minute) {
        if (Double.isNaN(first)) {
            first = minute;
            last = minute;
        }
        double elapsed = Math.max(0, minute - last);
        fast = fast * Math.exp(-elapsed / FAST) + 1;
        slow = slow * Math.exp(-elapsed / SLOW) + 1;
        last = Math.max(last, minute);
    }

    /** Carriers per minute at a moment not before the last carrier. */
    double perMinute(double minute) {
        return rate(fast, FAST, minute);
    }

    /** Minutes until as many again carry it, empty when it does not grow or too few carry it to tell. */
    OptionalDouble doublingMinutes(double minute) {
        double slowNow = slow * Math.exp(-elapsed(minute) / SLOW);
        double slowRate = rate(slow, SLOW, minute);
        if (slowNow < ENOUGH || slowRate == 0) {
            return OptionalDouble.empty();
        }
        double ratio = perMinute(minute) / slowRate;
        if (ratio <= 1.02) {
            return OptionalDouble.empty();
        }
        double room = SLOW - ratio * FAST;
        double doubling = room <= 0 ? SHORTEST_DOUBLING : Math.log(2) * room / (ratio - 1);
        return OptionalDouble.of(Math.max(SHORTEST_DOUBLING, doubling));
    }

    private double rate(double sum, double constant, double minute) {
        if (Double.isNaN(first)) {
            return 0;
        }
        double age = Math.max(YOUNGEST, minute - first);
        return sum * Math.exp(-elapsed(minute) / constant) / (constant * (1 - Math.exp(-age / constant)));
    }

    private double elapsed(double minute) {
        return Math.max(0, minute - last);
    }
}
