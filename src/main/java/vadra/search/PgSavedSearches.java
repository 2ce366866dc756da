package vadra.search;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;

/** Kept searches in PostgreSQL, by their doors. */
final class PgSavedSearches {
    private static final String SAVE = "SELECT save_search($1, $2, $3) AS id";
    private static final String OF = "SELECT id, words, room, \"by\", language, saved_at FROM searches_of($1)";
    private static final String DROP = "SELECT drop_search($1, $2) AS dropped";
    private static final String FINDING =
            "SELECT search, id, said_at, place, stretch FROM searches_that_find($1, $2, $3, $4)";

    private final Pool pool;

    PgSavedSearches(Pool pool) {
        this.pool = pool;
    }

    Future<UUID> save(MemberId member, UUID id, Query query) {
        return pool.preparedQuery(SAVE)
                .execute(Tuple.of(member.value(), id, PgSearch.asked(query)))
                .map(rows -> rows.iterator().next().getUUID("id"))
                .recover(PgSavedSearches::missing);
    }

    /** Names what is missing, which the database says. */
    private static <T> Future<T> missing(Throwable failure) {
        return failure instanceof PgException refused && "VA404".equals(refused.getSqlState())
                ? Future.failedFuture(Problem.notFound(refused.getErrorMessage(), ""))
                : PgRefusal.asProblem(failure);
    }

    Future<List<SavedSearch>> of(MemberId member) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream().map(PgSavedSearches::saved).toList());
    }

    Future<Boolean> drop(MemberId member, UUID search) {
        return pool.preparedQuery(DROP)
                .execute(Tuple.of(member.value(), search))
                .map(rows -> rows.iterator().next().getBoolean("dropped"));
    }

    /** What the open searches find among posts, oldest first, of each at most so many. */
    Future<List<Match>> matching(Collection<PostId> posts, Collection<OpenSearch> open, int most) {
        return pool.preparedQuery(FINDING)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(posts.stream().map(PostId::value).toArray(UUID[]::new))
                        .addArrayOfUUID(open.stream().map(OpenSearch::search).toArray(UUID[]::new))
                        .addArrayOfString(open.stream().map(OpenSearch::handle).toArray(String[]::new))
                        .addInteger(most))
                .map(rows -> rows.stream()
                        .map(row -> new Match(row.getUUID("search"), PgSearch.hit(row)))
                        .toList());
    }

    /** A post, and the search that found it. */
    record Match(UUID search, Query.Hit hit) {}

    private static SavedSearch saved(Row row) {
        var within =
                new Query.Within(row.getString("room"), row.getString("by"), row.getString("language"), null, null);
        return new SavedSearch(
                row.getUUID("id"),
                new Query(row.getString("words"), within, null),
                row.getOffsetDateTime("saved_at").toInstant());
    }
}
