package vadra.door;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vadra.community.Session;
import vadra.core.Problem;

/**
 * Lets no foreign page act for a visitor of ours: what changes something must come from our own origin and, where a
 * cookie says who it is, carry the token that only our pages can read.
 */
public final class Csrf implements Handler<RoutingContext> {
    static final String HEADER = "X-Csrf-Token";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String MAC = "HmacSHA256";

    private final Origins origins;
    private final SecretKeySpec key;

    /**
     * Makes the check, with a key of its own; tokens die with it, and pages then fetch new ones.
     *
     * @param publicUrl the one origin of this server, where it is set
     */
    public Csrf(Optional<URI> publicUrl) {
        this.origins = new Origins(publicUrl);
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, MAC);
    }

    @Override
    public void handle(RoutingContext context) {
        if (!SAFE.contains(context.request().method())) {
            if (!origins.allow(context.request())) {
                throw Problem.forbidden("The Origin of this request is not ours.");
            }
            var session = Authentication.sessionOf(context);
            if (session != null && session.kind() == Session.Kind.BROWSER && !fits(context, session)) {
                throw Problem.forbidden("The " + HEADER + " header does not fit the session; GET /api/session has it.");
            }
        }
        context.next();
    }

    private boolean fits(RoutingContext context, Session session) {
        var sent = context.request().getHeader(HEADER);
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), token(session).getBytes(StandardCharsets.UTF_8));
    }

    /** The token of a session. */
    public String token(Session session) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(session.id().toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
