package vadra.keys;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import vadra.community.Credentials;
import vadra.core.MemberId;
import vadra.core.Role;

/**
 * All that proves who somebody is; every part is safe for use by any thread.
 *
 * @param staffMust whether who is staff acts as such only with a second factor
 */
public record Keys(SignIn signIn, Factors factors, Passkeys passkeys, Slowing slowing, boolean staffMust) {
    /** The keys of a database. */
    public static Keys of(Vertx vertx, Pool pool, Clock clock, Supplier<UUID> ids, Rules rules) {
        var factors = new Factors(pool, clock);
        var passkeys = new Passkeys(vertx, pool, clock, ids);
        var slowing = new Slowing(pool, clock);
        var signIn = new SignIn(rules.credentials(), factors, passkeys, slowing, pool, clock);
        return new Keys(signIn, factors, passkeys, slowing, rules.staffMust());
    }

    /** Whether this is one of the staff who has no second factor, whether or not they may act as such meanwhile. */
    public Future<Boolean> isWithoutFactor(MemberId id) {
        return signIn.member(id)
                .compose(member -> member.role() == Role.STAFF
                        ? factors.of(id).map(held -> !held.any())
                        : Future.succeededFuture(false));
    }

    /** By what passwords are known, and who must have more than one. */
    public record Rules(Credentials credentials, boolean staffMust) {}
}
