package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.Event;
import vadra.core.EventCodec;
import vadra.core.EventLog;
import vadra.core.Recorded;
import vadra.core.RoomId;
import vadra.core.Unreadable;

/** The log of all rooms, in PostgreSQL. */
public final class PgEventLog implements EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(PgEventLog.class);
    private static final String EPOCH = "SELECT id FROM epoch ORDER BY started_at DESC LIMIT 1";
    private static final String READ = """
            SELECT room_id, seq, recorded_at, kind, payload::text payload FROM event
            WHERE room_id = $1 AND seq > $2 ORDER BY seq LIMIT $3""";
    private static final String TOPS = "SELECT id, last_seq FROM room UNION ALL SELECT id, last_seq FROM control";
    private static final String SINCE = """
            SELECT * FROM (
                SELECT room_id, seq, recorded_at, kind, payload::text payload FROM event
                WHERE recorded_at >= $1 AND room_id <> $3 ORDER BY recorded_at DESC, room_id DESC, seq DESC LIMIT $2) newest
            ORDER BY recorded_at, room_id, seq""";

    private final Pool pool;
    private final EventCodec codec;
    private final String epoch;

    private PgEventLog(Pool pool, EventCodec codec, String epoch) {
        this.pool = pool;
        this.codec = codec;
        this.epoch = epoch;
    }

    /** Opens the log of a migrated database. */
    public static Future<PgEventLog> open(Pool pool, EventCodec codec) {
        return pool.query(EPOCH)
                .execute()
                .map(rows -> new PgEventLog(pool, codec, rows.iterator().next().getString("id")));
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public Future<List<Recorded>> read(RoomId room, long after, int limit) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(room.value(), after, limit))
                .map(this::recorded);
    }

    @Override
    public Future<Map<RoomId, Long>> tops() {
        return pool.query(TOPS).execute().map(rows -> {
            var tops = new HashMap<RoomId, Long>();
            rows.forEach(row -> tops.put(new RoomId(row.getUUID("id")), row.getLong("last_seq")));
            return tops;
        });
    }

    @Override
    public Future<List<Recorded>> since(Instant since, int limit) {
        return pool.preparedQuery(SINCE)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC), limit, RoomId.CONTROL.value()))
                .map(this::recorded);
    }

    private List<Recorded> recorded(RowSet<Row> rows) {
        var events = new ArrayList<Recorded>(rows.size());
        for (var row : rows) {
            events.add(new Recorded(
                    new RoomId(row.getUUID("room_id")),
                    row.getLong("seq"),
                    row.getOffsetDateTime("recorded_at").toInstant(),
                    event(row)));
        }
        return events;
    }

    /** One event that cannot be read must not keep the rest of its room from anybody. */
    private Event event(Row row) {
        try {
            return codec.decode(row.getString("payload"));
        } catch (RuntimeException unknown) {
            LOG.warn(
                    "log.unreadable room={} seq={} kind={}",
                    row.getUUID("room_id"),
                    row.getLong("seq"),
                    row.getString("kind"));
            return new Unreadable();
        }
    }
}
