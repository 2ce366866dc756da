package vadra.sightings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;

/** Sightings in PostgreSQL. */
final class PgSightings {
    private static final String ADD = """
            WITH added AS (
                INSERT INTO sighting (id, source, via, foreign_id, feed_id, title, url, note, seen_at, added_at, added_by)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (foreign_id) DO NOTHING RETURNING id),
            linked AS (
                INSERT INTO sighting_claim (sighting_id, claim_id)
                SELECT added.id, claim.id FROM added, claim WHERE claim.id = ANY($12))
            SELECT id FROM added UNION ALL SELECT id FROM sighting WHERE foreign_id = $4 LIMIT 1""";
    private static final String SIGHTING = """
            SELECT s.*,
                coalesce((SELECT jsonb_agg(c.slug ORDER BY c.slug) FROM sighting_claim l JOIN claim c ON c.id = l.claim_id
                    WHERE l.sighting_id = s.id), '[]') claims,
                (SELECT jsonb_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'role', m.role)
                    FROM member m WHERE m.id = s.added_by) person
            FROM sighting s\s""";
    private static final String ONE = SIGHTING + "WHERE s.id = $1";
    private static final String LIST = SIGHTING + """
            WHERE ($1 = '' OR EXISTS (SELECT FROM sighting_claim l JOIN claim c ON c.id = l.claim_id
                    WHERE l.sighting_id = s.id AND c.slug = $1))
                AND (NOT $2 OR NOT EXISTS (SELECT FROM sighting_claim l WHERE l.sighting_id = s.id))
            ORDER BY s.added_at DESC, s.id LIMIT $3""";
    private static final String SINCE = SIGHTING + "WHERE s.added_at > $1 ORDER BY s.added_at LIMIT 100";
    private static final String ASSIGN = """
            WITH gone AS (DELETE FROM sighting_claim WHERE sighting_id = $1 AND claim_id <> ALL($2))
            INSERT INTO sighting_claim (sighting_id, claim_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING""";
    private static final String MOVE = """
            WITH gone AS (DELETE FROM sighting_claim WHERE claim_id = $1 RETURNING sighting_id)
            INSERT INTO sighting_claim (sighting_id, claim_id) SELECT sighting_id, $2 FROM gone ON CONFLICT DO NOTHING""";
    private static final String COUNTS = "SELECT claim_id, count(*)::int n FROM sighting_claim GROUP BY claim_id";

    private final Pool pool;

    PgSightings(Pool pool) {
        this.pool = pool;
    }

    /**
     * Where a sighting comes from.
     *
     * @param foreignId its name there, null for none
     */
    record Origin(
            Sighting.Via via,
            @Nullable String foreignId,
            @Nullable UUID feed,
            @Nullable MemberId by) {}

    /** When something was seen, and when it was put down. */
    record Times(Instant seen, Instant added) {}

    /** Adds a sighting; the one that is there already when it came before. */
    Future<UUID> add(UUID id, Origin origin, Sighting.Seen seen, Times times, Collection<UUID> claims) {
        var by = origin.by();
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(id, code(seen.source()), code(origin.via()))
                        .addString(origin.foreignId())
                        .addUUID(origin.feed())
                        .addString(seen.title())
                        .addString(seen.url().orElse(null))
                        .addString(seen.note())
                        .addOffsetDateTime(times.seen().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(times.added().atOffset(ZoneOffset.UTC))
                        .addUUID(by == null ? null : by.value())
                        .addArrayOfUUID(claims.toArray(UUID[]::new)))
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    Future<Optional<Sighting>> one(UUID id) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(sighting(rows.iterator().next())));
    }

    /** Newest first. */
    Future<List<Sighting>> list(String claim, boolean loose, int limit) {
        return all(LIST, Tuple.of(claim, loose, limit));
    }

    /** What was added after a moment, oldest first, at most 100. */
    Future<List<Sighting>> since(Instant moment) {
        return all(SINCE, Tuple.of(moment.atOffset(ZoneOffset.UTC)));
    }

    private Future<List<Sighting>> all(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(rows -> {
            var all = new ArrayList<Sighting>();
            rows.forEach(row -> all.add(sighting(row)));
            return all;
        });
    }

    Future<Void> assign(UUID id, Collection<UUID> claims) {
        return pool.preparedQuery(ASSIGN)
                .execute(Tuple.of(id).addArrayOfUUID(claims.toArray(UUID[]::new)))
                .mapEmpty();
    }

    /** Gives one claim's sightings to another. */
    Future<Void> move(UUID from, UUID to) {
        return pool.preparedQuery(MOVE).execute(Tuple.of(from, to)).mapEmpty();
    }

    /** How many each claim has. */
    Future<Map<UUID, Integer>> counts() {
        return pool.query(COUNTS).execute().map(rows -> {
            var counts = new HashMap<UUID, Integer>();
            rows.forEach(row -> counts.put(row.getUUID("claim_id"), row.getInteger("n")));
            return counts;
        });
    }

    private static Sighting sighting(Row row) {
        return new Sighting(
                row.getUUID("id"),
                ((JsonArray) row.getValue("claims"))
                        .stream().map(String.class::cast).toList(),
                new Sighting.Seen(
                        constant(Sighting.Source.class, row.getString("source")),
                        row.getString("title"),
                        Optional.ofNullable(row.getString("url")),
                        row.getString("note")),
                constant(Sighting.Via.class, row.getString("via")),
                row.getOffsetDateTime("seen_at").toInstant(),
                row.getOffsetDateTime("added_at").toInstant(),
                Optional.ofNullable((JsonObject) row.getValue("person")).map(PgSightings::actor));
    }

    /** An enum's constant as it is written in the database. */
    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String code) {
        return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
    }

    private static Actor actor(JsonObject member) {
        return new Actor(
                new MemberId(UUID.fromString(member.getString("id"))),
                member.getString("handle"),
                member.getString("name"),
                Role.of(member.getString("role")));
    }
}
