package vadra.rumour;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vadra.velocity.Level;

/**
 * Changes of level in PostgreSQL. A change is written once, whichever node sees it first, and however often the log is
 * counted again: it must begin at the level that was written last, and lie after it. One that does not fit is taken when
 * nothing was written for an hour, so that a claim whose earlier posts are no longer counted is not silent for ever.
 */
final class PgChanges {
    private static final String ADD = """
            WITH moved AS (
                UPDATE claim SET level = $3, level_at = $4
                WHERE id = $1 AND level_at < $4 AND (level = $2 OR level_at < $4 - interval '1 hour') RETURNING id)
            INSERT INTO claim_change (claim_id, at, from_level, to_level, evidence)
            SELECT id, $4, $2, $3, $5::text::jsonb FROM moved ON CONFLICT DO NOTHING""";
    private static final String OF = """
            SELECT at, from_level, to_level, evidence::text proof FROM claim_change
            WHERE claim_id = $1 ORDER BY at DESC LIMIT 200""";

    private final Pool pool;

    PgChanges(Pool pool) {
        this.pool = pool;
    }

    /** Writes a change down, unless it is there. */
    Future<Boolean> add(UUID claim, ClaimDesk.LevelRow change) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(claim, PgClaims.code(change.from()), PgClaims.code(change.to()))
                        .addOffsetDateTime(change.at().atOffset(ZoneOffset.UTC))
                        .addString(change.evidence()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Newest first, at most 200. */
    Future<List<ClaimDesk.LevelRow>> of(UUID claim) {
        return pool.preparedQuery(OF).execute(Tuple.of(claim)).map(rows -> {
            var changes = new ArrayList<ClaimDesk.LevelRow>();
            rows.forEach(row -> changes.add(new ClaimDesk.LevelRow(
                    row.getOffsetDateTime("at").toInstant(),
                    PgClaims.constant(Level.class, row.getString("from_level")),
                    PgClaims.constant(Level.class, row.getString("to_level")),
                    row.getString("proof"))));
            return changes;
        });
    }
}
