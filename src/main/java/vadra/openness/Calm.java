package vadra.openness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What everybody in a room is told of its being calmed, which asks nobody what is said.
 *
 * @param entry the row of the ledger
 * @param act slow or hold, or lift for the end of either
 * @param ends the row that a lift ends; null for what begins
 * @param pace of slow mode, seconds from one post of an author to the next; null for a hold and its end
 * @param by an alias, {@code starter} for who started the room, {@code machine} when its time was over
 * @param why in the words of who did it
 * @param until when it ends by itself; null for its end
 */
public record Calm(
        long entry,
        Entry.Act act,
        @Nullable Long ends,
        @Nullable Integer pace,
        String by,
        String why,
        Instant effectiveAt,
        @Nullable Instant until) {
    /**
     * How a room shall be slowed.
     *
     * @param seconds from one post of an author to the next, 5 to 600
     * @param minutes until it ends by itself, 1 to 60
     * @param why 10 to 500 characters
     */
    public record Slow(int seconds, int minutes, String why) {}

    /**
     * How a room shall be held.
     *
     * @param minutes until it ends by itself, 1 to 60
     * @param why 10 to 500 characters
     */
    public record Hold(int minutes, String why) {}

    static Calm of(Entry entry) {
        var manner = entry.manner();
        return new Calm(
                entry.n(),
                entry.act(),
                entry.ends(),
                manner.pace(),
                manner.actor(),
                entry.ground().grounds(),
                entry.effectiveAt(),
                entry.until());
    }
}
