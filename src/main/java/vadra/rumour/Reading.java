package vadra.rumour;

import java.time.Instant;
import java.util.Optional;
import vadra.core.PostId;

/**
 * What the monitor knows of a claim at a moment of event time, from what was said inside only.
 *
 * @param figures all that the engine computes
 * @param levelSince when it got its level
 * @param carriers distinct authors of posts that hold it, whatever their stance
 * @param mentions posts that hold it, by stance
 * @param exposed about how many members were shown it
 */
public record Reading(
        Instant at,
        vadra.velocity.Reading figures,
        Optional<Instant> levelSince,
        int carriers,
        Minutes.Stances mentions,
        long exposed,
        Optional<First> first,
        Optional<Instant> lastAt) {
    /** Where it began. */
    public record First(PostId post, Instant at) {}

    Reading exposedTo(long members) {
        return new Reading(at, figures, levelSince, carriers, mentions, members, first, lastAt);
    }
}
