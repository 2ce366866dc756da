package vadra.openness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.MemberId;

/** Appeals in PostgreSQL. */
final class PgAppeals {
    private static final String APPEAL = "SELECT appeal_entry($1, $2, $3) AS id";
    private static final String DECIDE = "SELECT decide_appeal($1, $2, $3, $4) AS row";
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
