package vadra.moving;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.Problem;

/** All that is a member's own, in PostgreSQL, whose functions take the member and know what is whose. */
final class PgOwn {
    /** The most that one person keeps of what lives nowhere here. */
    private static final long MAX_LINES = 200_000;

    private static final long MAX_BYTES = 128L * 1024 * 1024;

    private static final String SECTIONS = "SELECT name, persons FROM own_sections() ORDER BY place";
    private static final String LINES = "SELECT key, line FROM own_lines($1, $2, $3, $4)";
    private static final String CONSENTS = "SELECT kind, given_at FROM consent WHERE member_id = $1 ORDER BY kind";
    private static final String COMPANY_SAW = "SELECT company_saw($1) AS item";
    private static final String BRING = "SELECT bring_lines($1, $2::text::jsonb) AS kept";
    private static final String BOUND = "SELECT bound_brought($1, $2, $3)";
    private static final String SPOKEN = "SELECT EXISTS (SELECT FROM post WHERE author_id = $1) AS spoken";
    private static final String FORGET = "SELECT forget_brought($1) AS gone";
    private static final String KINDS = "SELECT section, origin, n FROM brought_kinds($1)";
    private static final String POSTS = "SELECT * FROM brought_posts($1, $2)";

    private final Pool pool;

    PgOwn(Pool pool) {
        this.pool = pool;
    }

    /**
     * A section of what is a member's own.
     *
     * @param persons whether its lines are the person's wherever they live, and not of what happened in a house
     */
    record Section(String name, boolean persons) {}

    /** A line, and the key by which the next ones are asked for. */
    record Line(String key, String json) {}

    /** Whose lines, and which house this is. */
    record Whose(MemberId member, String house) {}

    Future<List<Section>> sections() {
        return pool.preparedQuery(SECTIONS)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> new Section(row.getString("name"), row.getBoolean("persons")))
                        .toList());
    }

    /** The next lines of a section after a key, the empty one for the first. */
    Future<List<Line>> lines(Whose whose, String section, String after) {
        return pool.preparedQuery(LINES)
                .execute(Tuple.of(whose.member().value(), section, whose.house(), after))
                .map(rows -> rows.stream()
                        .map(row -> new Line(row.getString("key"), row.getString("line")))
                        .toList());
    }

    Future<List<JsonObject>> consents(MemberId member) {
        return pool.preparedQuery(CONSENTS)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream()
                        .map(row -> new JsonObject()
                                .put("purpose", row.getString("kind"))
                                .put(
                                        "since",
                                        row.getOffsetDateTime("given_at")
                                                .toInstant()
                                                .toString()))
                        .toList());
    }

    Future<List<JsonObject>> companySaw(MemberId member) {
        return pool.preparedQuery(COMPANY_SAW)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream()
                        .map(row -> (JsonObject) row.getJson("item"))
                        .toList());
    }

    /** Brings all of the lines along, or none; how many of them are kept as they came. */
    Future<Long> bring(MemberId member, List<String> pieces) {
        return pool.withTransaction(connection -> {
                    Future<Long> done = Future.succeededFuture(0L);
                    for (var piece : pieces) {
                        done = done.compose(
                                kept -> bring(connection, member, piece).map(more -> kept + more));
                    }
                    return done.compose(kept -> connection
                            .preparedQuery(BOUND)
                            .execute(Tuple.of(member.value(), MAX_LINES, MAX_BYTES))
                            .map(kept));
                })
                .recover(PgOwn::refused);
    }

    private static Future<Long> bring(SqlClient client, MemberId member, String piece) {
        return client.preparedQuery(BRING)
                .execute(Tuple.of(member.value(), piece))
                .map(rows -> rows.iterator().next().getLong("kept"));
    }

    /** What the tables do not take, a text that is too long or a time that is none, is a fault of the zip. */
    private static <T> Future<T> refused(Throwable failure) {
        return failure instanceof PgException refused
                        && (refused.getSqlState().startsWith("22")
                                || refused.getSqlState().startsWith("23"))
                ? Future.failedFuture(Problem.invalid("zip", "has a line that is not of its section's form"))
                : PgRefusal.asProblem(failure);
    }

    /** Whether somebody has said anything here. */
    Future<Boolean> hasSpoken(MemberId member) {
        return pool.preparedQuery(SPOKEN)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.iterator().next().getBoolean("spoken"));
    }

    Future<Long> forget(MemberId member) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.iterator().next().getLong("gone"));
    }

    Future<List<JsonObject>> kinds(MemberId member) {
        return pool.preparedQuery(KINDS)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream()
                        .map(row -> new JsonObject()
                                .put("section", row.getString("section"))
                                .put("origin", row.getString("origin"))
                                .put("lines", row.getLong("n")))
                        .toList());
    }

    Future<List<BroughtPost>> posts(MemberId member, int most) {
        return pool.preparedQuery(POSTS)
                .execute(Tuple.of(member.value(), most))
                .map(rows -> rows.stream()
                        .map(row -> BroughtPost.of(
                                row.getString("origin"),
                                row.getString("at"),
                                row.getString("title"),
                                new BroughtPost.Said(
                                        row.getString("language"), row.getString("source"), row.getBoolean("carries"))))
                        .toList());
    }
}
