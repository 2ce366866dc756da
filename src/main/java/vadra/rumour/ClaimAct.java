package vadra.rumour;

import java.time.Instant;
import java.util.Optional;
import vadra.core.Actor;

/**
 * What was done with a claim.
 *
 * @param by who did it, empty when it was the monitor
 * @param reason in words, empty when none was asked for
 * @param detail what it was done with, such as the slug of the other claim, or the earlier title
 */
public record ClaimAct(Instant at, Kind kind, Optional<Actor> by, String reason, String detail) {
    /** What can be done with a claim. */
    public enum Kind {
        PROPOSED,
        NAMED,
        CONFIRMED,
        CHANGED,
        /** It became part of another. */
        MERGED,
        /** It got the phrases of another. */
        RECEIVED,
        /** Some of its phrases became a claim of their own. */
        SPLIT,
        MUTED,
        UNMUTED,
        DISMISSED,
        RETIRED,
        /** Somebody looked who a carrier is. */
        UNMASKED
    }
}
