package vadra.rumour;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.Role;
import vadra.core.RoomId;
import vadra.velocity.Level;

/** Claims in PostgreSQL. Whatever changes one writes down who did it, in the same transaction. */
final class PgClaims {
    private static final String COLUMNS = """
            SELECT c.*, (SELECT slug FROM claim WHERE id = c.merged_into) into_slug FROM claim c\s""";
    private static final String ADD = """
            INSERT INTO claim (id, slug, title, phrases, patterns, match, language, rooms, state, emergent, shown,
                alert_from, named_by, named_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING""";
    private static final String SAVE = """
            UPDATE claim SET title = $3, phrases = $4, patterns = $5, match = $6, language = $7, rooms = $8, state = $9,
                shown = $10, alert_from = $11, retired_at = $12, merged_into = (SELECT id FROM claim WHERE slug = $13),
                muted_until = $14, mute_reason = $15, version = version + 1
            WHERE id = $1 AND version = $2""";
    private static final String ACT = """
            INSERT INTO claim_act (claim_id, at, act, by_id, reason, detail) VALUES ($1, $2, $3, $4, $5, $6)""";
    private static final String VERSIONS = "SELECT coalesce(sum(version), 0)::bigint n FROM claim";
    private static final String LIVE = COLUMNS + """
            WHERE c.state IN ('watched', 'proposed') ORDER BY c.state DESC, c.named_at DESC LIMIT $1""";
    private static final String IN_STATE = COLUMNS + "WHERE c.state = $1 ORDER BY c.named_at DESC LIMIT $2";
    private static final String BY_SLUG = COLUMNS + "WHERE c.slug = $1";
    private static final String BY_ID = COLUMNS + "WHERE c.id = $1";
    private static final String SHOWN = """
            SELECT count(*)::int n FROM claim WHERE emergent AND shown AND named_at > $1""";
    private static final String PERSON = """
            (SELECT jsonb_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'role', m.role)
             FROM member m WHERE m.id = a.by_id) person""";
    private static final String ACTS = "SELECT a.*, " + PERSON + " " + """
            FROM claim_act a JOIN claim c ON c.id = a.claim_id WHERE c.slug = $1 ORDER BY a.id DESC LIMIT 200""";
    private static final String TOP_ACT = "SELECT coalesce(max(id), 0) n FROM claim_act";
    private static final String NEW_ACTS = "SELECT a.*, " + PERSON + " " + """
            FROM claim_act a WHERE a.id > $1 ORDER BY a.id LIMIT 200""";

    private final Pool pool;

    PgClaims(Pool pool) {
        this.pool = pool;
    }

    /** A claim as it is to be, and what was done to make it so. */
    record Change(Claim claim, ClaimAct act) {}

    /** An act, its place among all, and whose it is. */
    record Told(long id, UUID claim, ClaimAct act) {}

    /** Adds a claim; false when its name is taken, or it is there already. */
    Future<Boolean> add(Claim claim, ClaimAct act) {
        return pool.withTransaction(sql -> add(sql, claim, act));
    }

    private static Future<Boolean> add(SqlClient sql, Claim claim, ClaimAct act) {
        var standing = claim.standing();
        return sql.preparedQuery(ADD)
                .execute(look(Tuple.of(claim.id(), claim.slug(), claim.title()), claim.look())
                        .addString(code(standing.state()))
                        .addBoolean(standing.emergent())
                        .addBoolean(standing.shown())
                        .addString(code(standing.alertFrom()))
                        .addUUID(act.by().map(by -> by.id().value()).orElse(null))
                        .addOffsetDateTime(claim.namedAt().atOffset(ZoneOffset.UTC)))
                .compose(rows -> rows.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : act(sql, claim.id(), act).map(true));
    }

    /** Changes claims together; false, and nothing is changed, when one was changed by somebody else meanwhile. */
    Future<Boolean> save(List<Change> changes) {
        return all(changes, Optional.empty());
    }

    /** The same, and adds a claim; false, too, when its name is taken. */
    Future<Boolean> save(List<Change> changes, Change added) {
        return all(changes, Optional.of(added));
    }

    private Future<Boolean> all(List<Change> changes, Optional<Change> added) {
        return pool.getConnection()
                .compose(sql -> sql.begin()
                        .compose(transaction -> {
                            Future<Boolean> done = added.map(one -> add(sql, one.claim(), one.act()))
                                    .orElseGet(() -> Future.succeededFuture(true));
                            for (var change : changes) {
                                done = done.compose(fine -> fine ? save(sql, change) : Future.succeededFuture(false));
                            }
                            return done.compose(
                                    fine -> (fine ? transaction.commit() : transaction.rollback()).map(fine));
                        })
                        .eventually(sql::close));
    }

