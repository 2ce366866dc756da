package vadra.blogs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vadra.discussion.RoomEvent;

/**
 * A member's own roof.
 *
 * @param hidden whether the house rules hide the author's profile, of which title and about are a part; they are empty then
 * @param articles how many stand
 */
public record Blog(RoomEvent.Author author, Words words, boolean hidden, Instant openedAt, int articles) {
    /**
     * What its author says of it.
     *
     * @param disclosure who pays the author, in own words
     * @param accent one of the colours that a blog can have
     * @param face {@code serif} or {@code sans}
     * @param forward where the author writes now, null while that is here
     */
    public record Words(
            String title,
            String about,
            String disclosure,
            String language,
            String accent,
            String face,
            @Nullable String forward) {}
}
