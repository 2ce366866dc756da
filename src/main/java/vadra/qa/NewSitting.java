package vadra.qa;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.discussion.Words;

/**
 * What a member says of a Q&A that they open.
 *
 * @param product the slug of what it is about, null for none, or for what the room is about that it stands under
 * @param under the slug of an article of one's own, or of a room of talk; null for neither
 * @param earlier the slug of an ended sitting of one's own whose open questions it takes over, null for none
 * @param hosts handles of those who host it beside the member
 */
public record NewSitting(
        Template template,
        String slug,
        String title,
        String greeting,
        String language,
        @Nullable String product,
        @Nullable String under,
        @Nullable String earlier,
        Instant startsAt,
        Instant endsAt,
        List<String> hosts) {
    public NewSitting {
        hosts = List.copyOf(hosts);
    }

    /**
     * The same with its words in their normal form.
     *
     * @throws vadra.core.ProblemException {@link vadra.core.Problem.Invalid} when they have none
     */
    NewSitting normal() {
        return new NewSitting(
                template,
                slug,
                Words.normal("title", title),
                greeting.isBlank() ? "" : Words.normal("greeting", greeting),
                language,
                product,
                under,
                earlier,
                startsAt,
                endsAt,
                hosts);
    }
}
