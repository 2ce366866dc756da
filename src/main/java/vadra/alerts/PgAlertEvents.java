package vadra.alerts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What happened to alerts, and the figures that come of it, in PostgreSQL. */
final class PgAlertEvents {
    private static final String PERSON = """
            (SELECT jsonb_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'role', m.role)
             FROM member m WHERE m.id = e.by_id) person""";
    private static final String ADD = """
            INSERT INTO alert_event (alert_id, at, kind, by_id, text)
            SELECT id, $3, $5, $2, $4 FROM alert WHERE id = $1""";
    private static final String OF = "SELECT e.*, " + PERSON + " " + """
            FROM alert_event e WHERE alert_id = $1 ORDER BY id LIMIT 500""";
    private static final String TOP = "SELECT coalesce(max(id), 0) top FROM alert_event";
    private static final String NEWER =
            "SELECT id, alert_id, at, kind FROM alert_event WHERE id > $1 ORDER BY id LIMIT 200";
    private static final String FIGURES = """
            WITH recent AS (
                SELECT a.*, EXTRACT(EPOCH FROM a.raised_at - a.onset_at) * 1000 latency, a.onset_at >= c.named_at watched,
                    EXTRACT(EPOCH FROM a.acknowledged_at - a.raised_at) wait
                FROM alert a JOIN claim c ON c.id = a.claim_id WHERE a.raised_at >= $1)
            SELECT count(*)::int raised, count(*) FILTER (WHERE closed_at IS NULL)::int open_now,
                count(*) FILTER (WHERE verdict = 'true')::int "right",
                count(*) FILTER (WHERE verdict = 'false')::int wrong,
                count(*) FILTER (WHERE verdict = 'unclear')::int unclear,
                coalesce(sum(climbed), 0)::int climbs,
                count(*) FILTER (WHERE watched)::int latency_count,
                percentile_disc(ARRAY[.5, .95, .99, 1]) WITHIN GROUP (ORDER BY latency) FILTER (WHERE watched) latency,
                count(wait)::int wait_count,
                percentile_disc(ARRAY[.5, .95, .99, 1]) WITHIN GROUP (ORDER BY wait) wait
            FROM recent""";
    private static final String DELIVERIES = """
            SELECT count(*) FILTER (WHERE d.status = 'waiting')::int waiting,
                count(*) FILTER (WHERE d.status = 'sent')::int sent,
                count(*) FILTER (WHERE d.status = 'failed')::int failed
            FROM alert_delivery d JOIN alert a ON a.id = d.alert_id WHERE a.raised_at >= $1""";

    private final Pool pool;

    PgAlertEvents(Pool pool) {
        this.pool = pool;
    }

    /** An event's place among all, and whose it is. */
    record Told(long id, UUID alert, Instant at, AlertEvent.Kind kind) {}

    /** Writes down what changes nothing else; false when there is no such alert. */
    Future<Boolean> add(PgAlerts.Deed deed, AlertEvent.Kind kind) {
        return pool.preparedQuery(ADD)
                .execute(deed.tuple().addString(PgAlerts.code(kind)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** What happened to one alert, oldest first. */
    Future<List<AlertEvent>> of(UUID alert) {
        return pool.preparedQuery(OF).execute(Tuple.of(alert)).map(rows -> {
            var events = new ArrayList<AlertEvent>();
            rows.forEach(row -> events.add(new AlertEvent(
                    row.getOffsetDateTime("at").toInstant(),
                    kind(row),
                    PgAlerts.person(row, "person"),
                    row.getString("text"))));
            return events;
        });
    }

    /** The place of the newest event. */
    Future<Long> top() {
        return pool.query(TOP).execute().map(rows -> rows.iterator().next().getLong("top"));
    }

    /** What happened after a place, oldest first, at most 200. */
    Future<List<Told>> after(long place) {
        return pool.preparedQuery(NEWER).execute(Tuple.of(place)).map(rows -> {
            var told = new ArrayList<Told>();
            rows.forEach(row -> told.add(new Told(
                    row.getLong("id"),
                    row.getUUID("alert_id"),
                    row.getOffsetDateTime("at").toInstant(),
                    kind(row))));
            return told;
        });
    }

    Future<AlertFigures> figures(Instant since, Instant now) {
        var from = Tuple.of(since.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(DELIVERIES)
                .execute(from)
                .map(rows -> rows.iterator().next())
                .map(row -> new AlertFigures.Deliveries(
                        row.getInteger("waiting"), row.getInteger("sent"), row.getInteger("failed")))
                .compose(deliveries -> pool.preparedQuery(FIGURES)
                        .execute(from)
                        .map(rows -> rows.iterator().next())
                        .map(row -> new AlertFigures(
                                since,
                                now,
                                row.getInteger("raised"),
                                row.getInteger("open_now"),
                                quantiles(row, "latency"),
                                quantiles(row, "wait"),
                                new AlertFigures.Verdicts(
                                        row.getInteger("right"), row.getInteger("wrong"), row.getInteger("unclear")),
                                row.getInteger("climbs"),
                                deliveries)));
    }

    private static AlertFigures.Quantiles quantiles(Row row, String column) {
        int count = row.getInteger(column + "_count");
        if (count == 0) {
            return new AlertFigures.Quantiles(0, 0, 0, 0, 0);
        }
        var values = row.getArrayOfNumerics(column);
        return new AlertFigures.Quantiles(
                values[0].doubleValue(),
                values[1].doubleValue(),
                values[2].doubleValue(),
                values[3].doubleValue(),
                count);
    }

    private static AlertEvent.Kind kind(Row row) {
        return AlertEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    }
}
