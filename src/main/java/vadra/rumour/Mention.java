package vadra.rumour;

import java.time.Instant;
import vadra.core.PostId;
import vadra.core.RoomId;

/**
 * A post that holds a claim, as the desk sees it.
 *
 * @param carrier a number that stands for the author, the same within a claim; claims are watched, not people
 * @param html empty when the author has withdrawn the post
 */
public record Sighting(PostId post, RoomId room, Instant at, int carrier, String html) {
    Sighting withdrawn() {
        return new Sighting(post, room, at, carrier, "");
    }
}
