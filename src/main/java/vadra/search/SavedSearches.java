package vadra.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import vadra.core.Actor;
import vadra.core.Problem;

/** The searches that members keep. */
public final class SavedSearches {
    private final PgSavedSearches searches;
    private final Supplier<UUID> ids;

    SavedSearches(Pool pool, Supplier<UUID> ids) {
        this.searches = new PgSavedSearches(pool);
        this.ids = ids;
    }

    /**
     * Keeps a search; the same again is the one that is kept.
     *
     * @return fails with {@link Problem.NotFound} when there is no such room or member, with {@link Problem.Conflict} when the
     *     member keeps {@value SavedSearch#MOST} already
     */
    public Future<SavedSearch> save(Actor member, Query query) {
        return searches.save(member.id(), ids.get(), SavedSearch.kept(query))
                .compose(id -> of(member)
                        .map(all -> all.stream()
                                .filter(one -> one.id().equals(id))
                                .findAny()
                                .orElseThrow(() -> Problem.notFound("search", id.toString()))));
    }

    /** A member's own, newest first. */
    public Future<List<SavedSearch>> of(Actor member) {
        return searches.of(member.id());
    }

    /**
     * Forgets a search.
     *
     * @return fails with {@link Problem.NotFound} when the member has no such search
     */
    public Future<Void> drop(Actor member, UUID search) {
        return searches.drop(member.id(), search).map(dropped -> {
            if (!dropped) {
                throw Problem.notFound("search", search.toString());
            }
            return null;
        });
    }
}
