package vadra.search;

import java.time.Instant;
import java.util.UUID;
import vadra.core.Problem;

/** A search that a member keeps: it goes on, so it has no days and begins at no page. Nobody but the member reads it. */
public record SavedSearch(UUID id, Query query, Instant savedAt) {
    /** The most that a member keeps; one more is refused. */
    public static final int MOST = 20;

    /**
     * A query that can be kept.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when it ends with a day
     */
    public static Query kept(Query query) {
        var within = query.within();
        if (within.from() != null) {
            throw Problem.invalid("from", "is not for a search that is kept, which goes on");
        }
        if (within.until() != null) {
            throw Problem.invalid("until", "is not for a search that is kept, which goes on");
        }
        return new Query(query.words(), within, null);
    }
}
