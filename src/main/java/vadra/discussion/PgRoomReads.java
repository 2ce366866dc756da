package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vadra.asking.Alias;
import vadra.asking.Move;
import vadra.asking.PgQuestions;
import vadra.asking.QuestionBook;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.RoomId;

/** Locks the rooms of a batch and reads as much of them as its commands need; all is asked before the first answer. */
final class PgRoomReads {
    private static final String LOCK = """
            SELECT id, open AND restraint IS NULL AS open, NOT open AND restraint IS NULL AS ended, last_seq, last_at, pace,
                   slow_until, held_until, held_until > ledger_now() AS held, waiting FROM room
            WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE""";
    /** When each author last spoke in a room that is slowed; longer ago than the slowest pace makes no difference. */
    private static final String SPOKE = """
            SELECT room.id AS room_id, author, spoke.at FROM room CROSS JOIN unnest($2::uuid[]) author
            CROSS JOIN LATERAL (
                SELECT max(said_at) AS at FROM post
                WHERE post.author_id = author AND post.room_id = room.id
                AND post.said_at > room.last_at - make_interval(secs => room.pace)) spoke
            WHERE room.id = ANY($1) AND room.pace IS NOT NULL AND spoke.at IS NOT NULL""";

    /** What waits in rooms that are held or were. */
    private static final String WAITING = """
            SELECT room_id, id, author_id, command_id, fingerprint, held_at FROM held_post
            WHERE room_id = ANY($1) AND unsaid IS NULL ORDER BY n""";

    private static final String POSTS = """
            SELECT post.id, room_id, thread_id, author_id, hat, version, source, html, language, withdrawn_at, restraint,
                   reactions, alias_id, alias.name AS alias_name
             FROM post LEFT JOIN room_alias_name alias ON alias.id = post.alias_id WHERE post.id = ANY($1)""";
    private static final String GIVEN = """
            SELECT given.post_id, given.kind, given.member_id, post.room_id
            FROM reaction given JOIN post ON post.id = given.post_id
            WHERE given.post_id = ANY($1) AND given.member_id = ANY($2)""";
    private static final String RECEIPTS = """
            SELECT found.* FROM unnest($1::uuid[], $2::uuid[], $3::text[]) asked(room, member, command)
            CROSS JOIN LATERAL (
                SELECT room_id, member_id, command_id, fingerprint, post_id, seq FROM receipt
                WHERE room_id = asked.room AND member_id = asked.member AND command_id = asked.command
                OFFSET 0) found""";

    private final SqlConnection connection;

    PgRoomReads(SqlConnection connection) {
        this.connection = connection;
    }

    /** A room, and what commands with ids of this batch got before. */
    record Before(RoomState state, Map<Decision.Key, Decision.Receipt> receipts) {}

    /** Each room of the batch that there is; its lock is held until the transaction ends. */
    Future<Map<RoomId, Before>> read(Map<RoomId, List<Request>> batch) {
        var locked = query(
                LOCK, Tuple.tuple().addArrayOfUUID(uuids(batch.keySet().stream().map(RoomId::value))));
        var receipts = receipts(batch);
        var questions = questions(batch);
        var targets = uuids(batch.values().stream()
                .flatMap(List::stream)
                .map(request -> request.command().target())
                .filter(Objects::nonNull)
                .map(PostId::value)
                .distinct());
        var members = uuids(batch.values().stream()
                .flatMap(List::stream)
                .map(request -> request.actor().id().value())
                .distinct());
        if (targets.length == 0) {
            return Future.all(locked, receipts, questions)
                    .map(read -> asking(rooms(locked.result(), receipts.result()), questions.result()))
                    .compose(rooms -> calmed(rooms, locked.result(), members));
        }
        var posts = query(POSTS, Tuple.tuple().addArrayOfUUID(targets));
        var given = query(GIVEN, Tuple.tuple().addArrayOfUUID(targets).addArrayOfUUID(members));
        return Future.all(locked, receipts, posts, given, questions)
                .map(read -> {
                    var rooms = rooms(locked.result(), receipts.result());
                    remember(rooms, posts.result(), given.result());
                    return asking(rooms, questions.result());
                })
                .compose(rooms -> calmed(rooms, locked.result(), members));
    }

