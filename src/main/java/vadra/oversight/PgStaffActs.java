package vadra.oversight;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;

/**
 * The log of what the staff did, in PostgreSQL, which chains its rows and refuses to change them. Whose data it was about is
 * in it, for that member alone; the server cannot read it. Safe for use by any thread.
 */
public final class PgStaffActs {
    private static final int PAGE = 50;
    private static final String KEEP = "SELECT keep_staff_act($1, $2, $3, $4)";
    private static final String READS = "SELECT keep_staff_reading($1, $2)";
    private static final String LIST = """
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'n', n, 'at', ledger_time(at), 'what', what, 'object', object, 'why', why,
                'who', CASE WHEN member.id IS NULL THEN NULL ELSE
                       jsonb_build_object('handle', member.handle, 'name', member.name) END) ORDER BY n DESC), '[]') answer
            FROM (SELECT n, at, who, what, object, why FROM staff_act
                  WHERE ($1::bigint IS NULL OR n < $1) AND ($2::text IS NULL OR what = $2)
                  AND ($3::text IS NULL OR who = (SELECT id FROM member WHERE handle = $3))
                  ORDER BY n DESC LIMIT\s""" + PAGE + ") acts LEFT JOIN member ON member.id = who";

    private final Pool pool;

    public PgStaffActs(Pool pool) {
        this.pool = pool;
    }

    /**
     * Which acts to list.
     *
     * @param before only those before this number
     * @param what only of this operation
     * @param who only of this handle
     */
    public record Filter(Optional<Long> before, Optional<String> what, Optional<String> who) {}

    /**
     * Writes down what is about to be done; fails, and then it must not be done, where that cannot be.
     *
     * @param operation of the contract
     * @param things what it is done with, the names of each by their kinds; at least one, perhaps without a name
     * @param why the reason that was given
     */
    public Future<Void> keep(Actor by, String operation, List<Map<String, String>> things, @Nullable String why) {
        var named = new JsonArray();
        things.forEach(thing -> named.add(new JsonObject(Map.copyOf(thing))));
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(by.id().value(), operation, named, why))
                .mapEmpty();
    }

    /** Writes down whose data a list is about to show; nobody's twice within an hour. */
    public Future<Void> reads(Actor by, String operation) {
        return pool.preparedQuery(READS)
                .execute(Tuple.of(by.id().value(), operation))
                .mapEmpty();
    }

    /** Acts, newest first, at most {@value #PAGE}. */
    public Future<JsonArray> list(Filter filter) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(
                        filter.before().orElse(null),
                        filter.what().orElse(null),
                        filter.who().orElse(null)))
                .map(rows -> rows.iterator().next().getJsonArray("answer"));
    }

    /** Lets go of what is older than two years. */
    public Future<Void> forget() {
        return pool.query("SELECT forget_staff_acts()").execute().mapEmpty();
    }

    /** The first row that does not follow from those before; nothing when the chain holds. */
    public Future<Optional<Long>> fault() {
        return pool.query("SELECT staff_act_fault() AS n")
                .execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("n")));
    }
}
