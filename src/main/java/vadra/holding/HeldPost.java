package vadra.holding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;

/**
 * Something that was written in a held room and is not said, as its author sees it.
 *
 * @param id the post will have the same
 * @param room its slug
 * @param parent what it answers, null for nothing
 * @param until when it is to be said, if not sooner; null when it could not be, since the room had been closed
 */
public record HeldPost(
        PostId id,
        String room,
        String title,
        @Nullable PostId parent,
        String source,
        String language,
        Instant heldAt,
        @Nullable Instant until) {}
