package vadra.contacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is between a member and another, as the member may know it.
 *
 * @param words what the asker wrote to the asked
 * @param at since when they are contacts, or since when one asks; null for {@link Contact.State#NONE}
 * @param againAt before when the member cannot ask again; null when they can
 * @param blocked whether the member has blocked the other
 * @param muted whether the member has muted the other
 * @param mutedUntil null where that has no end
 */
public record Relation(
        Contact.State state,
        String words,
        @Nullable Instant at,
        @Nullable Instant againAt,
        boolean blocked,
        boolean muted,
        @Nullable Instant mutedUntil) {}
