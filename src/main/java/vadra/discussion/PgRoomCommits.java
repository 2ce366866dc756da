package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import vadra.core.EventCodec;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.RoomId;

/**
 * Commits batches of commands: state, events and receipts in one transaction, in three round trips whatever its size.
 *
 * <p>The room's row is locked first, so within a room the order of sequences is the order of commits, on any number of
 * nodes.
 */
final class PgRoomCommits {
    private static final String LOCK = "SELECT open, last_seq, last_at FROM room WHERE id = $1 FOR UPDATE";
    private static final String POSTS = """
            SELECT id, thread_id, author_id, version, source, html, language, withdrawn_at, reactions
            FROM post WHERE room_id = $1 AND id = ANY($2)""";
    private static final String GIVEN = """
            SELECT post_id, kind, member_id FROM reaction
            WHERE post_id = ANY($1) AND member_id = ANY($2)""";
    private static final String RECEIPTS = """
            SELECT found.* FROM unnest($2::uuid[], $3::text[]) asked(member, command) CROSS JOIN LATERAL (
                SELECT member_id, command_id, fingerprint, post_id, seq FROM receipt
                WHERE room_id = $1 AND member_id = asked.member AND command_id = asked.command OFFSET 0) found""";

    private static final String PURGE = "DELETE FROM receipt WHERE accepted_at < $1";

    private final Pool pool;
    private final EventCodec codec;

    PgRoomCommits(Pool pool, EventCodec codec) {
        this.pool = pool;
        this.codec = codec;
    }

    /**
     * Decides and commits a batch.
     *
     * @return fails when the database is away; then some or none of it is committed, and the same command ids tell which
     */
    Future<Outcome.Batch> commit(RoomId room, List<Request> requests, Instant now) {
        return pool.withTransaction(connection -> lock(connection, room)
                .compose(state -> load(connection, room, requests, state)
                        .map(earlier -> new Decision(room, state, earlier, state.at(now))))
                .compose(decision -> {
                    decision.decide(requests);
                    return new PgRoomWrites(connection, room, codec, decision.at())
                            .write(decision.drafts(), decision.receipts())
                            .map(written -> decision.batch());
                }));
    }

    Future<Integer> purgeReceipts(Instant before) {
        return pool.preparedQuery(PURGE)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(SqlResult::rowCount);
    }

    private static Future<RoomState> lock(SqlConnection connection, RoomId room) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(room.value())).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.notFound("room", room.toString());
            }
            var row = rows.iterator().next();
            return new RoomState(
                    row.getBoolean("open"),
                    row.getLong("last_seq"),
                    row.getOffsetDateTime("last_at").toInstant());
        });
    }

    private static Future<Map<Decision.Key, Decision.Receipt>> load(
            SqlConnection connection, RoomId room, List<Request> requests, RoomState state) {
        var targets = requests.stream()
                .map(request -> request.command().target())
                .filter(Objects::nonNull)
                .map(PostId::value)
                .distinct()
                .toArray(UUID[]::new);
        var members =
                requests.stream().map(request -> request.actor().id().value()).toArray(UUID[]::new);
        var commands =
                requests.stream().map(request -> request.command().id().value()).toArray(String[]::new);
        var posts =
                connection.preparedQuery(POSTS).execute(Tuple.of(room.value()).addArrayOfUUID(targets));
        var given = connection
                .preparedQuery(GIVEN)
                .execute(Tuple.tuple().addArrayOfUUID(targets).addArrayOfUUID(members));
        var receipts = connection
                .preparedQuery(RECEIPTS)
                .execute(Tuple.of(room.value()).addArrayOfUUID(members).addArrayOfString(commands));
        return Future.all(posts, given, receipts).map(loaded -> {
            posts.result().forEach(row -> state.remember(said(row)));
            given.result()
                    .forEach(row -> state.rememberReaction(
                            new PostId(row.getUUID("post_id")),
                            Reaction.of(row.getString("kind")),
                            new MemberId(row.getUUID("member_id"))));
            return earlier(receipts.result());
        });
    }

    private static Map<Decision.Key, Decision.Receipt> earlier(RowSet<Row> rows) {
        var earlier = new HashMap<Decision.Key, Decision.Receipt>();
        for (var row : rows) {
            earlier.put(
                    new Decision.Key(new MemberId(row.getUUID("member_id")), row.getString("command_id")),
                    new Decision.Receipt(
                            row.getString("fingerprint"),
                            new Outcome.Accepted(new PostId(row.getUUID("post_id")), row.getLong("seq"))));
        }
        return earlier;
    }

    private static RoomState.Said said(Row row) {
        return new RoomState.Said(
                new PostId(row.getUUID("id")),
                new PostId(row.getUUID("thread_id")),
                new MemberId(row.getUUID("author_id")),
                row.getInteger("version"),
                new Text(row.getString("source"), row.getString("html"), row.getString("language")),
                row.getOffsetDateTime("withdrawn_at") != null,
                reactions(row.getJsonObject("reactions")));
    }

    static Map<Reaction, Integer> reactions(JsonObject counts) {
        var reactions = new HashMap<Reaction, Integer>();
        counts.forEach(entry -> {
            int count = ((Number) entry.getValue()).intValue();
            if (count > 0) {
                reactions.put(Reaction.of(entry.getKey()), count);
            }
        });
        return reactions;
    }
}
