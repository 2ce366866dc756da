package vadra.asking;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.asking.Question.Claim;
import vadra.asking.Question.State;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;
import vadra.core.RoomId;

/** Questions in PostgreSQL, inside of the transaction that moves them, and as everybody is told of them. */
public final class PgQuestions {
    /** The columns of {@code question_now}, as {@link #told} reads them; to be joined under the name {@code asked}. */
    public static final String COLUMNS = """
            asked.post_id asked_id, asked.state asked_state, asked.into_id asked_into, asked.merged asked_merged,
            asked.votes asked_votes, asked.claim_by asked_claim_by, asked.claim_until asked_claim_until,
            asked.claim_handle asked_claim_handle, asked.claim_name asked_claim_name, asked.claim_role asked_claim_role,
            asked.answer_id asked_answer, asked.reason asked_reason, asked.promised_for asked_promised_for,
            asked.moved_at asked_moved_at, asked.moved_by asked_moved_by, asked.moved_handle asked_moved_handle,
            asked.moved_name asked_moved_name, asked.moved_role asked_moved_role""";

    /** The questions of the threads of some posts, what stands for them or did before the last move, and what that stands for. */
    private static final String HEADS = """
            WITH named AS (
                SELECT post_id, into_id FROM question WHERE post_id IN (SELECT thread_id FROM post WHERE id = ANY($1))),
            heads AS (
                SELECT coalesce(into_id, post_id) AS id FROM named
                UNION
                SELECT (last.before ->> 'into_id')::uuid FROM named CROSS JOIN LATERAL (
                    SELECT before FROM question_move WHERE question_move.post_id = named.post_id
                    ORDER BY seq DESC LIMIT 1) last)
            """;

    private static final String FAMILIES = HEADS + "SELECT asked.room_id, asked.seq, " + COLUMNS + """
            , post.withdrawn_at IS NOT NULL OR post.restraint IS NOT NULL AS gone, last.move last_move, last.at last_at,
            last.by_id last_by, last.before last_before,
            (SELECT jsonb_build_object('id', id, 'handle', handle, 'name', name, 'role', role) FROM member
             WHERE id = (last.before ->> 'claim_by')::uuid) last_claimer,
            (SELECT jsonb_build_object('id', id, 'handle', handle, 'name', name, 'role', role) FROM member
             WHERE id = (last.before ->> 'moved_by')::uuid) last_mover
            FROM question_now asked JOIN post ON post.id = asked.post_id
            LEFT JOIN LATERAL (
                SELECT * FROM question_move WHERE question_move.post_id = asked.post_id ORDER BY seq DESC LIMIT 1) last ON true
            WHERE asked.post_id IN (SELECT id FROM heads) OR asked.into_id IN (SELECT id FROM heads)""";
    /** Of all who want any of those, or of some; null is all. */
    private static final String WANTS = HEADS + """
            SELECT question.room_id, given.post_id, given.member_id FROM question
            JOIN reaction given ON given.post_id = question.post_id AND given.kind = 'want'
            WHERE (question.post_id IN (SELECT id FROM heads) OR question.into_id IN (SELECT id FROM heads))
            AND ($2::uuid[] IS NULL OR given.member_id = ANY($2))""";

    private static final String HOSTS = """
            SELECT DISTINCT room AS room_id, member AS member_id FROM unnest($1::uuid[], $2::uuid[]) asked(room, member)
            WHERE may_move(member, room)""";
    private static final String ASK = "INSERT INTO question (post_id) SELECT unnest($1::uuid[])";
    private static final String MOVE = "SELECT move_question($1, $2, $3, $4, $5)";

    private final SqlConnection connection;

    public PgQuestions(SqlConnection connection) {
        this.connection = connection;
    }

    /**
     * What a batch needs.
     *
     * @param posts the posts that it names
     * @param rooms of who asks for something, in the order of {@code members}
     * @param whole whether all who want a question are needed, as where questions are merged; otherwise these members are
     */
    public record Needed(List<UUID> posts, List<UUID> rooms, List<UUID> members, boolean whole) {
        public Needed {
            posts = List.copyOf(posts);
            rooms = List.copyOf(rooms);
            members = List.copyOf(members);
        }
    }

    /** Asks for it all before the first answer. */
    public Future<Map<RoomId, QuestionBook>> read(Needed needed) {
        var posts = uuids(needed.posts());
        var members = uuids(needed.members());
        var families = query(FAMILIES, Tuple.tuple().addArrayOfUUID(posts));
        var wants = query(WANTS, Tuple.tuple().addArrayOfUUID(posts).addArrayOfUUID(needed.whole() ? null : members));
        var hosts =
                query(HOSTS, Tuple.tuple().addArrayOfUUID(uuids(needed.rooms())).addArrayOfUUID(members));
        return Future.all(families, wants, hosts).map(read -> {
            var books = new HashMap<RoomId, QuestionBook>();
            families.result().forEach(row -> of(books, row).keep(kept(row), row.getInteger("asked_votes")));
            wants.result()
                    .forEach(row ->
                            of(books, row).wants(new PostId(row.getUUID("post_id")), member(row.getUUID("member_id"))));
            hosts.result().forEach(row -> of(books, row).host(member(row.getUUID("member_id"))));
            return books;
        });
    }

