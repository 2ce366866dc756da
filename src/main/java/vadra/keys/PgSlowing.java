package vadra.keys;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import vadra.core.MemberId;

/** What was tried, and which devices are known, in PostgreSQL. */
final class PgSlowing {
    private static final String KNOWN = """
            SELECT EXISTS (SELECT FROM known_device JOIN member ON member.id = member_id
                           WHERE digest = $1 AND handle = $2) AS known""";
    /** Keeps the twenty that were used last. */
    private static final String KNOW = """
            WITH known AS (
                INSERT INTO known_device (digest, member_id, used_at) VALUES ($1, $2, $3)
                ON CONFLICT (digest, member_id) DO UPDATE SET used_at = $3)
            DELETE FROM known_device WHERE member_id = $2 AND digest IN (
                SELECT digest FROM known_device WHERE member_id = $2 AND digest <> $1 ORDER BY used_at DESC OFFSET 19)""";

    private final Pool pool;

    PgSlowing(Pool pool) {
        this.pool = pool;
    }

    Future<Boolean> isKnown(Buffer device, String handle) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(device, handle))
                .map(rows -> rows.iterator().next().getBoolean("known"));
    }

    Future<Void> know(Buffer device, MemberId member, Instant now) {
        return pool.preparedQuery(KNOW)
                .execute(Tuple.of(device, member.value(), now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    /** Counts a try; the result is how many seconds to wait first, and then nothing was counted. */
    Future<Integer> count(Buffer[] keys, Integer[] frees, Instant now) {
        return pool.preparedQuery("SELECT count_try($1, $2, $3) AS wait")
                .execute(Tuple.of(keys, frees, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getInteger("wait"));
    }

    Future<Void> forgive(Buffer one, Buffer address) {
        return pool.preparedQuery("SELECT forgive_try($1, $2)")
                .execute(Tuple.of(one, address))
                .mapEmpty();
    }

    Future<Void> sweep(Instant now) {
        return pool.preparedQuery("SELECT sweep_sign_ins($1)")
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }
}
