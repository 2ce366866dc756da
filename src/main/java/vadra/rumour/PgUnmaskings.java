package vadra.rumour;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vadra.core.MemberId;
import vadra.core.Problem;

/** Who was unmasked, by whom and why, in PostgreSQL. Append only, and readable for the person. */
final class PgUnmaskings {
    private static final String ADD = """
            WITH told AS (
                INSERT INTO unmasking (id, claim_id, member_id, carrier, by_id, reason, at)
                SELECT $1, $2, id, $4, $5, $6, $7 FROM member WHERE id = $3 RETURNING *)
            SELECT told.id, told.at, told.reason, c.title,
                jsonb_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'role', m.role) member,
                jsonb_build_object('id', b.id, 'handle', b.handle, 'name', b.name, 'role', b.role) person
            FROM told JOIN claim c ON c.id = claim_id JOIN member m ON m.id = member_id JOIN member b ON b.id = by_id""";
    private static final String SELECT = """
            SELECT u.id, u.at, u.reason, c.title,
                jsonb_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'role', m.role) member,
                jsonb_build_object('id', b.id, 'handle', b.handle, 'name', b.name, 'role', b.role) person
            FROM unmasking u JOIN claim c ON c.id = claim_id JOIN member m ON m.id = member_id
                JOIN member b ON b.id = by_id\s""";
    private static final String OF = SELECT + "WHERE u.member_id = $1 ORDER BY u.at DESC, u.id LIMIT 200";
    private static final String SINCE = SELECT + "WHERE u.at > $1 ORDER BY u.at, u.id LIMIT 100";

    private final Pool pool;

    PgUnmaskings(Pool pool) {
        this.pool = pool;
    }

    /** Which carrier of which claim somebody looks up. */
    record Look(UUID claim, MemberId member, int carrier) {}

    /** A row with its id. */
    record Told(UUID id, ClaimDesk.Unmasking unmasking) {}

    /** Fails with {@link Problem.Forbidden} where the carrier writes under a pseudonym, which is lifted by a house rule only. */
    Future<ClaimDesk.Unmasking> add(UUID id, Look look, MemberId by, String reason, Instant at) {
        return all(
                        ADD,
                        Tuple.of(id, look.claim(), look.member().value(), look.carrier(), by.value())
                                .addString(reason)
                                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream()
                        .map(Told::unmasking)
                        .findAny()
                        .orElseThrow(() ->
                                Problem.forbidden("It was said under a pseudonym, which only a house rule lifts.")));
    }

    /** Newest first. */
    Future<List<ClaimDesk.Unmasking>> of(MemberId member) {
        return all(OF, Tuple.of(member.value()))
                .map(rows -> rows.stream().map(Told::unmasking).toList());
    }

    /** What was looked up after a moment, oldest first, at most 100. */
    Future<List<Told>> since(Instant moment) {
        return all(SINCE, Tuple.of(moment.atOffset(ZoneOffset.UTC)));
    }

    private Future<List<Told>> all(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(rows -> {
            var all = new ArrayList<Told>();
            rows.forEach(row -> all.add(new Told(
                    row.getUUID("id"),
                    new ClaimDesk.Unmasking(
                            row.getOffsetDateTime("at").toInstant(),
                            row.getString("title"),
                            PgClaims.actor((JsonObject) row.getValue("member")),
                            PgClaims.actor((JsonObject) row.getValue("person")),
                            row.getString("reason")))));
            return all;
        });
    }
}
