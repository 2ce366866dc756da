package vadra.qa;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;

/**
 * What came of a sitting's questions.
 *
 * @param settled answered or declined, in the order in which that happened
 * @param owed what is neither, in the order in which it was asked
 */
public record Recap(List<Item> settled, List<Item> owed) {
    public Recap {
        settled = List.copyOf(settled);
        owed = List.copyOf(owed);
    }

    /** How many questions have a state. */
    public long count(String state) {
        return settled.stream().filter(item -> item.state().equals(state)).count();
    }

    /**
     * One question with what came of it.
     *
     * @param state asked, chosen, promised, answered or declined
     * @param asker the name that it was asked under
     * @param others how many asked what was merged into it
     * @param movedAt when it was answered or declined, or last moved
     * @param answer null where there is none that can be read
     * @param by the name of who answered, declined or promised
     */
    public record Item(
            PostId post,
            String state,
            Words question,
            String asker,
            int others,
            int votes,
            Instant movedAt,
            @Nullable Words answer,
            @Nullable String by,
            @Nullable String reason,
            @Nullable Instant promisedFor) {
        /** Whether it is answered or declined. */
        public boolean isSettled() {
            return state.equals("answered") || state.equals("declined");
        }
    }

    /** What somebody wrote, as Markdown and rendered. */
    public record Words(String source, String html, String language) {}
}
