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
 * @param until when it is to be said, if not sooner; null when it could not be
 * @param unsaid why it could not be: {@code closed} when the room had been, {@code hat} when its author no longer had the
 *     capacity that they wrote it in, {@code refused} when it was tried for ten minutes; null while it waits
 */
public record HeldPost(
        PostId id,
        String room,
        String title,
        @Nullable PostId parent,
        String source,
        String language,
        Instant heldAt,
        @Nullable Instant until,
        @Nullable String unsaid) {}
