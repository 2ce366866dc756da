package vadra.opinions;

import java.util.List;
import java.util.Map;

/**
 * What opinions of a product come to: each person counts once, by the newest that stands.
 *
 * @param people how many have said what they think
 * @param talkers how many people have written where the product is talked of, these included
 * @param again how many would choose it again, would not, are unsure; empty while {@link #tooFew()}
 * @param versions how many have which, the largest first; what fewer than {@value #FEWEST} have is together under the empty name
 * @param used for how long, the shortest first; ranges of fewer than {@value #FEWEST} are left out, and counted in {@code usedOther}
 */
public record Figures(
        int people,
        int talkers,
        Map<Facts.Again, Integer> again,
        List<Group> versions,
        List<Group> used,
        int usedOther) {
    /** Fewer are no figure. */
    public static final int FEWEST = 5;

    public Figures {
        again = Map.copyOf(again);
        versions = List.copyOf(versions);
        used = List.copyOf(used);
    }

    /** So many people. */
    public record Group(String name, int people) {}

    /** Whether so few have said something that there are no figures. */
    public boolean tooFew() {
        return people < FEWEST;
    }

    /** How many in a hundred of those who talk of it, rounded. */
    public int share() {
        return talkers == 0 ? 0 : (int) Math.round(100.0 * people / talkers);
    }
}
