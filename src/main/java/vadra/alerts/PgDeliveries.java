package vadra.alerts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What is to leave the house, in PostgreSQL: each is taken by one node at a time, and comes back when that node dies. */
final class PgDeliveries {
    /** More than this never wait; what comes then is not sent. */
    static final int MAX_WAITING = 1_000;
    /** For so long a delivery is the node's that took it. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int AT_ONCE = 10;
    private static final String ADD = """
            INSERT INTO alert_delivery (alert_id, way, occasion, address, due_at)
            SELECT $1, $2, $3, $4, $5
            WHERE (SELECT count(*) FROM alert_delivery WHERE status = 'waiting') <\s""" + MAX_WAITING;
    private static final String TAKE = """
            UPDATE alert_delivery SET due_at = $2, tries = tries + 1
            WHERE id IN (SELECT id FROM alert_delivery WHERE status = 'waiting' AND due_at <= $1
                ORDER BY due_at, id LIMIT\s""" + AT_ONCE + " FOR UPDATE SKIP LOCKED) RETURNING *";
    private static final String END = "UPDATE alert_delivery SET status = $2, due_at = $3, error = $4 WHERE id = $1";
    private static final String OF = "SELECT * FROM alert_delivery WHERE alert_id = $1 ORDER BY id LIMIT 200";

    private final Pool pool;

    PgDeliveries(Pool pool) {
        this.pool = pool;
    }

    /** Puts a message where it waits; false when too many wait. */
    Future<Boolean> add(UUID alert, Delivery.Way way, AlertEvent.Kind occasion, String address, Instant now) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(alert, PgAlerts.code(way), PgAlerts.code(occasion), address)
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Takes some that are due; they are this node's for {@link #LEASE}. */
    Future<List<Delivery>> take(Instant now) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), now.plus(LEASE).atOffset(ZoneOffset.UTC)))
                .map(PgDeliveries::deliveries);
    }

    /** Says how a try ended. */
    Future<Void> end(long id, Delivery.Status status, Instant at, Optional<String> error) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(id, PgAlerts.code(status), at.atOffset(ZoneOffset.UTC))
                        .addString(error.orElse(null)))
                .mapEmpty();
    }

    Future<List<Delivery>> of(UUID alert) {
        return pool.preparedQuery(OF).execute(Tuple.of(alert)).map(PgDeliveries::deliveries);
    }

    private static List<Delivery> deliveries(RowSet<Row> rows) {
        var all = new ArrayList<Delivery>();
        rows.forEach(row -> all.add(new Delivery(
                row.getLong("id"),
                row.getUUID("alert_id"),
                Delivery.Way.valueOf(row.getString("way").toUpperCase(Locale.ROOT)),
                AlertEvent.Kind.valueOf(row.getString("occasion").toUpperCase(Locale.ROOT)),
                row.getString("address"),
                Delivery.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInteger("tries"),
                row.getOffsetDateTime("due_at").toInstant(),
                Optional.ofNullable(row.getString("error")))));
        return all;
    }
}
