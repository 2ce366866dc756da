package vadra.api;

import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.community.Entrance;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.invitations.Invitations;
import vadra.oidc.Embedding;
import vadra.oidc.OutsideSignIn;

/**
 * How people come in; every part is safe for use by any thread.
 *
 * @param outside signing in by an issuer of identities, empty where none is set
 * @param embedding rooms in frames of the company's own site
 * @param byInvitation whether nobody joins without an invitation
 */
public record Entrances(
        Invitations invitations, Optional<OutsideSignIn> outside, Embedding embedding, boolean byInvitation) {
    /**
     * What lets somebody in who wants to join with a password.
     *
     * @param invitation the secret of one, null for none
     * @param asker whoever asks: the staff brings people without an invitation
     * @return fails with {@link Problem.Forbidden} when nothing does, before anything dear is done for a link that is shut
     */
    public Future<Entrance> open(@Nullable String invitation, Optional<Actor> asker) {
        if (invitation != null) {
            return invitations.look(invitation).map(open -> new Entrance(invitation, null));
        }
        return byInvitation && asker.filter(Actor::isStaff).isEmpty()
                ? Future.failedFuture(
                        Problem.forbidden("Here one joins by invitation; the link that you were given opens the door."))
                : Future.succeededFuture(Entrance.OPEN);
    }

    /**
     * The same for somebody who was vouched for. Where one joins by invitation, that the issuer knows somebody is none.
     *
     * @param vouched the secret under which that is kept
     */
    public Future<Entrance> vouched(@Nullable String invitation, String vouched) {
        return open(invitation, Optional.empty()).map(open -> new Entrance(open.invitation(), vouched));
    }
}
