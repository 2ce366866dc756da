package vadra.polls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody is told of a poll's answers; nothing of it says whose they are.
 *
 * @param n how many have answered
 * @param closed whether it takes no more answers, and this is the last that is told
 * @param shown null while the counts are for some or none, and where they would tell who chose what
 */
public record Tally(int n, boolean closed, @Nullable Shown shown) {
    /**
     * The counts.
     *
     * @param counted of how many answers they are; of an anonymous poll they move in steps, and may be behind
     * @param counts of each choice; where several can be chosen, together more than {@code counted}
     */
    public record Shown(int counted, List<Integer> counts) {
        public Shown {
            counts = List.copyOf(counts);
        }
    }
}
