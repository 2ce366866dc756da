package vadra.community;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
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
                INSERT INTO session (id, digest, member_id, kind, label, created_at, expires_at, used_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $6))
            DELETE FROM session WHERE member_id = $3 AND id IN (
                SELECT id FROM session WHERE member_id = $3 ORDER BY created_at DESC, id OFFSET 99)
            RETURNING id""";

    private static final String SESSION = """
            SELECT session.id, session.kind, session.label, session.created_at, session.expires_at, session.used_at,
                   encode(session.digest, 'hex') AS digest,
                   member.id AS member_id, member.handle, member.name, member.joined_at, member.role
            FROM session JOIN member ON member.id = session.member_id
            """;
    /** Who is staff without a second factor, where one is required, acts as any member. */
    private static final String GUARDED = SESSION.replace("member.role", """
            CASE WHEN member.role = 'staff' AND NOT has_second_factor(member.id) THEN 'member' ELSE member.role END AS role""");

    private static final String VALID = """
            session.expires_at > $2
            AND (session.kind = 'token' OR session.used_at > $2::timestamptz - interval '14 days')""";
    private static final String FIND = "WHERE session.digest = ANY($1) AND " + VALID;
    private static final String LIST = SESSION + "WHERE session.member_id = $1 AND " + VALID
            + " ORDER BY session.created_at DESC, session.id LIMIT 100";
    private static final String USE = "SELECT use_sessions($1, $2)";
    private static final String END = "DELETE FROM session WHERE id = $1 AND member_id = $2";
    private static final String END_OTHERS = "DELETE FROM session WHERE member_id = $1 AND id <> $2";
    private static final String PURGE =
            "DELETE FROM session WHERE expires_at <= $1 OR kind = 'browser' AND used_at <= $1::timestamptz - interval '14 days'";
    private static final Duration NOTED = Duration.ofMinutes(5);

    private final Pool pool;
    private final String find;

    /**
     * Sessions of a database.
     *
     * @param staffNeedFactor whether who is staff acts as such only with a second factor
     */
    PgSessions(Pool pool, boolean staffNeedFactor) {
        this.pool = pool;
        this.find = (staffNeedFactor ? GUARDED : SESSION) + FIND;
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
        return pool.preparedQuery(find)
                .execute(Tuple.of(digests.stream().map(PgSessions::bytes).toArray(Buffer[]::new))
                        .addValue(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var found = new HashMap<String, Session>();
                    rows.forEach(row -> found.put(row.getString("digest"), session(row)));
                    use(rows, now);
                    return found;
                });
    }

    /** Notes that sessions are used, without anybody waiting for it: the next look notes it again. */
    private void use(RowSet<Row> rows, Instant now) {
        var longAgo = now.minus(NOTED);
        var used = rows.stream()
                .filter(row -> row.getOffsetDateTime("used_at").toInstant().isBefore(longAgo))
                .map(row -> row.getUUID("id"))
                .toArray(UUID[]::new);
        if (used.length > 0) {
            var unused = pool.preparedQuery(USE).execute(Tuple.of(used, now.atOffset(ZoneOffset.UTC)));
        }
    }

    /** Newest first, at most a hundred. */
    Future<List<Place>> list(MemberId member, Instant now) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(member.value(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream()
                        .map(row -> new Place(
                                session(row), row.getOffsetDateTime("used_at").toInstant()))
                        .toList());
    }

    /** Ends all of the member's but one; the result is how many. */
    Future<Integer> endOthers(MemberId member, UUID kept) {
        return pool.preparedQuery(END_OTHERS)
                .execute(Tuple.of(member.value(), kept))
                .map(RowSet::rowCount);
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
