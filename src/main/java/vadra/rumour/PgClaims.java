package vadra.rumour;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import vadra.core.MemberId;

/** Claims in PostgreSQL. */
final class PgClaims {
    private static final String ADD = """
            INSERT INTO claim (id, slug, title, phrases, match, language, named_by, named_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING""";
    private static final String ALL = """
            SELECT id, slug, title, phrases, match, language, named_at, retired_at FROM claim
            ORDER BY retired_at NULLS FIRST, named_at DESC LIMIT 200""";
    private static final String RETIRE = "UPDATE claim SET retired_at = $2 WHERE id = $1 AND retired_at IS NULL";

    private final Pool pool;

    PgClaims(Pool pool) {
        this.pool = pool;
    }

    /** Adds a claim; false when its slug is taken. */
    Future<Boolean> add(Claim claim, MemberId by) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(claim.id(), claim.slug(), claim.title())
                        .addArrayOfString(claim.phrases().toArray(String[]::new))
                        .addString(code(claim.match()))
                        .addString(code(claim.language()))
                        .addUUID(by.value())
                        .addOffsetDateTime(claim.namedAt().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<List<Claim>> all() {
        return pool.query(ALL).execute().map(rows -> {
            var claims = new ArrayList<Claim>();
            rows.forEach(row -> claims.add(claim(row)));
            return claims;
        });
    }

    Future<Void> retire(UUID claim, Instant at) {
        return pool.preparedQuery(RETIRE)
                .execute(Tuple.of(claim, at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Claim claim(Row row) {
        OffsetDateTime retired = row.getOffsetDateTime("retired_at");
        return new Claim(
                row.getUUID("id"),
                row.getString("slug"),
                row.getString("title"),
                List.of(row.getArrayOfStrings("phrases")),
                Claim.Match.valueOf(row.getString("match").toUpperCase(Locale.ROOT)),
                Claim.Stems.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("named_at").toInstant(),
                Optional.ofNullable(retired).map(OffsetDateTime::toInstant));
    }
}
