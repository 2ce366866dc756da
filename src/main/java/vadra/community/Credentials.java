package vadra.community;

import io.vertx.core.Future;
import java.util.List;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;

/** Passwords as proof: of who signs in, and of who is about to change what others must not. Safe for all threads. */
public final class Credentials {
    private final PgMembers members;
    private final Passwords passwords;
    private final Sessions sessions;

    Credentials(PgMembers members, Passwords passwords, Sessions sessions) {
        this.members = members;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /**
     * The member whose handle and password these are.
     *
     * @return fails with {@link Problem.Forbidden} when they do not fit, with the same words and after the same time
     *     whether the handle exists or not; {@link Problem.Unavailable} when too many sign in at once
     */
    public Future<Member> prove(String handle, String password) {
        return members.knownByHandle(handle)
                .compose(known -> passwords
                        .matches(
                                password,
                                known.map(PgMembers.Known::passwordHash).orElse(null))
                        .map(right -> known.filter(found -> right)
                                .map(PgMembers.Known::member)
                                .orElseThrow(() -> Problem.forbidden("The handle and the password do not fit."))));
    }

    /** Whether this is the member's password; a {@link Problem.Forbidden} where it is not. */
    public Future<Member> confirm(Actor actor, String password) {
        return prove(actor.handle(), password).recover(Credentials::named);
    }

    /** Whether a password opens anything to a member; an issuer of identities may be all that does. */
    public Future<Boolean> hasPassword(MemberId id) {
        return members.hasPassword(id);
    }

    /** The member of an id that something else has proved. */
    public Future<Member> member(MemberId id) {
        return members.byId(id).map(found -> found.orElseThrow(Problem::signInNeeded));
    }

    /** Who is signed in already is told of the password alone. */
    private static Future<Member> named(Throwable failure) {
        return failure instanceof ProblemException refused && refused.problem() instanceof Problem.Forbidden
                ? Future.failedFuture(Problem.forbidden("The password is not the one that you have now."))
                : Future.failedFuture(failure);
    }

    /**
     * Gives a member a new password, against the present one. All their sessions end but the one that asks, on all
     * nodes, with their sockets.
     *
     * @return fails with {@link Problem.Forbidden} when the present password does not fit, {@link Problem.Invalid} of
     *     {@code newPassword} when the new one breaks a rule
     */
    public Future<Void> change(Session by, String present, String fresh) {
        var actor = by.actor();
        return confirm(actor, present)
                .compose(member -> members.knownByHandle(actor.handle()))
                .compose(known -> {
                    var before = known.orElseThrow(() -> Problem.notFound("member", actor.handle()));
                    var words =
                            List.of(before.member().handle(), before.member().name());
                    return passwords
                            .hash("newPassword", fresh, words)
                            .compose(hash -> members.changePassword(before, hash, by.id()));
                })
                .map(changed -> {
                    if (!changed) {
                        throw Problem.conflict("The password was changed elsewhere meanwhile.");
                    }
                    sessions.endedBeside(by);
                    return null;
                });
    }
}
