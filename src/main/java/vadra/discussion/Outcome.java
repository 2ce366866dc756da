package vadra.discussion;

import java.time.Instant;
import java.util.List;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.Recorded;

/** What became of one request of a batch. */
sealed interface Outcome {
    /** It holds: committed now, committed before under the same command id, or already as asked. */
    record Accepted(PostId post, long seq) implements Outcome {}

    /**
     * It is taken, and waits, since the room is held.
     *
     * @param post the id that the post will have
     * @param seq the room's last one
     * @param until when it is to be said, if not sooner
     */
    record Held(PostId post, long seq, Instant until) implements Outcome {}

    /** It may not be. */
    record Refused(Problem problem) implements Outcome {}

    /**
     * A committed batch.
     *
     * @param outcomes one for each request, in order
     * @param recorded what the log got, in order
     */
    record Batch(List<Outcome> outcomes, List<Recorded> recorded) {
        public Batch {
            outcomes = List.copyOf(outcomes);
            recorded = List.copyOf(recorded);
        }
    }
}
