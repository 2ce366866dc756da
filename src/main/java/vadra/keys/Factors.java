package vadra.keys;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;

/** Apps that show codes, and recovery codes. That a member may change them is settled before. Safe for all threads. */
public final class Factors {
    private static final String ISSUER = "Vädra";

    private final PgFactors store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Factors(Pool pool, Clock clock) {
        this.store = new PgFactors(pool);
        this.clock = clock;
    }

    /** What the member has. */
    public Future<Held> of(MemberId member) {
        return store.of(member);
    }

    /**
     * A secret for an app, which does not count before {@link #confirm}.
     *
     * @param secret as people type it
     * @param uri the same as apps read it from a QR code
     */
    public record Offer(String secret, String uri) {
        @Override
        public String toString() {
            return "Offer[]";
        }
    }

    /** Offers a secret; fails with {@link Problem.Conflict} when there is an app already. */
    public Future<Offer> offer(Actor actor) {
        var secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        return store.offer(actor.id(), secret).map(offered -> {
            if (!offered) {
                throw Problem.conflict("There is an app already; remove it first.");
            }
            var text = Base32.of(secret);
            return new Offer(text, uri(actor.handle(), text));
        });
    }

    private static String uri(String handle, String secret) {
        var issuer = URLEncoder.encode(ISSUER, StandardCharsets.UTF_8);
        return "otpauth://totp/" + issuer + ":" + handle + "?secret=" + secret + "&issuer=" + issuer;
    }

    /** Makes the offered secret count, against a code of it; fails with {@link Problem.Invalid} of {@code code}. */
    public Future<Void> confirm(Actor actor, String code) {
        return app(actor.id(), code, true).map(fits -> {
            if (!fits) {
                throw Problem.invalid("code", "must be the one that the app shows now");
            }
            return null;
        });
    }

    /** Whether a code is the app's of about now, or a recovery code; it is used up then. */
    public Future<Boolean> prove(MemberId member, String code) {
        return RecoveryCodes.isOne(code)
                ? store.takeCode(member, RecoveryCodes.digest(code))
                : app(member, code.replaceAll("\\s", ""), false);
    }

    private Future<Boolean> app(MemberId member, String code, boolean offered) {
        var now = clock.instant();
        return store.secret(member, offered).compose(secret -> {
            var step = Totp.stepOf(code, secret.orElseGet(() -> new byte[Totp.SECRET_BYTES]), now);
            return secret.isPresent() && step.isPresent()
                    ? store.take(member, step.getAsLong(), now)
                    : Future.succeededFuture(false);
        });
    }

    /** Removes the app; fails with {@link Problem.NotFound} when there is none. */
    public Future<Void> removeApp(Actor actor) {
        return store.dropApp(actor.id()).map(dropped -> {
            if (!dropped) {
                throw Problem.notFound("app", "");
            }
            return null;
        });
    }

    /** New recovery codes in place of all older ones. This is the only time that anybody sees them. */
    public Future<List<String>> renewCodes(Actor actor) {
        var codes = RecoveryCodes.fresh();
        return store.setCodes(
                        actor.id(), codes.stream().map(RecoveryCodes::digest).toList())
                .map(codes);
    }
}
