package vadra.keys;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vadra.community.PgRefusal;
import vadra.core.MemberId;

/** Passkeys in PostgreSQL, behind their doors. */
final class PgPasskeys {
    private final Pool pool;

    PgPasskeys(Pool pool) {
        this.pool = pool;
    }

    /** Adds one; false when the member has as many as one may have. */
    Future<Boolean> add(Passkey passkey) {
        var key = new JsonObject()
                .put("credential", HexFormat.of().formatHex(passkey.credential()))
                .put("attested", HexFormat.of().formatHex(passkey.attested()))
                .put("count", passkey.count())
                .put("label", passkey.label());
        return pool.preparedQuery("SELECT add_passkey($1, $2, $3, $4) AS done")
                .execute(Tuple.of(
                        passkey.member().value(),
                        passkey.id(),
                        key,
                        passkey.madeAt().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getBoolean("done"))
                .recover(PgRefusal::asProblem);
    }

    Future<List<Passkey>> of(MemberId member) {
        return pool.preparedQuery("SELECT * FROM passkeys_of($1)")
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream().map(PgPasskeys::passkey).toList());
    }

    Future<Optional<Passkey>> byCredential(byte[] credential) {
        return pool.preparedQuery("SELECT * FROM passkey_of_credential($1)")
                .execute(Tuple.of(Buffer.buffer(credential)))
                .map(rows -> rows.stream().findFirst().map(PgPasskeys::passkey));
    }

    /** Notes a use; false when the counter did not go on. */
    Future<Boolean> use(UUID id, long count, Instant now) {
        return pool.preparedQuery("SELECT use_passkey($1, $2, $3) AS done")
                .execute(Tuple.of(id, count, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getBoolean("done"));
    }

    Future<Boolean> drop(MemberId member, UUID id) {
        return pool.preparedQuery("SELECT drop_passkey($1, $2) AS done")
                .execute(Tuple.of(member.value(), id))
                .map(rows -> rows.iterator().next().getBoolean("done"));
    }

    private static Passkey passkey(Row row) {
        return new Passkey(
                row.getUUID("id"),
                new MemberId(row.getUUID("member_id")),
                row.getBuffer("credential").getBytes(),
                row.getBuffer("attested").getBytes(),
                row.getLong("sign_count"),
                row.getString("label"),
                row.getOffsetDateTime("made_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("used_at"))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }
}
