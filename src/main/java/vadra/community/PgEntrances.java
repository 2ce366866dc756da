package vadra.community;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.HexFormat;
import java.util.Optional;
import vadra.core.Role;

/** Joining by what lets somebody in, in PostgreSQL: the door is used in the transaction that adds the member, or not at all. */
final class PgEntrances {
    private static final String INVITED = "SELECT join_invited($1, $2) AS role";
    private static final String VOUCHED = "SELECT join_vouched($1, $2, $3) AS role";

    private final PgMembers members;
    private final Pool pool;

    PgEntrances(PgMembers members, Pool pool) {
        this.members = members;
        this.pool = pool;
    }

    /** The member as added, with the role that the door gives; empty when the handle is taken. */
    Future<Optional<Member>> add(PgMembers.Known known, int rulesVersion, Entrance entrance) {
        var member = known.member();
        var invitation = entrance.invitation();
        var vouched = entrance.vouched();
        if (vouched != null) {
            var given = Tuple.of(newcomer(known, rulesVersion), digest(vouched))
                    .addBuffer(invitation == null ? null : digest(invitation));
            return joined(VOUCHED, given, member);
        }
        if (invitation == null) {
            return members.add(known, rulesVersion).map(added -> added ? Optional.of(member) : Optional.empty());
        }
        return joined(INVITED, Tuple.of(newcomer(known, rulesVersion), digest(invitation)), member);
    }

    private Future<Optional<Member>> joined(String door, Tuple given, Member member) {
        return pool.preparedQuery(door)
                .execute(given)
                .map(rows -> Optional.ofNullable(rows.iterator().next().getString("role"))
                        .map(role -> member.as(Role.of(role))))
                .recover(PgRefusal::asProblem);
    }

    private static JsonObject newcomer(PgMembers.Known known, int rulesVersion) {
        var member = known.member();
        return new JsonObject()
                .put("id", member.id().toString())
                .put("handle", member.handle())
                .put("name", member.name())
                .put("joinedAt", member.joinedAt().toString())
                .put("hash", known.passwordHash())
                .put("rules", rulesVersion);
    }

    private static Buffer digest(String secret) {
        return Buffer.buffer(HexFormat.of().parseHex(Secrets.digest(secret)));
    }
}
