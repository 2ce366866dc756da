package vadra.questions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vadra.core.RoomId;

/** The orders of questions in PostgreSQL, and those that were given out lately. */
final class PgOrders {
    /** For so long an order serves whoever begins to read, as long as nothing happens in the room. */
    static final Duration FRESH = Duration.ofSeconds(5);
    /** For so long its further pages can be read. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final String CHOSEN = """
            FROM question JOIN post ON post.id = question.post_id
            LEFT JOIN question_shown shown ON shown.post_id = question.post_id
            WHERE question.room_id = room.id AND post.withdrawn_at IS NULL AND post.restraint IS NULL
            AND CASE $2 WHEN 'merged' THEN into_id IS NOT NULL WHEN 'all' THEN into_id IS NULL
                WHEN 'open' THEN into_id IS NULL AND state IN ('asked', 'chosen', 'promised')
                ELSE into_id IS NULL AND state = $2 END
            """;
    private static final String LEAST_SEEN = "coalesce(shown.people, 0), question.seq";
    private static final Map<Order, String> RANKS = new EnumMap<>(Map.of(
            Order.NEW, rank("question.seq DESC"),
            Order.WANTED, rank("question.votes DESC, question.seq"),
            Order.UNSEEN, rank(LEAST_SEEN)));
    private static final String LATEST = """
            SELECT kept.id, kept.posts FROM room JOIN question_order kept ON kept.room_id = room.id
            WHERE room.id = $1 AND kept.kind = $2 AND kept.room_seq = room.last_seq AND kept.made_at > $3
            ORDER BY kept.made_at DESC LIMIT 1""";
    private static final String KEEP = """
            INSERT INTO question_order (id, room_id, kind, room_seq, posts, made_at) VALUES ($1, $2, $3, $4, $5, $6)""";
    /** In a room at most two hundred of a kind. */
    private static final String PRUNE = """
            DELETE FROM question_order WHERE id IN (
                SELECT id FROM question_order WHERE room_id = $1 AND kind = $2 ORDER BY made_at DESC OFFSET 200)""";

    private static final String ONE = "SELECT id, posts FROM question_order WHERE id = $1 AND room_id = $2";
    private static final String FORGET = "DELETE FROM question_order WHERE made_at < $1";

    private final Pool pool;

    PgOrders(Pool pool) {
        this.pool = pool;
    }

    private static String rank(String by) {
        return "SELECT last_seq, ARRAY(SELECT question.post_id " + CHOSEN + " ORDER BY " + by
                + " LIMIT 2000) AS ranked,\n"
                + "ARRAY(SELECT question.post_id " + CHOSEN
                + " AND state IN ('asked', 'chosen', 'promised') ORDER BY " + LEAST_SEEN + " LIMIT 2) AS least_seen\n"
                + "FROM room WHERE id = $1";
    }

    /** An order as it was given out. */
    record Kept(UUID id, List<UUID> posts) {}

    /** An order as it is now, and the room's last sequence at that moment. */
    record Ranked(List<UUID> posts, long seq) {}

    /** The newest that holds still. */
    Future<Optional<Kept>> latest(RoomId room, QuestionReader.Wish wish, Instant now) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(room.value(), kind(wish), time(now.minus(FRESH))))
                .map(PgOrders::kept);
    }

    Future<Ranked> rank(RoomId room, QuestionReader.Wish wish) {
        return pool.preparedQuery(RANKS.get(wish.order()))
                .execute(Tuple.of(room.value(), wish.state()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Ranked(
                        wish.order()
                                .shared(
                                        List.of(row.getArrayOfUUIDs("ranked")),
                                        List.of(row.getArrayOfUUIDs("least_seen"))),
                        row.getLong("last_seq")));
    }

    Future<Kept> keep(UUID id, RoomId room, QuestionReader.Wish wish, Ranked ranked, Instant now) {
        var posts = ranked.posts().toArray(UUID[]::new);
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(id, room.value(), kind(wish), ranked.seq())
                        .addArrayOfUUID(posts)
                        .addOffsetDateTime(time(now)))
                .compose(done -> pool.preparedQuery(PRUNE).execute(Tuple.of(room.value(), kind(wish))))
                .map(done -> new Kept(id, ranked.posts()));
    }

    Future<Optional<Kept>> kept(RoomId room, UUID id) {
        return pool.preparedQuery(ONE).execute(Tuple.of(id, room.value())).map(PgOrders::kept);
    }

    Future<Void> forget(Instant now) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(time(now.minus(KEPT))))
                .mapEmpty();
    }

    private static Optional<Kept> kept(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Kept(row.getUUID("id"), List.of(row.getArrayOfUUIDs("posts"))))
                .findAny();
    }

    private static String kind(QuestionReader.Wish wish) {
        return wish.order().code() + " " + wish.state();
    }

    private static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
