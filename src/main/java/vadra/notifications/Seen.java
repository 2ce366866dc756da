package vadra.notifications;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member has read.
 *
 * @param numbers these
 * @param upTo and all up to this number, where there is one
 * @param room and what was gathered for this room, where there is one
 */
public record Seen(
        List<Long> numbers, @Nullable Long upTo, @Nullable String room) {
    public Seen {
        numbers = List.copyOf(numbers);
    }
}
