package vadra.qa;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;
import vadra.core.RoomId;

/** Reads what came of a room's questions; at most 1000 of them. */
final class PgRecaps {
    private static final String RECAP = """
            SELECT question.post_id, question.state, question.reason, question.promised_for, question.votes,
                   coalesce(answer.said_at, question.moved_at) AS at, post.source, post.html, post.language,
                   coalesce(asker_alias.name, asker.name) AS asker, mover.name AS mover, answerer.name AS answerer,
                   (SELECT count(*)::int FROM question part WHERE part.into_id = question.post_id) AS others,
                   CASE WHEN answer.withdrawn_at IS NULL AND answer.restraint IS NULL THEN answer.source END AS answer_source,
                   answer.html AS answer_html, answer.language AS answer_language
            FROM question JOIN post ON post.id = question.post_id JOIN member asker ON asker.id = post.author_id
            LEFT JOIN room_alias_name asker_alias ON asker_alias.id = post.alias_id
            LEFT JOIN member mover ON mover.id = question.moved_by
            LEFT JOIN post answer ON answer.id = question.answer_id LEFT JOIN member answerer ON answerer.id = answer.author_id
            WHERE question.room_id = $1 AND question.into_id IS NULL
            AND post.withdrawn_at IS NULL AND post.restraint IS NULL ORDER BY question.seq LIMIT 1000""";

    private final Pool pool;

    PgRecaps(Pool pool) {
        this.pool = pool;
    }

    Future<Recap> of(RoomId room) {
        return pool.preparedQuery(RECAP)
                .execute(Tuple.of(room.value()))
                .map(rows -> rows.stream().map(PgRecaps::item).toList())
                .map(PgRecaps::recap);
    }

    private static Recap recap(List<Recap.Item> items) {
        return new Recap(
                items.stream()
                        .filter(Recap.Item::isSettled)
                        .sorted(Comparator.comparing(Recap.Item::movedAt))
                        .toList(),
                items.stream().filter(item -> !item.isSettled()).toList());
    }

    private static Recap.Item item(Row row) {
        return new Recap.Item(
                new PostId(row.getUUID("post_id")),
                row.getString("state"),
                new Recap.Words(row.getString("source"), row.getString("html"), row.getString("language")),
                row.getString("asker"),
                row.getInteger("others"),
                row.getInteger("votes"),
                row.getOffsetDateTime("at").toInstant(),
                answer(row),
                row.getString("answerer") == null ? row.getString("mover") : row.getString("answerer"),
                row.getString("reason"),
                instant(row.getOffsetDateTime("promised_for")));
    }

    private static Recap.@Nullable Words answer(Row row) {
        return row.getString("answer_source") == null
                ? null
                : new Recap.Words(
                        row.getString("answer_source"), row.getString("answer_html"), row.getString("answer_language"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
