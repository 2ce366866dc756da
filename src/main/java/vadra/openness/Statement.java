package vadra.openness;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for an act, as they are told to whose thing it is (Digital Services Act, Article 17), and all that came of
 * it since. For that person only.
 *
 * @param decision the row of the ledger with which it began
 * @param later the rows that carried it out or ended it, oldest first
 * @param thing what the person made
 * @param appeal their appeal against it; null when there is none
 * @param appealUntil until when they may appeal
 * @param seen whether they saw all of this
 */
public record Statement(
        Entry decision,
        List<Entry> later,
        Made thing,
        @Nullable Appeal appeal,
        Instant appealUntil,
        boolean seen) {
    public Statement {
        later = List.copyOf(later);
    }

    /**
     * What the person made, in their own words.
     *
     * @param place the room's slug, or the person's handle
     * @param words what they wrote; of a post, as it was when that was decided on
     */
    public record Made(String place, String words) {}

    /** What holds now. */
    public enum State {
        /** It will be hidden when the cooling time is over, unless its author mends it or takes it back before. */
        ANNOUNCED,
        HIDDEN,
        /** What was announced did not happen. */
        DROPPED,
        /** It was given back. */
        SHOWN
    }

    /** The last of its rows. */
    public Entry last() {
        return later.isEmpty() ? decision : later.get(later.size() - 1);
    }

    /** What holds now. */
    public State state() {
        return switch (last().act()) {
            case ANNOUNCE -> State.ANNOUNCED;
            case HIDE -> State.HIDDEN;
            case DROP -> State.DROPPED;
            case SHOW -> State.SHOWN;
            case SLOW, HOLD, LIFT -> throw new IllegalStateException("a calmed room is no statement");
        };
    }

    /** How it ended, when it has. */
    public Optional<Entry> end() {
        return Optional.of(last()).filter(entry -> entry.act() == Entry.Act.SHOW || entry.act() == Entry.Act.DROP);
    }
}
