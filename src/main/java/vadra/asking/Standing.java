package vadra.asking;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.asking.Question.Claim;
import vadra.asking.Question.State;
import vadra.core.Actor;
import vadra.core.PostId;

/**
 * What is kept of a question itself, without what follows from others.
 *
 * @param state never {@link State#MERGED}: what it is apart from that, so that parting brings it back
 */
record Standing(
        State state,
        @Nullable PostId into,
        @Nullable Claim claim,
        @Nullable PostId answer,
        @Nullable String reason,
        @Nullable Instant promisedFor,
        Instant movedAt,
        @Nullable Actor movedBy) {
    /** The same as everybody is told of it. */
    Question told(List<PostId> merged, int votes) {
        return new Question(
                into == null ? state : State.MERGED,
                into,
                merged,
                votes,
                claim,
                answer,
                reason,
                promisedFor,
                movedAt,
                movedBy);
    }

    /** How it stands after everybody was told so. */
    Standing after(Question told) {
        return new Standing(
                told.state() == State.MERGED ? state : told.state(),
                told.into(),
                told.claim(),
                told.answer(),
                told.reason(),
                told.promisedFor(),
                told.movedAt(),
                told.movedBy());
    }

    Standing claimed(@Nullable Claim by) {
        return new Standing(state, into, by, answer, reason, promisedFor, movedAt, movedBy);
    }

    Standing merged(@Nullable PostId head) {
        return new Standing(state, head, null, answer, reason, promisedFor, movedAt, movedBy);
    }
}