    private static QuestionBook of(Map<RoomId, QuestionBook> books, Row row) {
        return books.computeIfAbsent(new RoomId(row.getUUID("room_id")), room -> new QuestionBook());
    }

    /** Makes posts questions. */
    public Future<?> ask(UUID[] posts) {
        return query(ASK, Tuple.tuple().addArrayOfUUID(posts));
    }

    /** Writes a move; that another was merged or parted needs no writing. */
    public Future<?> move(QuestionBook.Moved moved, UUID by, long seq, OffsetDateTime at) {
        if (moved.move().equals("join") || moved.move().equals("part")) {
            return Future.succeededFuture();
        }
        var question = moved.question();
        var asked = new JsonObject()
                .put("move", moved.move())
                .put("into", text(question.into()))
                .put("answer", text(question.answer()))
                .put("reason", question.reason())
                .put("promisedFor", text(question.promisedFor()));
        return query(MOVE, Tuple.of(by, moved.post().value(), seq, asked, at));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** A question as everybody is told of it; null where the row has none. */
    public static @Nullable Question told(Row row) {
        if (row.getUUID("asked_id") == null) {
            return null;
        }
        var merged = Arrays.stream(row.getArrayOfUUIDs("asked_merged"))
                .map(PostId::new)
                .toList();
        return standing(row).told(merged, row.getInteger("asked_votes"));
    }

    private static Standing standing(Row row) {
        var claimer = actor(row, "asked_claim_");
        return new Standing(
                State.of(row.getString("asked_state")),
                post(row.getUUID("asked_into")),
                claimer == null
                        ? null
                        : new Claim(
                                claimer,
                                row.getOffsetDateTime("asked_claim_until").toInstant()),
                post(row.getUUID("asked_answer")),
                row.getString("asked_reason"),
                row.getOffsetDateTime("asked_promised_for") == null
                        ? null
                        : row.getOffsetDateTime("asked_promised_for").toInstant(),
                row.getOffsetDateTime("asked_moved_at").toInstant(),
                actor(row, "asked_moved_"));
    }

    private static @Nullable Actor actor(Row row, String prefix) {
        UUID id = row.getUUID(prefix + "by");
        return id == null
                ? null
                : new Actor(
                        member(id),
                        row.getString(prefix + "handle"),
                        row.getString(prefix + "name"),
                        Role.of(row.getString(prefix + "role")));
    }

    private static QuestionBook.Kept kept(Row row) {
        return new QuestionBook.Kept(
                new PostId(row.getUUID("asked_id")),
                row.getLong("seq"),
                standing(row),
                row.getBoolean("gone"),
                row.getString("last_move") == null
                        ? null
                        : new QuestionBook.Last(
                                row.getString("last_move"),
                                member(row.getUUID("last_by")),
                                row.getOffsetDateTime("last_at").toInstant(),
                                before(row)));
    }

    private static Standing before(Row row) {
        var before = row.getJsonObject("last_before");
        var claimer = actor(row.getJsonObject("last_claimer"));
        return new Standing(
                State.of(before.getString("state")),
                post(before.getString("into_id")),
                claimer == null
                        ? null
                        : new Claim(
                                claimer,
                                OffsetDateTime.parse(before.getString("claim_until"))
                                        .toInstant()),
                post(before.getString("answer_id")),
                before.getString("reason"),
                before.getString("promised_for") == null
                        ? null
                        : OffsetDateTime.parse(before.getString("promised_for")).toInstant(),
                OffsetDateTime.parse(before.getString("moved_at")).toInstant(),
                actor(row.getJsonObject("last_mover")));
    }

    private static @Nullable Actor actor(@Nullable JsonObject person) {
        return person == null
                ? null
                : new Actor(
                        MemberId.parse(person.getString("id")),
                        person.getString("handle"),
                        person.getString("name"),
                        Role.of(person.getString("role")));
    }

    private static @Nullable PostId post(@Nullable UUID id) {
        return id == null ? null : new PostId(id);
    }

    private static @Nullable PostId post(@Nullable String id) {
        return id == null ? null : PostId.parse(id);
    }

    private static MemberId member(UUID id) {
        return new MemberId(id);
    }

    private static UUID[] uuids(List<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private Future<RowSet<Row>> query(String statement, Tuple values) {
        return connection.preparedQuery(statement).execute(values);
    }
}
