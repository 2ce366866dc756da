package vadra.docket;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.openness.Entry;

/**
 * What somebody says breaks the law.
 *
 * @param place where it is, as they wrote it, at most 500 characters
 * @param thing what is there, null where the place is none of ours
 * @param law which law, 3 to 500 characters
 * @param words why, 10 to 5 000 characters
 * @param name whose notice it is; null where it is about abuse of children
 * @param mail where to reach them; null then
 */
public record Notice(
        String place,
        @Nullable Thing thing,
        String law,
        String words,
        @Nullable String name,
        @Nullable String mail) {
    /** A thing of ours. */
    public record Thing(Entry.Kind kind, UUID id) {}
}
