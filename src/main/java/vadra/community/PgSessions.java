package vadra.community;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;

/** Sessions in PostgreSQL. */
final class PgSessions {
    /** Adds one, and ends the oldest of the member's when there are more than a hundred. */
    private static final String ADD = """
            WITH added AS (
                INSERT INTO session (id, digest, member_id, kind, label, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7))
            DELETE FROM session WHERE member_id = $3 AND id IN (
                SELECT id FROM session WHERE member_id = $3 ORDER BY created_at DESC, id OFFSET 99)
            RETURNING id""";

    private static final String SESSION = """
            SELECT session.id, session.kind, session.label, session.created_at, session.expires_at,
                   member.id member_id, member.handle, member.name, member.role, member.joined_at
            FROM session JOIN member ON member.id = session.member_id
            """;
    private static final String FIND = SESSION.replace("SELECT ", "SELECT encode(session.digest, 'hex') digest, ")
            + "WHERE session.digest = ANY($1) AND session.expires_at > $2";
    private static final String LIST = SESSION + """
            WHERE session.member_id = $1 AND session.expires_at > $2
            ORDER BY session.created_at DESC, session.id LIMIT 100""";
    private static final String END = "DELETE FROM session WHERE id = $1 AND member_id = $2";
    private static final String PURGE = "DELETE FROM session WHERE expires_at <= $1";

    private final Pool pool;

    PgSessions(Pool pool) {
        this.pool = pool;
    }

    /** Adds a session; the result names older ones that had to make room. */
    Future<List<UUID>> add(Session session, String digest) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(
                                session.id(),
                                bytes(digest),
                                session.actor().id().value(),
                                session.kind().name().toLowerCase(Locale.ROOT),
                                session.label())
                        .addValue(session.createdAt().atOffset(ZoneOffset.UTC))
                        .addValue(session.expiresAt().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var ended = new ArrayList<UUID>();
                    rows.forEach(row -> ended.add(row.getUUID("id")));
                    return ended;
                });
    }

    /** Those of the digests that belong to a session which is valid at a time. */
    Future<Map<String, Session>> find(Set<String> digests, Instant now) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(digests.stream().map(PgSessions::bytes).toArray(Buffer[]::new))
                        .addValue(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var found = new HashMap<String, Session>();
                    rows.forEach(row -> found.put(row.getString("digest"), session(row)));
                    return found;
                });
    }

    /** Newest first, at most a hundred. */
    Future<List<Session>> list(MemberId member, Instant now) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(member.value(), now.atOffset(ZoneOffset.UTC)))
                .map(PgSessions::sessions);
    }

    /** Ends a session; false when the member has none by that id. */
    Future<Boolean> end(UUID id, MemberId member) {
        return pool.preparedQuery(END).execute(Tuple.of(id, member.value())).map(rows -> rows.rowCount() == 1);
    }

    /** Forgets what expired; the result is how many. */
    Future<Integer> purge(Instant now) {
        return pool.preparedQuery(PURGE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(RowSet::rowCount);
    }

    private static Buffer bytes(String digest) {
        return Buffer.buffer(HexFormat.of().parseHex(digest));
    }

    private static List<Session> sessions(RowSet<Row> rows) {
        var sessions = new ArrayList<Session>(rows.size());
        rows.forEach(row -> sessions.add(session(row)));
        return sessions;
    }

    private static Session session(Row row) {
        var actor = new Actor(
                new MemberId(row.getUUID("member_id")),
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")));
        return new Session(
                row.getUUID("id"),
                actor,
                Session.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("label"),
                row.getOffsetDateTime("joined_at").toInstant(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }
}
