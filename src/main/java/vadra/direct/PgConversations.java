package vadra.direct;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * What a member reads of their conversations, in PostgreSQL, as it is sent. Each question names who asks, and the database
 * answers with what that member is a party of; there is none by which anybody else reads a word. Safe for use by any thread.
 */
public final class PgConversations {
    private static final String LISTED = "SELECT conversations_of($1, $2, $3) AS answer";
    private static final String ONE = "SELECT conversation_of($1, $2) AS answer";
    private static final String WITH = "SELECT talk_with($1, $2) AS answer";
    private static final String MESSAGES = "SELECT messages_of($1, $2, $3, $4) AS answer";
    private static final String EVENTS = "SELECT message_events_of($1, $2, $3, $4) AS answer";
    private static final String VERSIONS = "SELECT message_versions_of($1, $2) AS answer";
    private static final String UNREAD = "SELECT unread, requests FROM unread_messages($1)";
    private static final String RULES = "SELECT rules_of_message($1, $2) AS version";
    private static final String TOLD = "SELECT handle, unread FROM told_of_conversation($1)";
    private static final String TOPS = "SELECT id, last_seq FROM conversation_tops($1)";
    private static final String MAY_TYPE = "SELECT may_type($1, $2) AS may";

    private final Pool pool;

    public PgConversations(Pool pool) {
        this.pool = pool;
    }

    /**
     * A member's conversations, those first in which something was said last.
     *
     * @param before only those in which something was said last before this time
     * @param most 1 to 50
     */
    public Future<List<JsonObject>> listed(MemberId reader, Instant before, int most) {
        return pool.preparedQuery(LISTED)
                .execute(Tuple.of(reader.value(), before.atOffset(ZoneOffset.UTC), most))
                .map(rows ->
                        rows.stream().map(row -> row.getJsonObject("answer")).toList());
    }

    /** A conversation as it stands for a party; fails with {@link Problem.NotFound} for anybody else. */
    public Future<JsonObject> one(MemberId reader, UUID conversation) {
        return found(ONE, Tuple.of(reader.value(), conversation), conversation);
    }

    /** How a member stands to another: the conversation that they have, and whether and how one may write. */
    public Future<JsonObject> with(MemberId reader, MemberId other) {
        return found(WITH, Tuple.of(reader.value(), other.value()), other.value());
    }

    /**
     * Some messages before a sequence, oldest first, and the place in the log that they are of; fails with
     * {@link Problem.NotFound} for who is no party.
     *
     * @param most 1 to 100
     */
    public Future<JsonObject> messages(MemberId reader, UUID conversation, long before, int most) {
        return found(MESSAGES, Tuple.of(reader.value(), conversation, before, most), conversation);
    }

    /** What happened after a place, in order, with {@code top} of the log; fails like {@link #messages}. */
    public Future<JsonObject> events(MemberId reader, UUID conversation, long after, int most) {
        return found(EVENTS, Tuple.of(reader.value(), conversation, after, most), conversation);
    }

    /** All that a message said, oldest first, empty where it was taken back; fails like {@link #messages}. */
    public Future<JsonArray> versions(MemberId reader, UUID message) {
        return pool.preparedQuery(VERSIONS)
                .execute(Tuple.of(reader.value(), message))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getJsonArray("answer"))
                        .orElseThrow(() -> Problem.notFound("message", message.toString())));
    }

    /** How many messages wait to be read, and how many requests to be answered. */
    public Future<JsonObject> unread(MemberId reader) {
        return pool.preparedQuery(UNREAD)
                .execute(Tuple.of(reader.value()))
                .map(rows -> rows.iterator().next().toJson());
    }

    /** The version of the house rules that a message is judged by, to a party; fails like {@link #messages}. */
    public Future<Integer> rulesOf(MemberId reader, UUID message) {
        return pool.preparedQuery(RULES)
                .execute(Tuple.of(reader.value(), message))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getInteger("version"))
                        .orElseThrow(() -> Problem.notFound("message", message.toString())));
    }

    /**
     * Whom to tell that something happened in a conversation.
     *
     * @param unread how many messages of it wait for that member
     */
    public record Told(String handle, long unread) {}

    /** Whom to tell that something happened in a conversation; without a word of it. */
    public Future<List<Told>> told(UUID conversation) {
        return pool.preparedQuery(TOLD)
                .execute(Tuple.of(conversation))
                .map(rows -> rows.stream()
                        .map(row -> new Told(row.getString("handle"), row.getLong("unread")))
                        .toList());
    }

    /** Where the logs of some conversations stand. */
    public Future<Map<UUID, Long>> tops(Collection<UUID> conversations) {
        return pool.preparedQuery(TOPS)
                .execute(Tuple.tuple().addArrayOfUUID(conversations.toArray(UUID[]::new)))
                .map(rows -> {
                    var tops = new HashMap<UUID, Long>();
                    for (Row row : rows) {
                        tops.put(row.getUUID("id"), row.getLong("last_seq"));
                    }
                    return tops;
                });
    }

    /** Whether a member may let the other see that they are writing. */
    public Future<Boolean> mayType(MemberId by, UUID conversation) {
        return pool.preparedQuery(MAY_TYPE)
                .execute(Tuple.of(by.value(), conversation))
                .map(rows -> rows.iterator().next().getBoolean("may"));
    }

    private Future<JsonObject> found(String query, Tuple values, UUID named) {
        return pool.preparedQuery(query)
                .execute(values)
                .map(rows -> Optional.ofNullable(rows.iterator().next().getJsonObject("answer"))
                        .orElseThrow(() -> Problem.notFound("conversation", named.toString())));
    }
}
