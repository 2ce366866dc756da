package vadra.alerts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;
import vadra.velocity.Level;

/** Alerts in PostgreSQL. Whatever changes one writes down in the same statement what happened. */
final class PgAlerts {
    private static final String COLUMNS = Stream.of("duty_with", "acknowledged_by", "owner_id", "closed_by")
            .map(id -> ", (SELECT jsonb_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'role', m.role)"
                    + " FROM member m WHERE m.id = a." + id + ") " + id + "_person")
            .collect(Collectors.joining("", "SELECT a.*, a.evidence::text proof, c.slug", ""))
            .concat(" FROM alert a JOIN claim c ON c.id = a.claim_id ");
    private static final String ONE = COLUMNS + "WHERE a.id = $1";
    private static final String LIST = COLUMNS + """
            WHERE ($1 = 'all' OR ($1 = 'open') = (a.closed_at IS NULL)) AND ($2 = '' OR c.slug = $2)
            ORDER BY a.raised_at DESC, a.id LIMIT $3""";
    private static final String OPEN_OF = "SELECT id FROM alert WHERE claim_id = $1 AND closed_at IS NULL";
    private static final String OPEN = "SELECT id, claim_id FROM alert WHERE closed_at IS NULL LIMIT 1000";
    // One that was raised within this excursion, and perhaps closed since, is this one.
    private static final String RAISE = """
            WITH raised AS (
                INSERT INTO alert (id, claim_id, title, onset_at, raised_at, level, peak, evidence, duty_with, climb_at)
                SELECT $1, $2, $3, $4, $5, $6::text, $6::text, $7::text::jsonb, $8, $9
                WHERE NOT EXISTS (
                    SELECT FROM alert WHERE claim_id = $2 AND (closed_at IS NULL OR closed_at >= $4 OR onset_at >= $4))
                ON CONFLICT DO NOTHING RETURNING id)
            INSERT INTO alert_event (alert_id, at, kind, text) SELECT id, $5, 'raised', $6::text FROM raised
            RETURNING alert_id""";
    private static final String LEVELS = "ARRAY['calm', 'watch', 'elevated', 'critical']";
    private static final String RISE = changing(
            "peak = $4 WHERE claim_id = $1 AND closed_at IS NULL AND array_position(" + LEVELS
                    + ", peak) < array_position(" + LEVELS + ", $4::text)",
            "rose");
    private static final String ACKNOWLEDGE = changing("""
            acknowledged_by = $2, acknowledged_at = $3, climb_at = NULL
            WHERE id = $1 AND closed_at IS NULL AND acknowledged_by IS NULL""", "acknowledged");
    private static final String OWN = changing("""
            owner_id = $2, acknowledged_by = coalesce(acknowledged_by, $2),
            acknowledged_at = coalesce(acknowledged_at, $3), climb_at = NULL
            WHERE id = $1 AND closed_at IS NULL
                AND (owner_id IS NULL OR owner_id = (SELECT id FROM member WHERE handle = $4::text))""", "owned");
    private static final String SNOOZE = changing("""
            snoozed_until = $5, snooze_reason = $4, climb_at = NULL
            WHERE id = $1 AND closed_at IS NULL""", "snoozed");
    private static final String CLOSE = changing("""
            closed_at = $3, closed_by = $2, verdict = $5, close_reason = $4, climb_at = NULL
            WHERE id = $1 AND closed_at IS NULL""", "closed");

    private final Pool pool;

    PgAlerts(Pool pool) {
        this.pool = pool;
    }

    /** A change of an alert ($1) by somebody ($2) at a time ($3) with some words ($4), which tells of itself. */
    private static String changing(String change, String kind) {
        return "WITH changed AS (UPDATE alert SET version = version + 1, " + change + " RETURNING id)"
                + " INSERT INTO alert_event (alert_id, at, kind, by_id, text)"
                + " SELECT id, $3::timestamptz, '" + kind + "', $2::uuid, $4::text FROM changed RETURNING alert_id";
    }

    /** Who does what to which alert, and with which words. */
    record Deed(UUID alert, @Nullable MemberId by, Instant at, String text) {
        Tuple tuple() {
            return Tuple.of(alert, by == null ? null : by.value(), at.atOffset(ZoneOffset.UTC), text);
        }
    }

