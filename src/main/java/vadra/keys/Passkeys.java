package vadra.keys;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.community.Plain;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;

/** Passkeys: made by members for this site, and enough to sign in with. Safe for all threads. */
public final class Passkeys {
    private static final int CHALLENGE_BYTES = 32;
    private static final int LONGEST_LABEL = 60;

    private final PgPasskeys store;
    private final PgSteps steps;
    private final Ceremony ceremony;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final SecureRandom random = new SecureRandom();

    Passkeys(Vertx vertx, Pool pool, Clock clock, Supplier<UUID> ids) {
        this.store = new PgPasskeys(pool);
        this.steps = new PgSteps(pool);
        this.ceremony = new Ceremony(vertx);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A challenge for one browser, to be answered once and within {@link #patienceSeconds}.
     *
     * @param secret for the browser's cookie: only with it the answer counts
     */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares them.
    public record Asked(String secret, byte[] challenge) {
        @Override
        public String toString() {
            return "Asked[]";
        }
    }

    /** How long a challenge can be answered. */
    public static long patienceSeconds() {
        return PgSteps.LIFE.toSeconds();
    }

    /** The kinds of keys that are taken, by their numbers. */
    public static List<Long> algorithms() {
        return Ceremony.ALGORITHMS;
    }

    /** The member's own, oldest first, at most 20. */
    public Future<List<Passkey>> of(MemberId member) {
        return store.of(member);
    }

    /** A challenge for a passkey that the member is about to make. */
    public Future<Asked> askForNew(Actor actor) {
        return ask(PgSteps.Kind.ENROL, actor.id());
    }

    /** A challenge for whoever is about to sign in. */
    public Future<Asked> ask() {
        return ask(PgSteps.Kind.PASSKEY, null);
    }

    private Future<Asked> ask(PgSteps.Kind kind, @Nullable MemberId member) {
        var challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        return steps.begin(kind, member, challenge, clock.instant()).map(secret -> new Asked(secret, challenge));
    }

    /**
     * What a browser answered to a challenge.
     *
     * @param secret of the browser's cookie
     * @param json the credential, as browsers write it
     */
    public record Answered(String secret, String json, Site site) {
        @Override
        public String toString() {
            return "Answered[]";
        }
    }

    /** Keeps a passkey that the member made. */
    public Future<Void> add(Actor actor, String label, Answered answered) {
        var called = Plain.line("label", label, LONGEST_LABEL);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return taken(PgSteps.Kind.ENROL, answered)
                .map(challenge -> {
                    if (!challenge.member().filter(actor.id()::equals).isPresent()) {
                        throw gone();
                    }
                    return challenge;
                })
                .compose(challenge -> ceremony.made(answered.json(), challenge.bytes(), answered.site()))
                .map(made -> new Passkey(
                        ids.get(), actor.id(), made.credential(), made.attested(), made.count(), called, now, null))
                .compose(store::add)
                .map(added -> {
                    if (!added) {
                        throw Problem.conflict("There are 20 passkeys already; remove one first.");
                    }
                    return null;
                });
    }

    /**
     * Who has answered a challenge.
     *
     * @return fails with {@link Problem.Forbidden} when it is nobody's passkey, or not believed
     */
    Future<MemberId> who(Answered answered) {
        return taken(PgSteps.Kind.PASSKEY, answered)
                .compose(challenge -> ceremony.named(answered.json())
                        .compose(store::byCredential)
                        .map(found -> found.orElseThrow(() -> Problem.forbidden("Nobody here has this passkey.")))
                        .compose(passkey -> ceremony.used(answered.json(), challenge.bytes(), answered.site(), passkey)
                                .compose(count -> store.use(passkey.id(), count, clock.instant()))
                                .map(went -> {
                                    if (!went) {
                                        throw Problem.forbidden("This passkey has been copied, as its counter tells.");
                                    }
                                    return passkey.member();
                                })));
    }

    private Future<PgSteps.Challenge> taken(PgSteps.Kind kind, Answered answered) {
        return steps.take(kind, answered.secret(), clock.instant()).map(step -> step.orElseThrow(Passkeys::gone));
    }

    private static RuntimeException gone() {
        return Problem.forbidden("This browser was asked for no passkey, or too long ago; begin again.");
    }

    /** Removes one of the member's own; fails with {@link Problem.NotFound}. */
    public Future<Void> remove(Actor actor, UUID id) {
        return store.drop(actor.id(), id).map(dropped -> {
            if (!dropped) {
                throw Problem.notFound("passkey", id.toString());
            }
            return null;
        });
    }
}