    /** Adds what calms rooms; only those that are calmed cost the questions. */
    private Future<Map<RoomId, Before>> calmed(Map<RoomId, Before> rooms, RowSet<Row> locked, UUID[] members) {
        return spoke(rooms, locked, members).compose(slowed -> waiting(slowed, locked));
    }

    /** Adds what waits; to write is to speak, so it counts for the pace as well. */
    private Future<Map<RoomId, Before>> waiting(Map<RoomId, Before> rooms, RowSet<Row> locked) {
        var held = locked.stream()
                .filter(row -> row.getOffsetDateTime("held_until") != null || row.getInteger("waiting") > 0)
                .toList();
        if (held.isEmpty()) {
            return Future.succeededFuture(rooms);
        }
        for (var row : held) {
            var until = row.getOffsetDateTime("held_until");
            var hold = until == null
                    ? new Hold(false, Instant.EPOCH)
                    : new Hold(row.getBoolean("held"), until.toInstant());
            Objects.requireNonNull(rooms.get(new RoomId(row.getUUID("id"))))
                    .state()
                    .held(hold);
        }
        return query(WAITING, Tuple.tuple().addArrayOfUUID(uuids(held.stream().map(row -> row.getUUID("id")))))
                .map(waits -> {
                    waits.forEach(row -> of(rooms, row).ifPresent(before -> waits(before.state(), row)));
                    return rooms;
                });
    }

    private static void waits(RoomState state, Row row) {
        var author = new MemberId(row.getUUID("author_id"));
        state.waits(
                new Decision.Key(author, row.getString("command_id")),
                new Hold.Waiting(new PostId(row.getUUID("id")), row.getString("fingerprint")));
        state.slow()
                .ifPresent(slow ->
                        slow.said(author, row.getOffsetDateTime("held_at").toInstant()));
    }

    /** What is known of questions, where a command asks for that; the others pay nothing for it. */
    private Future<Map<RoomId, QuestionBook>> questions(Map<RoomId, List<Request>> batch) {
        record Asked(RoomId room, Request request) {}
        var asked = batch.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(request -> request.command().needsQuestions())
                        .map(request -> new Asked(entry.getKey(), request)))
                .toList();
        if (asked.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        var moves = asked.stream()
                .map(one -> one.request().command())
                .filter(RoomCommand.Move.class::isInstance)
                .map(command -> ((RoomCommand.Move) command).move())
                .toList();
        var posts = asked.stream()
                .flatMap(one -> named(one.request().command()))
                .map(PostId::value)
                .distinct()
                .toList();
        return new PgQuestions(connection)
                .read(new PgQuestions.Needed(
                        posts,
                        asked.stream().map(one -> one.room().value()).toList(),
                        asked.stream()
                                .map(one -> one.request().actor().id().value())
                                .toList(),
                        moves.stream().anyMatch(Move::regroups)));
    }

    /** The posts that a command names. */
    private static Stream<PostId> named(RoomCommand command) {
        var into = command instanceof RoomCommand.Move move && move.move() instanceof Move.Merge merge
                ? Stream.of(merge.into())
                : Stream.<PostId>of();
        return Stream.concat(Stream.ofNullable(command.target()), into);
    }

    private static Map<RoomId, Before> asking(Map<RoomId, Before> rooms, Map<RoomId, QuestionBook> books) {
        books.forEach((room, book) -> Optional.ofNullable(rooms.get(room))
                .ifPresent(before -> before.state().asking(book)));
        return rooms;
    }

