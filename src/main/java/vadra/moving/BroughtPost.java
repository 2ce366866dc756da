package vadra.moving;

import java.time.Instant;
import java.util.Set;
import vadra.discussion.Markdown;

/**
 * What somebody said in another house and brought along: their own copy of it, which this house has not seen said.
 *
 * @param origin the address of that house
 * @param host what people call it
 * @param carries whether it had more than words there, such as a picture or a poll
 */
public record BroughtPost(
        String origin, String host, Instant saidAt, String room, String language, String html, boolean carries) {

    /** Its words. */
    record Said(String language, String source, boolean carries) {}

    static BroughtPost of(String origin, String saidAt, String room, Said said) {
        return new BroughtPost(
                origin,
                origin.replaceFirst("^https?://", ""),
                Instant.parse(saidAt),
                room,
                said.language(),
                Markdown.html(said.source(), Set.of()),
                said.carries());
    }
}
