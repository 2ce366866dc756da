package vadra.polls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A poll as one reader sees it now.
 *
 * @param tally with counts where this reader may see them
 * @param reworded how many had answered when the question was last written anew; null when it never was
 * @param mine the reader's own choices by their places from 0, none when they have not answered; null for a guest, and of an
 *     anonymous poll empty once it is closed, since nobody knows any more
 */
public record Poll(
        Terms terms,
        Tally tally,
        @Nullable Integer reworded,
        @Nullable List<Integer> mine) {
    /** So few answers that the counts of an anonymous poll are not shown, then or ever. */
    public static final int FEWEST = 5;

    public Poll {
        mine = mine == null ? null : List.copyOf(mine);
    }

    /** Whether its counts are kept back since too few have answered. */
    public boolean tooFew() {
        return terms.anonymous() && tally.shown() == null && tally.n() < FEWEST;
    }
}
