package vadra.openness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;

/** Appeals in PostgreSQL. */
final class PgAppeals {
    private static final String APPEAL = "SELECT appeal_entry($1, $2, $3) AS id";
    private static final String DECIDE = "SELECT decide_appeal($1, $2, $3, $4) AS row";
    private static final String WAITING =
            "SELECT * FROM appeal WHERE decided_at IS NULL ORDER BY appealed_at, id LIMIT $1";
    private static final String AGAINST = "SELECT * FROM appeal WHERE entry = $1";

    private final Pool pool;

    PgAppeals(Pool pool) {
        this.pool = pool;
    }

    Future<UUID> appeal(MemberId by, long row, String words) {
        return pool.preparedQuery(APPEAL)
                .execute(Tuple.of(by.value(), row, words))
                .map(rows -> rows.iterator().next().getUUID("id"))
                .recover(PgRefusal::asProblem);
    }

    Future<Optional<Long>> decide(MemberId by, UUID appeal, boolean overturn, String why) {
        return pool.preparedQuery(DECIDE)
                .execute(Tuple.of(by.value(), appeal, overturn, why))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("row")))
                .recover(PgRefusal::asProblem);
    }

    Future<List<Appeal>> waiting(int limit) {
        return pool.preparedQuery(WAITING)
                .execute(Tuple.of(limit))
                .map(rows -> rows.stream().map(PgAppeals::appeal).toList());
    }

    Future<Optional<Appeal>> against(long row) {
        return pool.preparedQuery(AGAINST)
                .execute(Tuple.of(row))
                .map(rows -> rows.stream().map(PgAppeals::appeal).findAny());
    }

    static Appeal appeal(Row row) {
        return new Appeal(
                row.getUUID("id"),
                row.getLong("entry"),
                row.getString("words"),
                row.getOffsetDateTime("appealed_at").toInstant(),
                verdict(row));
    }

    private static Appeal.@Nullable Verdict verdict(Row row) {
        OffsetDateTime decided = row.getOffsetDateTime("decided_at");
        return decided == null
                ? null
                : new Appeal.Verdict(
                        row.getString("verdict").equals("overturned"),
                        decided.toInstant(),
                        row.getString("why"),
                        row.getString("actor"),
                        row.getLong("result"));
    }
}
