package vadra.wording;

import java.util.Arrays;

/**
 * Who said which term when: lets an author count once per term in {@value #ONCE_MINUTES} minutes.
 *
 * <p>{@value #CELLS} cells in groups of {@value #GROUP}; a term and author that come to a full group take the place of the
 * one longest unseen. So in fixed memory the last 10 900 posts of 24 terms are remembered: ten minutes at 18 posts a
 * second. Beyond that an author may count again sooner, which the rule of distinct authors per cluster bears.
 */
final class AuthorCells {
    static final int CELLS = 1 << 18;
    static final int ONCE_MINUTES = 10;

    private static final int GROUP = 4;
    private static final long ONCE = ONCE_MINUTES * 60_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] seen = new long[CELLS];
    private final int[] tags = new int[CELLS];

    AuthorCells() {
        Arrays.fill(seen, NEVER);
    }

    /** Whether an author says a term for the first time in a while, and remembers it if so. */
    boolean isFresh(long term, long author, long time) {
        long key = Word.mix(term ^ author);
        int place = place(key);
        if (isThere(place, key)) {
            boolean fresh = time - seen[place] >= ONCE;
            seen[place] = fresh ? time : seen[place];
            return fresh;
        }
        seen[place] = time;
        tags[place] = tag(key);
        return true;
    }

    /** Whether an author said a term in the last while. */
    boolean said(long term, long author, long time) {
        long key = Word.mix(term ^ author);
        int place = place(key);
        return isThere(place, key) && time - seen[place] < ONCE;
    }

    private static int tag(long key) {
        return (int) (key >>> 32);
    }

    private boolean isThere(int place, long key) {
        return tags[place] == tag(key) && seen[place] != NEVER;
    }

    /** Where a key is, or where it is to go: to the cell of its group that was seen the longest ago. */
    private int place(long key) {
        int group = ((int) key & (CELLS / GROUP - 1)) * GROUP;
        int oldest = group;
        for (int i = group; i < group + GROUP; i++) {
            if (isThere(i, key)) {
                return i;
            }
            oldest = seen[i] < seen[oldest] ? i : oldest;
        }
        return oldest;
    }

    /** Takes in what another node saw: of each group, what was seen last. */
    void merge(AuthorCells other) {
        for (int i = 0; i < CELLS; i++) {
            if (other.seen[i] != NEVER) {
                // The group is the lower part of a key; a cell stays in its group.
                long key = ((long) other.tags[i] << 32) | (i / GROUP);
                int place = place(key);
                if (isThere(place, key) || seen[place] < other.seen[i]) {
                    seen[place] = Math.max(seen[place], other.seen[i]);
                    tags[place] = other.tags[i];
                }
            }
        }
    }
}
