package vadra.keys;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vadra.core.MemberId;

/** Second factors in PostgreSQL, each behind its door. */
final class PgFactors {
    private final Pool pool;

    PgFactors(Pool pool) {
        this.pool = pool;
    }

    Future<Held> of(MemberId member) {
        return pool.preparedQuery("SELECT app, passkeys, codes FROM second_factors($1)")
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Held(row.getBoolean("app"), row.getInteger("passkeys"), row.getInteger("codes")));
    }

    Future<Boolean> offer(MemberId member, byte[] secret) {
        return asked("SELECT offer_totp($1, $2) AS done", Tuple.of(member.value(), Buffer.buffer(secret)));
    }

    /** The secret that counts, or the one that is offered. */
    Future<Optional<byte[]>> secret(MemberId member, boolean offered) {
        return pool.preparedQuery("SELECT totp_secret($1, $2) AS secret")
                .execute(Tuple.of(member.value(), offered))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getBuffer("secret"))
                        .map(Buffer::getBytes));
    }

    /** Takes a step; false when it, or a later one, was taken before. */
    Future<Boolean> take(MemberId member, long step, Instant now) {
        return asked(
                "SELECT take_totp($1, $2, $3) AS done", Tuple.of(member.value(), step, now.atOffset(ZoneOffset.UTC)));
    }

    Future<Boolean> dropApp(MemberId member) {
        return asked("SELECT drop_totp($1) AS done", Tuple.of(member.value()));
    }

    Future<Void> setCodes(MemberId member, List<String> digests) {
        return pool.preparedQuery("SELECT set_recovery_codes($1, $2)")
                .execute(Tuple.of(member.value())
                        .addArrayOfBuffer(digests.stream().map(PgFactors::bytes).toArray(Buffer[]::new)))
                .mapEmpty();
    }

    Future<Boolean> takeCode(MemberId member, String digest) {
        return asked("SELECT take_recovery_code($1, $2) AS done", Tuple.of(member.value(), bytes(digest)));
    }

    private Future<Boolean> asked(String sql, Tuple with) {
        return pool.preparedQuery(sql)
                .execute(with)
                .map(rows -> rows.iterator().next().getBoolean("done"));
    }

    static Buffer bytes(String digest) {
        return Buffer.buffer(HexFormat.of().parseHex(digest));
    }
}
