package vadra.wording;

import java.util.Arrays;

/**
 * How often each term was said lately and in the long run: two sums that decay, of every term, in fixed memory.
 *
 * <p>A term has a cell in each of {@value #ROWS} rows; other terms may share one of them, so the smallest counts. Sums are
 * kept as they would weigh at a landmark in time (forward decay), so that no cell needs to know when it was last touched,
 * a reading costs no exponential of its own, and the tables of several nodes add up cell by cell. Times are milliseconds
 * of events; only their differences matter. Nodes add up exactly as long as
 * none of them is silent for {@link #SILENCE}. Confined to one thread.
 */
final class TermTable {
    static final int ROWS = 3;
    static final int CELLS = 1 << 16;
    /** Time constant of what is said lately, ms. */
    static final double FAST = 15 * 60_000.0;
    /** Time constant of the long run, ms. */
    static final double SLOW = 24 * 3_600_000.0;
    /** After a longer silence too little is left of the long run to tell what is new, and it begins anew, ms. */
    static final long SILENCE = 36 * 3_600_000L;
    /** Fast time constants after which the landmark is moved, long before a double would overflow. */
    private static final double TOO_FAR = 200;

    /** Fast and slow sums in turn, as at the landmark. */
    private final double[] cells = new double[ROWS * CELLS * 2];

    private double fastTotal;
    private double slowTotal;
    private long landmark;
    private long start;
    private long now;
    private boolean begun;
    private double fastWeight = 1;
    private double slowWeight = 1;

    /** Moves on to a time; an earlier one than before changes nothing. */
    void advance(long time) {
        if (!begun || time - now > SILENCE) {
            begin(time);
        }
        if (time <= now) {
            return;
        }
        now = time;
        if ((now - landmark) / FAST > TOO_FAR) {
            moveLandmark(now);
        }
        fastWeight = Math.exp((now - landmark) / FAST);
        slowWeight = Math.exp((now - landmark) / SLOW);
    }

    private void begin(long time) {
        Arrays.fill(cells, 0);
        fastTotal = 0;
        slowTotal = 0;
        fastWeight = 1;
        slowWeight = 1;
        begun = true;
        start = time;
        landmark = time;
        now = time;
    }

    private void moveLandmark(long time) {
        double fast = Math.exp(-(time - landmark) / FAST);
        double slow = Math.exp(-(time - landmark) / SLOW);
        for (int i = 0; i < cells.length; i += 2) {
            cells[i] *= fast;
            cells[i + 1] *= slow;
        }
        fastTotal *= fast;
        slowTotal *= slow;
        landmark = time;
        fastWeight = Math.exp((now - landmark) / FAST);
        slowWeight = Math.exp((now - landmark) / SLOW);
    }

    /** Counts a post. */
    void addPost() {
        fastTotal += fastWeight;
        slowTotal += slowWeight;
    }

    /** Counts a term. */
    void add(long term) {
        for (int row = 0; row < ROWS; row++) {
            int cell = cell(term, row);
            cells[cell] += fastWeight;
            cells[cell + 1] += slowWeight;
        }
    }

    private static int cell(long term, int row) {
        return (row * CELLS + (int) ((term >>> (row * 16)) & (CELLS - 1))) * 2;
    }

    /** How often a term was said lately. */
    double fast(long term) {
        return smallest(term, 0) / fastWeight;
    }

    private double slow(long term) {
        return smallest(term, 1) / slowWeight;
    }

    private double smallest(long term, int which) {
        double smallest = cells[cell(term, 0) + which];
        for (int row = 1; row < ROWS; row++) {
            smallest = Math.min(smallest, cells[cell(term, row) + which]);
        }
        return smallest;
    }

    /** How often a term would have been said lately, by the long run. */
    double usual(long term) {
        return usual(fast(term), slow(term));
    }

    private double usual(double fast, double slow) {
        double window = SLOW * (1 - Math.exp(-age() / SLOW)) - FAST * (1 - Math.exp(-age() / FAST));
        return window <= 0 ? 0 : Math.max(0, slow - fast) / window * FAST;
    }

    /** How many times as much is said lately as in the long run. */
    double busy() {
        double fast = fastTotal / fastWeight;
        double usual = usual(fast, slowTotal / slowWeight);
        return usual <= 0 ? 1 : fast / usual;
    }

    boolean isEmpty() {
        return !begun;
    }

    /** Time since the first event, ms. */
    long age() {
        return now - start;
    }

    long now() {
        return now;
    }

    /** Takes in what another node counted: both move on to the later time, and the cells add up. */
    void merge(TermTable other) {
        if (!other.begun) {
            return;
        }
        advance(other.now);
        start = Math.min(start, other.start);
        moveLandmark(now);
        double fast = Math.exp(-(landmark - other.landmark) / FAST);
        double slow = Math.exp(-(landmark - other.landmark) / SLOW);
        for (int i = 0; i < cells.length; i += 2) {
            cells[i] += other.cells[i] * fast;
            cells[i + 1] += other.cells[i + 1] * slow;
        }
        fastTotal += other.fastTotal * fast;
        slowTotal += other.slowTotal * slow;
    }
}
