package vadra.discussion;

import java.util.List;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.Recorded;

/** What became of one request of a batch. */
sealed interface Outcome {
    /** It holds: committed now, committed before under the same command id, or already as asked. */
    record Accepted(PostId post, long seq) implements Outcome {}

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
