package vadra.velocity;

/** Counts per bin of time for the last {@value #KEPT} bins. Two of the same beginning add exactly. */
public final class Bins {
    static final int KEPT = 256;

    private final int[] counts = new int[KEPT];
    private long newest;

    /** Counts into a bin, numbered from 0; one that is no longer kept is left out. */
    public void add(long bin, int count) {
        advance(bin);
        if (bin > newest - KEPT) {
            counts[slot(bin)] += count;
        }
    }

    /** The sum of so many bins, up to and with this one. */
    long sum(long last, int bins) {
        long sum = 0;
        for (long bin = Math.max(Math.max(0, last - bins + 1), newest - KEPT + 1);
                bin <= Math.min(last, newest);
                bin++) {
            sum += counts[slot(bin)];
        }
        return sum;
    }

    void merge(Bins other) {
        advance(other.newest);
        for (long bin = Math.max(0, newest - KEPT + 1); bin <= other.newest; bin++) {
            if (bin > other.newest - KEPT) {
                counts[slot(bin)] += other.counts[slot(bin)];
            }
        }
    }

    void write(State state) {
        state.put(newest);
        for (long bin = newest - KEPT + 1; bin <= newest; bin++) {
            state.put((long) counts[slot(bin)]);
        }
    }

    private void advance(long bin) {
        for (long next = Math.max(newest + 1, bin - KEPT + 1); next <= bin; next++) {
            counts[slot(next)] = 0;
        }
        newest = Math.max(newest, bin);
    }

    private static int slot(long bin) {
        return (int) Math.floorMod(bin, (long) KEPT);
    }
}
