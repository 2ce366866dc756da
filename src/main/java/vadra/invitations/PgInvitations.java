package vadra.invitations;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.Role;

/** Invitations in PostgreSQL, whose functions ask who may. */
final class PgInvitations {
    private static final String MAKE = "SELECT make_invitation($1, $2, $3)";
    private static final String REVOKE = "SELECT revoke_invitation($1, $2)";
    private static final String OPEN = "SELECT role, until FROM open_invitation($1)";
    private static final String ALL = """
            SELECT one.id, n, note, one.role, most, used, made_at, until, revoked_at, maker.handle AS maker, taker.handle AS taker,
                ARRAY(SELECT handle FROM invitation_use JOIN member ON member.id = member_id
                      WHERE invitation_id = one.id ORDER BY at, handle LIMIT 20) AS joined
            FROM invitation one LEFT JOIN member maker ON maker.id = made_by LEFT JOIN member taker ON taker.id = revoked_by
            """;
    private static final String ONE = ALL + "WHERE one.id = $1";
    private static final String BEFORE = ALL + "WHERE n < $1 ORDER BY n DESC LIMIT $2";

    private final Pool pool;

    PgInvitations(Pool pool) {
        this.pool = pool;
    }

    Future<Void> make(MemberId staff, UUID id, String digest, Wanted wanted) {
        var asked = new JsonObject()
                .put("id", id.toString())
                .put("note", wanted.note())
                .put("role", wanted.role().code())
                .put("most", wanted.most())
                .put("days", wanted.days());
        return pool.preparedQuery(MAKE)
                .execute(Tuple.of(staff.value(), bytes(digest), asked))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Void> revoke(MemberId staff, UUID invitation) {
        return pool.preparedQuery(REVOKE)
                .execute(Tuple.of(staff.value(), invitation))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Invitation> one(UUID id) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .map(rows -> invitation(rows.iterator().next()));
    }

    Future<List<Invitation>> before(long n, int most) {
        return pool.preparedQuery(BEFORE)
                .execute(Tuple.of(n, most))
                .map(rows -> rows.stream().map(PgInvitations::invitation).toList());
    }

    /** One, or none. */
    Future<List<Open>> open(String digest) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(bytes(digest)))
                .map(rows -> rows.stream()
                        .map(row -> new Open(
                                Role.of(row.getString("role")),
                                row.getOffsetDateTime("until").toInstant()))
                        .toList());
    }

    private static Buffer bytes(String digest) {
        return Buffer.buffer(HexFormat.of().parseHex(digest));
    }

    private static Invitation invitation(Row row) {
        return new Invitation(
                row.getUUID("id"),
                row.getLong("n"),
                row.getString("note"),
                Role.of(row.getString("role")),
                row.getInteger("most"),
                row.getInteger("used"),
                row.getString("maker"),
                row.getOffsetDateTime("made_at").toInstant(),
                row.getOffsetDateTime("until").toInstant(),
                instant(row.getOffsetDateTime("revoked_at")),
                row.getString("taker"),
                List.of(row.getArrayOfStrings("joined")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant).orElse(null);
    }
}