    /** Adds an alert, unless there is one of this excursion; empty then. */
    Future<Optional<UUID>> raise(UUID id, Alert.Crossing crossing, Optional<Shift> duty, Instant climbAt) {
        return pool.preparedQuery(RAISE)
                .execute(Tuple.of(id, crossing.claim(), crossing.title())
                        .addOffsetDateTime(crossing.onsetAt().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(crossing.raisedAt().atOffset(ZoneOffset.UTC))
                        .addString(code(crossing.level()))
                        .addString(crossing.evidence())
                        .addUUID(duty.map(shift -> shift.member().id().value()).orElse(null))
                        .addOffsetDateTime(climbAt.atOffset(ZoneOffset.UTC)))
                .map(PgAlerts::changed);
    }

    /** Says of a claim's open alert how high the claim rose; empty when there is none, or it was higher. */
    Future<Optional<UUID>> rise(UUID claim, Level level, Instant at) {
        return change(RISE, new Deed(claim, null, at, code(level)).tuple());
    }

    Future<Optional<UUID>> acknowledge(Deed deed) {
        return change(ACKNOWLEDGE, deed.tuple());
    }

    /** Makes it somebody's, when it is nobody's or belongs to whom the text names. */
    Future<Optional<UUID>> own(Deed deed) {
        return change(OWN, deed.tuple());
    }

    Future<Optional<UUID>> snooze(Deed deed, Instant until) {
        return change(SNOOZE, deed.tuple().addOffsetDateTime(until.atOffset(ZoneOffset.UTC)));
    }

    Future<Optional<UUID>> close(Deed deed, Alert.Verdict verdict) {
        return change(CLOSE, deed.tuple().addString(code(verdict)));
    }

    private Future<Optional<UUID>> change(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(PgAlerts::changed);
    }

    private static Optional<UUID> changed(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getUUID("alert_id"));
    }

    Future<Optional<Alert>> one(UUID id) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(alert(rows.iterator().next())));
    }

    /** Newest first; of one claim, or of all when the slug is empty. */
    Future<List<Alert>> list(String state, String slug, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(state, slug, limit)).map(rows -> {
            var alerts = new ArrayList<Alert>();
            rows.forEach(row -> alerts.add(alert(row)));
            return alerts;
        });
    }

    /** The open alert of a claim. */
    Future<Optional<UUID>> openOf(UUID claim) {
        return pool.preparedQuery(OPEN_OF)
                .execute(Tuple.of(claim))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID("id")));
    }

    /** All open alerts, by claim. */
    Future<java.util.Map<UUID, UUID>> open() {
        return pool.query(OPEN).execute().map(rows -> {
            var open = new java.util.HashMap<UUID, UUID>();
            rows.forEach(row -> open.put(row.getUUID("claim_id"), row.getUUID("id")));
            return open;
        });
    }

    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Alert alert(Row row) {
        return new Alert(
                row.getUUID("id"),
                new Alert.Crossing(
                        row.getUUID("claim_id"),
                        row.getString("slug"),
                        row.getString("title"),
                        row.getOffsetDateTime("onset_at").toInstant(),
                        row.getOffsetDateTime("raised_at").toInstant(),
                        level(row, "level"),
                        row.getString("proof")),
                level(row, "peak"),
                new Alert.Duty(row.getInteger("climbed"), person(row, "duty_with_person")),
                mark(row, "acknowledged_by_person", "acknowledged_at"),
                person(row, "owner_id_person"),
                time(row, "snoozed_until").map(until -> new Alert.Snooze(until, row.getString("snooze_reason"))),
                mark(row, "closed_by_person", "closed_at")
                        .map(mark -> new Alert.Closing(
                                mark,
                                Alert.Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                                row.getString("close_reason"))));
    }

    private static Level level(Row row, String column) {
        return Level.valueOf(row.getString(column).toUpperCase(Locale.ROOT));
    }

    private static Optional<Alert.Mark> mark(Row row, String person, String time) {
        return person(row, person).flatMap(by -> time(row, time).map(at -> new Alert.Mark(by, at)));
    }

    static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    /** A member in a column of JSON. */
    static Optional<Actor> person(Row row, String column) {
        return Optional.ofNullable((JsonObject) row.getValue(column))
                .map(member -> new Actor(
                        new MemberId(UUID.fromString(member.getString("id"))),
                        member.getString("handle"),
                        member.getString("name"),
                        Role.of(member.getString("role"))));
    }
}