    private static Future<Boolean> save(SqlClient sql, Change change) {
        var claim = change.claim();
        var standing = claim.standing();
        return sql.preparedQuery(SAVE)
                .execute(look(Tuple.of(claim.id(), claim.version(), claim.title()), claim.look())
                        .addString(code(standing.state()))
                        .addBoolean(standing.shown())
                        .addString(code(standing.alertFrom()))
                        .addOffsetDateTime(time(standing.endedAt()))
                        .addString(standing.mergedInto().orElse(null))
                        .addOffsetDateTime(time(standing.mute().map(Claim.Mute::until)))
                        .addString(standing.mute().map(Claim.Mute::reason).orElse(null)))
                .compose(rows -> rows.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : act(sql, claim.id(), change.act()).map(true));
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> at) {
        return at.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private static Tuple look(Tuple values, Claim.Look look) {
        return values.addArrayOfString(look.phrases().toArray(String[]::new))
                .addArrayOfString(look.patterns().toArray(String[]::new))
                .addString(code(look.match()))
                .addString(code(look.language()))
                .addArrayOfUUID(
                        look.rooms().stream().map(RoomId::value).sorted().toArray(UUID[]::new));
    }

    private static Future<?> act(SqlClient sql, UUID claim, ClaimAct act) {
        return sql.preparedQuery(ACT)
                .execute(Tuple.of(claim, act.at().atOffset(ZoneOffset.UTC), code(act.kind()))
                        .addUUID(act.by().map(by -> by.id().value()).orElse(null))
                        .addString(act.reason())
                        .addString(act.detail()));
    }

    /** Writes down what changes nothing of the claim itself. */
    Future<Void> told(UUID claim, ClaimAct act) {
        return act(pool, claim, act).mapEmpty();
    }

    /** A number that grows with every change of any claim. */
    Future<Long> versions() {
        return pool.query(VERSIONS).execute().map(rows -> rows.iterator().next().getLong("n"));
    }

    /** Claims that are counted, watched ones first, then the newest. */
    Future<List<Claim>> live(int limit) {
        return claims(LIVE, Tuple.of(limit));
    }

    /** Claims in a state, newest first. */
    Future<List<Claim>> in(Claim.State state, int limit) {
        return claims(IN_STATE, Tuple.of(code(state), limit));
    }

    Future<Optional<Claim>> bySlug(String slug) {
        return claims(BY_SLUG, Tuple.of(slug)).map(found -> found.stream().findFirst());
    }

    Future<Optional<Claim>> byId(UUID id) {
        return claims(BY_ID, Tuple.of(id)).map(found -> found.stream().findFirst());
    }

    /** How many proposed claims that came after a moment are shown. */
    Future<Integer> shownSince(Instant moment) {
        return pool.preparedQuery(SHOWN)
                .execute(Tuple.of(moment.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getInteger("n"));
    }

    /** What was done with a claim, newest first; fails with {@link Problem.NotFound} when there is none by that name. */
    Future<List<ClaimAct>> acts(String slug) {
        return bySlug(slug)
                .map(found -> found.orElseThrow(() -> Problem.notFound("claim", slug)))
                .compose(claim -> told(ACTS, Tuple.of(slug)))
                .map(all -> all.stream().map(Told::act).toList());
    }

    Future<Long> topAct() {
        return pool.query(TOP_ACT).execute().map(rows -> rows.iterator().next().getLong("n"));
    }

    /** What was done after a place, oldest first. */
    Future<List<Told>> actsAfter(long place) {
        return told(NEW_ACTS, Tuple.of(place));
    }

    private Future<List<Told>> told(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(rows -> {
            var acts = new ArrayList<Told>();
            rows.forEach(row -> acts.add(new Told(
                    row.getLong("id"),
                    row.getUUID("claim_id"),
                    new ClaimAct(
                            row.getOffsetDateTime("at").toInstant(),
                            constant(ClaimAct.Kind.class, row.getString("act")),
                            Optional.ofNullable((JsonObject) row.getValue("person"))
                                    .map(PgClaims::actor),
                            row.getString("reason"),
                            row.getString("detail")))));
            return acts;
        });
    }

    private Future<List<Claim>> claims(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(rows -> {
            var claims = new ArrayList<Claim>();
            rows.forEach(row -> claims.add(claim(row)));
            return claims;
        });
    }

    /** An enum's constant as it is written in the database. */
    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String code) {
        return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
    }

    /** A member in a column of JSON. */
    static Actor actor(JsonObject member) {
        return new Actor(
                new MemberId(UUID.fromString(member.getString("id"))),
                member.getString("handle"),
                member.getString("name"),
                Role.of(member.getString("role")));
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.getUUID("id"),
                row.getString("slug"),
                row.getString("title"),
                new Claim.Look(
                        List.of(row.getArrayOfStrings("phrases")),
                        List.of(row.getArrayOfStrings("patterns")),
                        constant(Claim.Match.class, row.getString("match")),
                        constant(Claim.Stems.class, row.getString("language")),
                        Arrays.stream(row.getArrayOfUUIDs("rooms"))
                                .map(RoomId::new)
                                .collect(Collectors.toSet())),
                new Claim.Standing(
                        constant(Claim.State.class, row.getString("state")),
                        row.getBoolean("emergent"),
                        row.getBoolean("shown"),
                        constant(Level.class, row.getString("alert_from")),
                        time(row, "retired_at"),
                        Optional.ofNullable(row.getString("into_slug")),
                        time(row, "muted_until").map(until -> new Claim.Mute(until, row.getString("mute_reason")))),
                row.getOffsetDateTime("named_at").toInstant(),
                row.getUUID("salt"),
                row.getLong("version"));
    }
}
