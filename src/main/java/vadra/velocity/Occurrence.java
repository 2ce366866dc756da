package vadra.velocity;

import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.RoomId;

/**
 * A post that carries the topic.
 *
 * @param at event time in milliseconds since 1970; only differences matter
 * @param parent what it answers or passes on
 * @param depth posts between it and the beginning of its thread, 0 for one that begins a thread
 */
public record Occurrence(
        long at,
        MemberId author,
        RoomId room,
        PostId post,
        @Nullable PostId parent,
        int depth,
        Kind kind,
        Stance stance) {
    public Occurrence {
        if (depth < 0) {
            throw new IllegalArgumentException("a depth is 0 or more, not " + depth);
        }
    }
}
