package vadra.exposure;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The sketches of exposure, in PostgreSQL, where those of all nodes are joined. */
final class PgExposure {
    private static final String ALL = "SELECT claim_id, day, sketch FROM claim_exposure WHERE day >= $1";
    private static final String BEGIN = """
            INSERT INTO claim_exposure (claim_id, day, sketch) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING""";
    private static final String LOCK = "SELECT sketch FROM claim_exposure WHERE claim_id = $1 AND day = $2 FOR UPDATE";
    private static final String SAVE = "UPDATE claim_exposure SET sketch = $3 WHERE claim_id = $1 AND day = $2";
    private static final String PURGE = "DELETE FROM claim_exposure WHERE day < $1";

    private final Pool pool;

    PgExposure(Pool pool) {
        this.pool = pool;
    }

    /** All that is kept from a day on. */
    Future<List<Exposure.Kept>> since(LocalDate day) {
        return pool.preparedQuery(ALL).execute(Tuple.of(day)).map(rows -> {
            var kept = new ArrayList<Exposure.Kept>();
            rows.forEach(row -> kept.add(new Exposure.Kept(
                    new Exposure.Key(row.getUUID("claim_id"), row.getLocalDate("day")), row.getBuffer("sketch"))));
            return kept;
        });
    }

    /** Joins a sketch into the one that is kept; that of all nodes. */
    Future<Exposure.Kept> join(Exposure.Kept mine) {
        var key = mine.key();
        var place = Tuple.of(key.claim(), key.day());
        return pool.withTransaction(sql -> sql.preparedQuery(BEGIN)
                .execute(Tuple.of(key.claim(), key.day(), mine.sketch()))
                .compose(done -> sql.preparedQuery(LOCK).execute(place))
                .map(rows ->
                        Exposure.union(mine.sketch(), rows.iterator().next().getBuffer("sketch")))
                .compose(joined -> sql.preparedQuery(SAVE)
                        .execute(Tuple.of(key.claim(), key.day(), joined))
                        .map(done -> new Exposure.Kept(key, joined))));
    }

    /** Deletes what is older than a day. */
    Future<Void> purge(LocalDate day) {
        return pool.preparedQuery(PURGE).execute(Tuple.of(day)).mapEmpty();
    }
}
