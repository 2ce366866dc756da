package vadra.blogs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Hat;

/**
 * What is not published; only its author knows of it.
 *
 * @param version counts from 1
 * @param failure why it was not published at its time; null when nothing failed
 */
public record Draft(
        UUID id,
        int version,
        Writing writing,
        @Nullable Instant publishAt,
        @Nullable String failure,
        Instant writtenAt) {
    /** At most so many a person. */
    public static final int MAX = 200;

    /**
     * What an author writes.
     *
     * @param slug the name that the article will have; null lets one be made of the title
     * @param product the slug of what it is about
     * @param hat in which capacity; null for the blogger's, where the author has that
     */
    public record Writing(
            String title,
            @Nullable String slug,
            String source,
            String language,
            @Nullable Series series,
            @Nullable String product,
            @Nullable Hat hat) {}
}
