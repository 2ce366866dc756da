package vadra.invitations;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import vadra.community.Secrets;
import vadra.core.Actor;
import vadra.core.Problem;

/** Makes, shows and takes back invitations, for the staff; says of a link whether it is open, to whoever has it. */
public final class Invitations {
    /** How many are told at once. */
    public static final int PAGE = 50;

    private final PgInvitations store;
    private final Supplier<UUID> ids;
    private final Secrets secrets = new Secrets();

    public Invitations(Pool pool, Supplier<UUID> ids) {
        this.store = new PgInvitations(pool);
        this.ids = ids;
    }

    /** One that was just made, with the one copy of its secret. */
    public record Made(Invitation invitation, String secret) {
        @Override
        public String toString() {
            return "Made[" + invitation.id() + "]";
        }
    }

    /**
     * Makes an invitation.
     *
     * @return fails with {@link Problem.Invalid} when a field breaks a rule, {@link Problem.Forbidden} for who is not staff,
     *     {@link Problem.Conflict} while 1000 are open
     */
    public Future<Made> make(Actor staff, Wanted wanted) {
        var id = ids.get();
        var secret = secrets.next();
        return Future.succeededFuture(wanted)
                .map(Wanted::checked)
                .compose(checked -> store.make(staff.id(), id, Secrets.digest(secret), checked))
                .compose(made -> store.one(id))
                .map(invitation -> new Made(invitation, secret));
    }

    /** Those made before one, newest first, at most {@value #PAGE}; all stay there, open or not. */
    public Future<List<Invitation>> before(long n) {
        return store.before(n, PAGE);
    }

    /** Takes one back; fails with {@link Problem.NotFound} when there is none by that id. */
    public Future<Void> revoke(Actor staff, UUID invitation) {
        return store.revoke(staff.id(), invitation);
    }

    /** What an open link gives; fails with {@link Problem.Forbidden}, in the same words whatever shut it. Uses nothing up. */
    public Future<Open> look(String secret) {
        var found = Secrets.isSecret(secret)
                ? store.open(Secrets.digest(secret))
                : Future.<List<Open>>succeededFuture(List.of());
        return found.map(open -> open.stream().findFirst().orElseThrow(Invitations::shut));
    }

    private static RuntimeException shut() {
        return Problem.forbidden("this invitation is not open.");
    }
}
