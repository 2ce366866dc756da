package vadra.disclosure;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;

/**
 * The public side of the ledger in PostgreSQL. What it answers was put together by the database, out of the very fields
 * that the digests are made of, so that nothing stands between those and who reckons them anew. Nothing here names a
 * person. Safe for use by any thread.
 */
public final class PgDisclosure {
    private static final String ITEM =
            "SELECT jsonb_build_object('row', published(restraint), 'beside', beside(restraint)";
    private static final String SHOWN = ITEM + ", 'place', place_of(room), 'thread', thread_of(n)) AS item ";
    private static final String LIST = SHOWN + """
            FROM restraint WHERE n < $1 AND ($3::bigint IS NULL OR rule = $3) AND ($4::bigint IS NULL OR version = $4)
            AND ($5::text IS NULL OR act = $5) AND ($6::text IS NULL OR kind = $6) AND ($7::text IS NULL OR cause = $7)
            AND ($8::uuid IS NULL OR batch = $8) AND ($9::text IS NULL OR $9 = ANY(figures))
            AND ($10::date IS NULL OR at >= $10::date::timestamp AT TIME ZONE 'UTC') ORDER BY n DESC LIMIT $2""";
    private static final String ONE = SHOWN + "FROM restraint WHERE n = $1";
    private static final String AFTER = ITEM + ") AS item FROM restraint WHERE n > $1 ORDER BY n LIMIT $2";
    private static final String HEAD = "SELECT openness_head() AS item";
    private static final String COUNT = "SELECT count_posts(ledger_now())";
    private static final String SNAPSHOT = "SELECT openness_snapshot(ledger_now()) AS item";

    /** For how long figures are given out before they are reckoned anew. */
    static final long FRESH_NS = 10_000_000_000L;

    private final Pool pool;
    private final LongSupplier nanoTime;
    private volatile @Nullable Taken taken;

    /** Figures that were asked for, and when. */
    private record Taken(Future<JsonObject> figures, long at) {}

    /**
     * Prepares it.
     *
     * @param nanoTime a clock that only runs forward, nanoseconds
     */
    public PgDisclosure(Pool pool, LongSupplier nanoTime) {
        this.pool = pool;
        this.nanoTime = nanoTime;
    }

    /**
     * Rows below a place, newest first: {@code row} as its digest has it, {@code beside} what came of it, {@code place} the
     * room where that may be read, {@code thread} the rows that belong together.
     *
     * @param before {@link Long#MAX_VALUE} for the newest of all
     * @param limit 1 to 100
     */
    public Future<List<JsonObject>> list(Selection selection, long before, int limit) {
        var values = Tuple.of(before, limit, selection.rule(), selection.version(), selection.act())
                .addString(selection.kind())
                .addString(selection.cause())
                .addUUID(selection.batch())
                .addString(selection.figure())
                .addLocalDate(selection.since());
        return ask(LIST, values);
    }

    /** One row with all of that; fails with {@link Problem.NotFound}. */
    public Future<JsonObject> row(long n) {
        return ask(ONE, Tuple.of(n))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("row of the ledger", String.valueOf(n))));
    }

    /**
     * Rows above a place, oldest first, with {@code row} and {@code beside} only.
     *
     * @param limit 1 to 200
     */
    public Future<List<JsonObject>> after(long n, int limit) {
        return ask(AFTER, Tuple.of(n, limit));
    }

    /** The chain's end: place, digest and time of the last row. */
    public Future<JsonObject> head() {
        return ask(HEAD, Tuple.tuple()).map(rows -> rows.get(0));
    }

    /** All figures as of a moment, at most ten seconds old, with the posts of each day; one and the same to all who ask. */
    public Future<JsonObject> snapshot() {
        var last = taken;
        long now = nanoTime.getAsLong();
        if (last != null && now - last.at() < FRESH_NS && !last.figures().failed()) {
            return last.figures();
        }
        var figures = pool.query(COUNT)
                .execute()
                .compose(counted -> ask(SNAPSHOT, Tuple.tuple()))
                .map(rows -> rows.get(0));
        taken = new Taken(figures, now);
        return figures;
    }

    private Future<List<JsonObject>> ask(String statement, Tuple values) {
        return pool.preparedQuery(statement).execute(values).map(PgDisclosure::items);
    }

    private static List<JsonObject> items(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getJsonObject(0)).toList();
    }
}
