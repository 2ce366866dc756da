package vadra.notifications;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a room of the house wants a member to be told of.
 *
 * @param kind one of {@link Choices#KINDS}
 * @param key what it tells of, such as {@code contact:<id>}; a member is told of the same once
 * @param by who did it, null for nobody
 * @param post what was said, null for nothing; it is told only while it stands
 * @param link the page of ours where one reads on
 */
public record Tidings(
        String kind,
        String key,
        @Nullable UUID by,
        @Nullable UUID post,
        String link) {}
