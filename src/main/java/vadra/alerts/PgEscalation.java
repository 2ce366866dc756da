package vadra.alerts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Alerts whose time has come to climb or to wake, in PostgreSQL. Each step is taken by one node only. */
final class PgEscalation {
    private static final String DUE = """
            SELECT id, climbed, snoozed_until IS NOT NULL asleep FROM alert
            WHERE closed_at IS NULL AND (snoozed_until <= $1 OR (snoozed_until IS NULL AND acknowledged_by IS NULL
                AND climb_at <= $1 AND climbed < $2))
            ORDER BY raised_at LIMIT 50""";
    private static final String CLIMB = """
            WITH climbed AS (
                UPDATE alert SET climbed = climbed + 1, duty_with = $3, climb_at = $4, version = version + 1
                WHERE id = $1 AND climbed = $2 AND closed_at IS NULL AND acknowledged_by IS NULL
                    AND snoozed_until IS NULL RETURNING id)
            INSERT INTO alert_event (alert_id, at, kind, text) SELECT id, $5, 'climbed', $6 FROM climbed""";
    private static final String WAKE = """
            WITH woken AS (
                UPDATE alert SET snoozed_until = NULL, snooze_reason = NULL, acknowledged_by = NULL,
                    acknowledged_at = NULL, duty_with = $3, climb_at = $4, version = version + 1
                WHERE id = $1 AND closed_at IS NULL AND snoozed_until <= $2 RETURNING id)
            INSERT INTO alert_event (alert_id, at, kind) SELECT id, $2, 'woke' FROM woken""";

    private final Pool pool;

    PgEscalation(Pool pool) {
        this.pool = pool;
    }

    /** An alert whose time has come: a snooze is over, or nobody acknowledged it. */
    record Due(UUID alert, int climbed, boolean asleep) {}

    Future<List<Due>> due(Instant now) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), Roster.MAX_CLIMBS))
                .map(rows -> {
                    var due = new ArrayList<Due>();
                    rows.forEach(row ->
                            due.add(new Due(row.getUUID("id"), row.getInteger("climbed"), row.getBoolean("asleep"))));
                    return due;
                });
    }

    /** Lets an alert climb; false when somebody was faster. */
    Future<Boolean> climb(Due due, Shift to, Instant now, Instant next) {
        return pool.preparedQuery(CLIMB)
                .execute(Tuple.of(due.alert(), due.climbed(), to.member().id().value())
                        .addOffsetDateTime(next.atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addString(to.member().handle()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends a snooze; false when somebody was faster. */
    Future<Boolean> wake(Due due, Optional<Shift> to, Instant now, Instant next) {
        return pool.preparedQuery(WAKE)
                .execute(Tuple.of(due.alert(), now.atOffset(ZoneOffset.UTC))
                        .addUUID(to.map(shift -> shift.member().id().value()).orElse(null))
                        .addOffsetDateTime(next.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }
}
