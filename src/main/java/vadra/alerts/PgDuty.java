package vadra.alerts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The roster in PostgreSQL. */
final class PgDuty {
    private static final String ADD = """
            INSERT INTO duty_shift (id, member_id, place, from_at, until_at, mail)
            SELECT $1, m.id, $3, $4, $5, $6 FROM member m WHERE m.handle = $2 AND m.role = 'staff'""";
    private static final String REMOVE = "DELETE FROM duty_shift WHERE id = $1";
    private static final String COMING = """
            SELECT s.*, jsonb_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'role', m.role) person
            FROM duty_shift s JOIN member m ON m.id = s.member_id
            WHERE s.until_at > $1 AND m.role = 'staff' ORDER BY s.from_at, s.place, m.handle LIMIT 200""";

    private final Pool pool;

    PgDuty(Pool pool) {
        this.pool = pool;
    }

    /** Adds a shift; false when nobody of the staff has that handle. */
    Future<Boolean> add(UUID id, NewShift given) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(id, given.handle(), given.place())
                        .addOffsetDateTime(given.from().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(given.until().atOffset(ZoneOffset.UTC))
                        .addString(given.mail()))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Boolean> remove(UUID id) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(id)).map(rows -> rows.rowCount() == 1);
    }

    /** The shifts that have not ended, by their beginning. */
    Future<List<Shift>> coming(Instant now) {
        return pool.preparedQuery(COMING)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var shifts = new ArrayList<Shift>();
                    rows.forEach(row -> shifts.add(new Shift(
                            row.getUUID("id"),
                            PgAlerts.person(row, "person").orElseThrow(),
                            row.getInteger("place"),
                            row.getOffsetDateTime("from_at").toInstant(),
                            row.getOffsetDateTime("until_at").toInstant(),
                            row.getString("mail"))));
                    return shifts;
                });
    }
}
