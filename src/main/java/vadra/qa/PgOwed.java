package vadra.qa;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.discussion.Room;

/** What is owed, and who keeps their word, as the rows in PostgreSQL tell. Only ever reads. */
final class PgOwed {
    private static final String ROWS = """
            SELECT owed.*, mover.name AS promised_by FROM owed LEFT JOIN member mover ON mover.id = moved_by
            WHERE %1$s AND (%2$s, post_id) > ($2, $3) ORDER BY %2$s, post_id LIMIT $4""";
    private static final Map<Owed.Kind, String> LISTS = Map.of(
            Owed.Kind.OVERDUE, ROWS.formatted("state = 'promised' AND promised_for < $1", "promised_for"),
            Owed.Kind.UNANSWERED, ROWS.formatted("state <> 'promised' AND $1::timestamptz IS NOT NULL", "asked_at"),
            Owed.Kind.PROMISED, ROWS.formatted("state = 'promised' AND promised_for >= $1", "promised_for"));
    private static final String COUNTS = """
            SELECT (count(*) FILTER (WHERE state = 'promised' AND promised_for < $1))::int AS overdue,
                   (count(*) FILTER (WHERE state <> 'promised'))::int AS unanswered,
                   (count(*) FILTER (WHERE state = 'promised' AND promised_for >= $1))::int AS promised FROM owed""";
    private static final String RECORD = "SELECT * FROM reply_record($1, $2)";

    private final Pool pool;

    PgOwed(Pool pool) {
        this.pool = pool;
    }

    Future<List<Owed>> rows(Owed.Kind kind, Owed.Cursor after, int limit, Instant now) {
        return pool.preparedQuery(LISTS.get(kind))
                .execute(Tuple.of(
                        now.atOffset(ZoneOffset.UTC),
                        after.at().atOffset(ZoneOffset.UTC),
                        after.post().value(),
                        limit))
                .map(rows -> rows.stream().map(PgOwed::owed).toList());
    }

    Future<Owed.Counts> counts(Instant now) {
        return pool.preparedQuery(COUNTS)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Owed.Counts(Map.of(
                        Owed.Kind.OVERDUE, row.getInteger("overdue"),
                        Owed.Kind.UNANSWERED, row.getInteger("unanswered"),
                        Owed.Kind.PROMISED, row.getInteger("promised"))));
    }

    Future<ReplyRecord> record(MemberId member, Instant now) {
        return pool.preparedQuery(RECORD)
                .execute(Tuple.of(member.value(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new ReplyRecord(
                        row.getInteger("answered"),
                        row.getInteger("declined"),
                        row.getInteger("waiting"),
                        row.getInteger("overdue"),
                        Optional.ofNullable(row.getInteger("median_seconds")).map(Duration::ofSeconds)));
    }

    private static Owed owed(Row row) {
        var askedAt = row.getOffsetDateTime("asked_at").toInstant();
        var promisedFor = instant(row.getOffsetDateTime("promised_for"));
        return new Owed(
                new PostId(row.getUUID("post_id")),
                row.getString("source"),
                row.getString("language"),
                row.getString("asker"),
                askedAt,
                row.getOffsetDateTime("moved_at").toInstant(),
                new Sitting.Place(Room.Kind.of(row.getString("kind")), row.getString("slug"), row.getString("title")),
                row.getInteger("votes"),
                promisedFor,
                promisedFor == null ? null : row.getString("promised_by"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
