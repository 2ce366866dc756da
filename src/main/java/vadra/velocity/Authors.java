package vadra.velocity;

import java.util.Arrays;

/**
 * Who has spoken of the topic lately, and how much of it still counts. A person counts as a carrier once in
 * {@value #CARRIES_AGAIN} ms, and with at most {@value #AT_MOST} posts that decay with {@link Flow#SLOW}: so one loud
 * person, or a bot, stays one. Bound: {@value #MOST} people; beyond it the half unheard for the longest is forgotten, and
 * may count anew.
 */
final class Authors {
    static final int MOST = 256;
    static final long CARRIES_AGAIN = 600_000;
    static final double AT_MOST = 3;
    /** Twice {@link Flow#SLOW}, in milliseconds: for so long somebody is one of those who speak of it. */
    static final long RECENT = 2_400_000;

    /** Milliseconds of a tick: an int of them lasts for years, and half of a long's place. */
    private static final long TICK = 100;

    private static final int NEVER = (int) (-CARRIES_AGAIN / TICK);

    /** What one more post of a person is worth. */
    enum Worth {
        NOTHING,
        POST,
        CARRIER
    }

    private final Index index = new Index();
    private int[] last = new int[8];
    private int[] carried = new int[8];
    private float[] posts = new float[8];

    Worth admit(long author, long millis, boolean carries) {
        int now = (int) (millis / TICK);
        int number = index.find(author);
        if (number < 0) {
            number = enter(author, now);
        }
        double recently = at(number, now);
        last[number] = now;
        if (recently > AT_MOST - 1) {
            posts[number] = (float) recently;
            return Worth.NOTHING;
        }
        posts[number] = (float) (recently + 1);
        if (!carries || (now - carried[number]) * TICK < CARRIES_AGAIN) {
            return Worth.POST;
        }
        carried[number] = now;
        return Worth.CARRIER;
    }

    /** Distinct people in the last {@link #RECENT}; exact up to half of {@link #MOST}. */
    int recent(long millis) {
        int now = (int) (millis / TICK);
        int count = 0;
        for (int number = 0; number < index.size(); number++) {
            if ((now - last[number]) * TICK <= RECENT) {
                count++;
            }
        }
        return count;
    }

    void merge(Authors other) {
        for (int theirs = 0; theirs < other.index.size(); theirs++) {
            int mine = index.find(other.index.keyAt(theirs));
            if (mine < 0) {
                mine = enter(other.index.keyAt(theirs), other.last[theirs]);
            }
            int later = Math.max(last[mine], other.last[theirs]);
            posts[mine] = (float) Math.min(AT_MOST, at(mine, later) + other.at(theirs, later));
            last[mine] = later;
            carried[mine] = Math.max(carried[mine], other.carried[theirs]);
        }
    }

    void write(State state) {
        index.write(state);
        for (int number = 0; number < index.size(); number++) {
            state.put((long) last[number]);
            state.put((long) carried[number]);
            state.put((double) posts[number]);
        }
    }

    private double at(int number, int moment) {
        return posts[number] * Math.exp((last[number] - moment) * TICK / (Flow.SLOW * 1000));
    }

    private int enter(long author, int now) {
        if (index.size() == MOST) {
            forget();
        }
        int number = index.put(author);
        if (number == last.length) {
            int longer = Math.min(MOST, number + number / 2);
            last = Arrays.copyOf(last, longer);
            carried = Arrays.copyOf(carried, longer);
            posts = Arrays.copyOf(posts, longer);
        }
        last[number] = now;
        carried[number] = NEVER;
        posts[number] = 0;
        return number;
    }

    private void forget() {
        int size = index.size();
        long[] keys = new long[size];
        for (int number = 0; number < size; number++) {
            keys[number] = index.keyAt(number);
        }
        int[] sorted = Arrays.copyOf(last, size);
        Arrays.sort(sorted);
        int oldest = sorted[size / 2];
        index.clear();
        for (int number = 0; number < size; number++) {
            // Many may share the moment in the middle; half is kept all the same.
            if (last[number] >= oldest && index.size() < size / 2) {
                int kept = index.put(keys[number]);
                last[kept] = last[number];
                carried[kept] = carried[number];
                posts[kept] = posts[number];
            }
        }
    }
}
