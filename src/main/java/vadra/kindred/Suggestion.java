package vadra.kindred;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import vadra.core.Role;

/**
 * Somebody who may be like the reader, and why.
 *
 * @param elsewhere whether the two have met nowhere: in no room, no circle and through no contact
 * @param ties at least one, what tells most first
 */
public record Suggestion(String handle, String name, Role role, boolean elsewhere, List<Tie> ties) {
    /** At most so many at a time. */
    public static final int MOST = 20;

    /** Of so many in a row, one is from elsewhere. */
    public static final int ROW = 5;

    public Suggestion {
        ties = List.copyOf(ties);
    }

    /**
     * Whom to show, of those who were found. They come in their order, but the last place of each row of {@link #ROW} is kept
     * for somebody from elsewhere where the row has none; where there is nobody, it ends before that place. So a circle of
     * friends does not close round anybody, and nobody is made up to open it.
     *
     * @param found closest first
     */
    public static List<Suggestion> mixed(List<Suggestion> found) {
        var near = new ArrayDeque<>(found);
        var shown = new ArrayList<Suggestion>();
        boolean opened = false;
        while (!near.isEmpty() && shown.size() < MOST) {
            boolean last = shown.size() % ROW == ROW - 1;
            var next = last && !opened
                    ? near.stream().filter(Suggestion::elsewhere).findFirst()
                    : near.stream().findFirst();
            if (next.isEmpty()) {
                break;
            }
            near.removeFirstOccurrence(next.get());
            shown.add(next.get());
            opened = !last && (opened || next.get().elsewhere());
        }
        return List.copyOf(shown);
    }
}