    /** Adds who spoke when to rooms that are slowed; only those cost the question. */
    private Future<Map<RoomId, Before>> spoke(Map<RoomId, Before> rooms, RowSet<Row> locked, UUID[] members) {
        var slowed =
                locked.stream().filter(row -> row.getInteger("pace") != null).toList();
        if (slowed.isEmpty()) {
            return Future.succeededFuture(rooms);
        }
        var ids = uuids(slowed.stream().map(row -> row.getUUID("id")));
        return query(SPOKE, Tuple.tuple().addArrayOfUUID(ids).addArrayOfUUID(members))
                .map(spoke -> {
                    for (var row : slowed) {
                        var slow = new RoomState.Slow(
                                Duration.ofSeconds(row.getInteger("pace")),
                                row.getOffsetDateTime("slow_until").toInstant());
                        Objects.requireNonNull(rooms.get(new RoomId(row.getUUID("id"))))
                                .state()
                                .slowed(slow);
                    }
                    spoke.forEach(row -> of(rooms, row)
                            .flatMap(before -> before.state().slow())
                            .ifPresent(slow -> slow.said(
                                    new MemberId(row.getUUID("author")),
                                    row.getOffsetDateTime("at").toInstant())));
                    return rooms;
                });
    }

    private Future<RowSet<Row>> receipts(Map<RoomId, List<Request>> batch) {
        record Asked(RoomId room, Request request) {}
        var asked = batch.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(request -> new Asked(entry.getKey(), request)))
                .toList();
        return query(
                RECEIPTS,
                Tuple.tuple()
                        .addArrayOfUUID(
                                uuids(asked.stream().map(one -> one.room().value())))
                        .addArrayOfUUID(uuids(asked.stream()
                                .map(one -> one.request().actor().id().value())))
                        .addArrayOfString(asked.stream()
                                .map(one -> one.request().command().id().value())
                                .toArray(String[]::new)));
    }

    private static Map<RoomId, Before> rooms(RowSet<Row> locked, RowSet<Row> receipts) {
        var rooms = new HashMap<RoomId, Before>();
        for (var row : locked) {
            var state = new RoomState(
                    row.getBoolean("open"),
                    row.getLong("last_seq"),
                    row.getOffsetDateTime("last_at").toInstant());
            if (row.getBoolean("ended")) {
                state.end();
            }
            rooms.put(new RoomId(row.getUUID("id")), new Before(state, new HashMap<>()));
        }
        for (var row : receipts) {
            var key = new Decision.Key(new MemberId(row.getUUID("member_id")), row.getString("command_id"));
            var answer = new Outcome.Accepted(new PostId(row.getUUID("post_id")), row.getLong("seq"));
            of(rooms, row)
                    .ifPresent(before ->
                            before.receipts().put(key, new Decision.Receipt(row.getString("fingerprint"), answer)));
        }
        return rooms;
    }

    private static void remember(Map<RoomId, Before> rooms, RowSet<Row> posts, RowSet<Row> given) {
        posts.forEach(row -> of(rooms, row).ifPresent(before -> before.state().remember(said(row))));
        given.forEach(row -> of(rooms, row)
                .ifPresent(before -> before.state()
                        .rememberReaction(
                                new PostId(row.getUUID("post_id")),
                                Reaction.of(row.getString("kind")),
                                new MemberId(row.getUUID("member_id")))));
    }

    /** The room of a row; a post may be of a room that is not in the batch. */
    private static Optional<Before> of(Map<RoomId, Before> rooms, Row row) {
        return Optional.ofNullable(rooms.get(new RoomId(row.getUUID("room_id"))));
    }

    private static RoomState.Said said(Row row) {
        return new RoomState.Said(
                new PostId(row.getUUID("id")),
                new PostId(row.getUUID("thread_id")),
                new MemberId(row.getUUID("author_id")),
                Hat.of(row.getString("hat")),
                row.getInteger("version"),
                new Text(row.getString("source"), row.getString("html"), row.getString("language")),
                row.getOffsetDateTime("withdrawn_at") != null,
                row.getLong("restraint") != null,
                PgPosts.reactions(row.getJsonObject("reactions")),
                row.getUUID("alias_id") == null
                        ? null
                        : new Alias(row.getUUID("alias_id"), row.getString("alias_name")));
    }

    private Future<RowSet<Row>> query(String statement, Tuple values) {
        return connection.preparedQuery(statement).execute(values);
    }

    private static UUID[] uuids(Stream<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
