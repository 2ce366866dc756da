package vadra.qa;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.discussion.NewRoom;
import vadra.discussion.Words;

/**
 * What a member says of a Q&A that they open.
 *
 * @param slug its name in paths and channels, null for one that is made of its title
 * @param product the slug of what it is about, null for none, or for what the room is about that it stands under
 * @param under the slug of an article of one's own, or of a room of talk; null for neither
 * @param earlier the slug of an ended sitting of one's own whose open questions it takes over, null for none
 * @param hosts handles of those who host it beside the member
 */
public record NewSitting(
        Template template,
        @Nullable String slug,
        String title,
        String greeting,
        String language,
        @Nullable String product,
        @Nullable String under,
        @Nullable String earlier,
        Instant startsAt,
        Instant endsAt,
        List<String> hosts) {
    private static final int LONGEST_NAME = 50;

    public NewSitting {
        hosts = List.copyOf(hosts);
    }

    /**
     * The same with its words in their normal form, and a name.
     *
     * @param code makes the name another than that of the same title before
     * @throws vadra.core.ProblemException {@link vadra.core.Problem.Invalid} when they have none
     */
    NewSitting normal(String code) {
        return new NewSitting(
                template,
                slug == null ? named(code) : slug,
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

    private String named(String code) {
        var plain = NewRoom.slugOf(title);
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME)) + "-" + code;
    }
}
