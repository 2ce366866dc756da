package vadra.keys;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.community.Secrets;
import vadra.core.MemberId;

/** What browsers have begun and not ended, in PostgreSQL, so that the next step may come to another node. */
final class PgSteps {
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final int TRIES = 5;
    private static final String BEGIN = """
            INSERT INTO sign_in_step (digest, kind, member_id, challenge, expires_at) VALUES ($1, $2, $3, $4, $5)""";
    private static final String TRY = """
            UPDATE sign_in_step SET tries = tries + 1
            FROM member WHERE digest = $1 AND kind = 'code' AND expires_at > $2 AND tries < $3 AND member.id = member_id
            RETURNING member_id, member.handle""";
    private static final String TAKE = """
            DELETE FROM sign_in_step WHERE digest = $1 AND kind = $2 AND expires_at > $3
            RETURNING member_id, challenge""";

    private final Pool pool;
    private final Secrets secrets = new Secrets();

    PgSteps(Pool pool) {
        this.pool = pool;
    }

    /** What a step is for. */
    enum Kind {
        /** The second step of signing in. */
        CODE("code"),
        /** Signing in with a passkey. */
        PASSKEY("passkey"),
        /** Adding a passkey. */
        ENROL("enrol");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    /** Whose step it is. */
    record Whose(MemberId member, String handle) {}

    /** A challenge that was given out, and for whom, where that was known. */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares them.
    record Challenge(byte[] bytes, Optional<MemberId> member) {}

    /** Begins a step; the result is the secret by which the browser goes on with it. */
    Future<String> begin(Kind kind, @Nullable MemberId member, byte @Nullable [] challenge, Instant now) {
        var secret = secrets.next();
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(digest(secret), kind.code, member == null ? null : member.value())
                        .addBuffer(challenge == null ? null : Buffer.buffer(challenge))
                        .addOffsetDateTime(now.plus(LIFE).atOffset(ZoneOffset.UTC)))
                .map(secret);
    }

    /** Counts a try at a second step; empty when there is none to try any more. */
    Future<Optional<Whose>> attempt(String secret, Instant now) {
        if (!Secrets.isSecret(secret)) {
            return Future.succeededFuture(Optional.empty());
        }
        return pool.preparedQuery(TRY)
                .execute(Tuple.of(digest(secret), now.atOffset(ZoneOffset.UTC), TRIES))
                .map(rows -> first(rows)
                        .map(row -> new Whose(new MemberId(row.getUUID("member_id")), row.getString("handle"))));
    }

    /** Ends a step, which only one does; empty when it is not there, or not any more. */
    Future<Optional<Challenge>> take(Kind kind, String secret, Instant now) {
        if (!Secrets.isSecret(secret)) {
            return Future.succeededFuture(Optional.empty());
        }
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(digest(secret), kind.code, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> first(rows).map(PgSteps::challenge));
    }

    private static Challenge challenge(Row row) {
        var bytes = row.getBuffer("challenge");
        return new Challenge(
                bytes == null ? new byte[0] : bytes.getBytes(),
                Optional.ofNullable(row.getUUID("member_id")).map(MemberId::new));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.stream().findFirst();
    }

    private static Buffer digest(String secret) {
        return PgFactors.bytes(Secrets.digest(secret));
    }
}
