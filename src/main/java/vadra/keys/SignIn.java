package vadra.keys;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vadra.community.Credentials;
import vadra.community.Member;
import vadra.community.Session;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;

/**
 * How somebody proves who they are: by a password, and by a code where the member has a second factor; or by a passkey,
 * which is both. Who fails at any of it has failed once more in the eyes of {@link Slowing}. Safe for all threads.
 */
public final class SignIn {
    private static final Duration A_MOMENT = Duration.ofMinutes(10);

    private final Credentials credentials;
    private final Factors factors;
    private final Passkeys passkeys;
    private final Slowing slowing;
    private final PgSteps steps;
    private final Clock clock;

    SignIn(Credentials credentials, Factors factors, Passkeys passkeys, Slowing slowing, Pool pool, Clock clock) {
        this.credentials = credentials;
        this.factors = factors;
        this.passkeys = passkeys;
        this.slowing = slowing;
        this.steps = new PgSteps(pool);
        this.clock = clock;
    }

    /** What came of a password that was right. */
    public sealed interface Opened {
        /** The member is in. */
        record In(Member member) implements Opened {}

        /**
         * The member has a second factor, which is asked for next.
         *
         * @param secret for the browser's cookie: only with it the next step goes on from this one
         */
        record Half(Held held, String secret) implements Opened {
            @Override
            public String toString() {
                return "Half[]";
            }
        }
    }

    /**
     * The first step of a browser.
     *
     * @return fails with {@link Problem.Forbidden} where handle and password do not fit, {@link Problem.TooFast} after
     *     many tries, the same whether the handle exists or not
     */
    public Future<Opened> password(String handle, String password, Slowing.From from) {
        return slowing.count(handle, from)
                .compose(tried -> proved(handle, password, tried).compose(member -> opened(member, tried)));
    }

    /**
     * The first step of a browser whose member was recognised by somebody whom the house trusts to: in place of the password,
     * and of nothing else.
     *
     * @return fails with {@link Problem.TooFast} after many tries at the second step
     */
    public Future<Opened> vouched(MemberId whose, Slowing.From from) {
        return credentials
                .member(whose)
                .compose(member -> slowing.count(member.handle(), from).compose(tried -> opened(member, tried)));
    }

    private Future<Opened> opened(Member member, Slowing.Tried tried) {
        return factors.of(member.id())
                .compose(held -> held.any()
                        // The try stays counted until the second step is through, so codes are not guessed at leisure.
                        ? steps.begin(PgSteps.Kind.CODE, member.id(), null, clock.instant())
                                .map(secret -> new Opened.Half(held, secret))
                        : slowing.forgive(tried).map(done -> new Opened.In(member)));
    }

    /** What failed by no fault of who tries is no failure of theirs. */
    private Future<Member> proved(String handle, String password, Slowing.Tried tried) {
        return credentials
                .prove(handle, password)
                .recover(failure -> isRefused(failure)
                        ? Future.failedFuture(failure)
                        : slowing.forgive(tried).compose(done -> Future.failedFuture(failure)));
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof ProblemException refused && refused.problem() instanceof Problem.Forbidden;
    }

    /**
     * The second step.
     *
     * @param secret of the cookie of the first
     * @return fails with {@link Problem.Forbidden} where the code does not fit, or the first step is too long ago or was
     *     tried five times
     */
    public Future<Member> code(String secret, String code, Slowing.From from) {
        var now = clock.instant();
        return steps.attempt(secret, now).compose(found -> {
            var whose = found.orElseThrow(() -> Problem.forbidden("Begin again, with handle and password."));
            return factors.prove(whose.member(), code)
                    .map(SignIn::fitting)
                    .compose(fits -> steps.take(PgSteps.Kind.CODE, secret, now))
                    .compose(step -> step.isPresent()
                            ? slowing.right(whose.handle(), from).compose(done -> credentials.member(whose.member()))
                            : Future.failedFuture(Problem.forbidden("Begin again, with handle and password.")));
        });
    }

    private static boolean fitting(boolean fits) {
        if (!fits) {
            throw Problem.forbidden("The code does not fit, or was used before.");
        }
        return true;
    }

    /** Both at once, for a program, which gets a token for it. */
    public Future<Member> program(String handle, String password, @Nullable String code, Slowing.From from) {
        return slowing.count(handle, from)
                .compose(tried -> proved(handle, password, tried)
                        .compose(member -> factors.of(member.id())
                                .compose(held -> held.any() ? second(member, code) : Future.succeededFuture(true))
                                .compose(done -> slowing.forgive(tried))
                                .map(member)));
    }

    private Future<Boolean> second(Member member, @Nullable String code) {
        return code == null
                ? Future.failedFuture(Problem.forbidden(
                        "You have a second factor: send a code of the app, or a recovery code, as code."))
                : factors.prove(member.id(), code).map(SignIn::fitting);
    }

    /** Signing in with a passkey alone. */
    public Future<Member> passkey(Passkeys.Answered answered) {
        return passkeys.who(answered).compose(credentials::member);
    }

    /** The member of an id, by their true role. */
    Future<Member> member(MemberId id) {
        return credentials.member(id);
    }

    /** Remembers the browser of who is in; the result is the secret of its device's cookie. */
    public Future<String> remember(Member member, Slowing.From from) {
        return slowing.remember(member.id(), from);
    }

    /** Changes a password, as {@link Credentials#change} does; guessing the present one is slowed. */
    public Future<Void> changePassword(Session by, String present, String fresh) {
        return slowing.count(by.actor().id())
                .compose(tried -> credentials.change(by, present, fresh).compose(done -> slowing.forgive(tried)));
    }

    /**
     * Asks who is signed in once more, before something that matters. Who has neither a password nor a second factor has
     * nothing to show: that they came in a moment ago stands for it.
     *
     * @param password null to show a code instead
     * @return fails with {@link Problem.Forbidden} where what is shown does not fit, or who has nothing came long ago;
     *     {@link Problem.Invalid} where nothing is shown
     */
    public Future<Void> confirm(Session by, @Nullable String password, @Nullable String code) {
        var actor = by.actor();
        if (password == null && code == null) {
            return justCame(by);
        }
        return slowing.count(actor.id())
                .compose(tried -> (password != null
                                ? credentials.confirm(actor, password).<Void>mapEmpty()
                                : factors.prove(actor.id(), Objects.requireNonNull(code))
                                        .map(SignIn::fitting)
                                        .<Void>mapEmpty())
                        .compose(done -> slowing.forgive(tried)));
    }

    private Future<Void> justCame(Session by) {
        var whose = by.actor().id();
        return Future.all(credentials.hasPassword(whose), factors.of(whose)).map(read -> {
            boolean hasPassword = read.resultAt(0);
            Held held = read.resultAt(1);
            if (hasPassword || held.any()) {
                throw Problem.invalid("password", "or a code of your app must be given once more");
            }
            if (by.createdAt().plus(A_MOMENT).isBefore(clock.instant())) {
                throw Problem.forbidden("Sign in anew first: for this, that must be at most ten minutes ago.");
            }
            return null;
        });
    }
}
