package vadra.questions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vadra.asking.Question;
import vadra.core.Actor;
import vadra.core.PostId;

/**
 * What a host did with a question, and how it stood then.
 *
 * @param offset of the event that told of it
 * @param move as {@link vadra.asking.Move#code()} has it
 */
public record PastMove(
        long offset,
        Instant at,
        Actor by,
        String move,
        Question.State state,
        @Nullable PostId into,
        @Nullable PostId answer,
        @Nullable String reason,
        @Nullable Instant promisedFor) {}
