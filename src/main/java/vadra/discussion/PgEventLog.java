package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    private static final String READABLE = """
            SELECT room_id, seq, recorded_at, kind, payload::text payload,
                   kind IN ('post.created', 'post.edited', 'post.shown', 'poll.counted')
                   AND EXISTS (SELECT FROM post WHERE room_id = $1
                               AND (withdrawn_at IS NOT NULL OR restraint IS NOT NULL))
                   AND EXISTS (SELECT FROM post WHERE id = (payload ->> 'post')::uuid
                               AND (withdrawn_at IS NOT NULL OR restraint IS NOT NULL)) unreadable
            FROM event WHERE room_id = $1 AND seq > $2 ORDER BY seq LIMIT $3""";
    private static final String TOPS = "SELECT id, last_seq FROM room UNION ALL SELECT id, last_seq FROM control";
    /** When the newest one happened of those that are left out. */
    private static final String BACK = """
            SELECT recorded_at FROM event WHERE recorded_at >= $1 ORDER BY recorded_at DESC OFFSET $2 LIMIT 1""";

    private static final String AFTER = """
            SELECT room_id, seq, recorded_at, kind, payload::text payload FROM event
            WHERE recorded_at >= $1 AND (recorded_at, room_id, seq) > ($1, $2, $3) AND room_id <> $4
            ORDER BY recorded_at, room_id, seq LIMIT $5""";
    private static final RoomId FIRST = new RoomId(new UUID(0, 0));
    private static final RoomId LAST = new RoomId(new UUID(-1, -1));

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
    public Future<List<Recorded>> readable(RoomId room, long after, int limit) {
        return pool.preparedQuery(READABLE)
                .execute(Tuple.of(room.value(), after, limit))
                .map(rows -> rows.stream()
                        .map(row -> row.getBoolean("unreadable") ? silent(recorded(row)) : recorded(row))
                        .toList());
    }

    private static Recorded silent(Recorded told) {
        return told.event() instanceof RoomEvent.Worded worded
                ? new Recorded(told.room(), told.seq(), told.at(), worded.silent())
                : told;
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
    public Future<Place> back(Instant since, int limit) {
        return pool.preparedQuery(BACK)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> rows.size() == 0
                        ? new Place(since, FIRST, 0)
                        : new Place(
                                rows.iterator()
                                        .next()
                                        .getOffsetDateTime("recorded_at")
                                        .toInstant(),
                                LAST,
                                Long.MAX_VALUE));
    }

    @Override
    public Future<List<Recorded>> after(Place place, int limit) {
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(
                        place.at().atOffset(ZoneOffset.UTC),
                        place.room().value(),
                        place.seq(),
                        RoomId.CONTROL.value(),
                        limit))
                .map(this::recorded);
    }

    private List<Recorded> recorded(RowSet<Row> rows) {
        return rows.stream().map(this::recorded).toList();
    }

    private Recorded recorded(Row row) {
        return new Recorded(
                new RoomId(row.getUUID("room_id")),
                row.getLong("seq"),
                row.getOffsetDateTime("recorded_at").toInstant(),
                event(row));
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
