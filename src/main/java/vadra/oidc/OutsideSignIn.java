package vadra.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vadra.community.Secrets;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * Signing in by an issuer of identities: the code flow of OpenID Connect with PKCE. Who comes back must be the browser that
 * set out, by a secret in its cookie, and does so once. An account is found by issuer and subject only. Safe for all threads.
 */
public final class OutsideSignIn {
    /** A path of the house; two slashes, or one the other way, would lead out of it. */
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,499}");

    private final Client client;
    private final IssuerCalls calls;
    private final Issuer issuer;
    private final IdTokens tokens;
    private final PgOutside store;
    private final Secrets secrets = new Secrets();

    public OutsideSignIn(Client client, IssuerCalls calls, Pool pool, Clock clock) {
        this.client = client;
        this.calls = calls;
        this.issuer = new Issuer(client.issuer(), calls, clock);
        this.tokens = new IdTokens(client, issuer);
        this.store = new PgOutside(pool);
    }

    /** The words on the button. */
    public String name() {
        return client.name();
    }

    /**
     * Where a browser is sent, and the secret that its cookie keeps until it is back.
     *
     * @param secret opens nothing but the way back
     */
    public record Begun(URI location, String secret) {
        @Override
        public String toString() {
            return "Begun[]";
        }
    }

    /**
     * Sends somebody to the issuer.
     *
     * @param returnTo where they are in the house, a path; anything else becomes its front door
     * @param member who is signed in and links an account, empty for who signs in
     * @return fails with {@link Problem.Unavailable} when the issuer is away, or too many are under way
     */
    public Future<Begun> begin(String returnTo, Optional<MemberId> member) {
        var state = secrets.next();
        var browser = secrets.next();
        var flow =
                new Flow(secrets.next(), secrets.next(), PATH.matcher(returnTo).matches() ? returnTo : "/", member);
        return issuer.metadata()
                .compose(metadata -> store.begin(state, browser, flow).map(kept -> {
                    if (!kept) {
                        throw crowded();
                    }
                    return new Begun(request(metadata, state, flow), browser);
                }));
    }

    private URI request(OIDCProviderMetadata metadata, String state, Flow flow) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile"), new ClientID(client.id()), client.redirect())
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(flow.nonce()))
                .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * What the issuer's page sent a browser back with.
     *
     * @param secret of the browser's cookie
     * @param iss who sent it, by its own word (RFC 9207), null where it does not say
     * @param code null where there was an error
     */
    public record Back(
            String secret,
            String state,
            @Nullable String iss,
            @Nullable String code) {
        @Override
        public String toString() {
            return "Back[]";
        }
    }

    /**
     * Sees somebody home.
     *
     * @param now who is signed in in the browser
     * @return fails with {@link Problem.Forbidden} when anything does not fit
     */
    public Future<Arrival> finish(Back back, Optional<MemberId> now) {
        return store.take(back.state(), back.secret())
                .compose(found -> issuer.metadata().compose(metadata -> {
                    var flow =
                            found.filter(one -> fits(metadata, back, one, now)).orElseThrow(OutsideSignIn::unfit);
                    return redeem(metadata, Objects.requireNonNull(back.code()), flow)
                            .compose(token -> tokens.check(token, flow.nonce()))
                            .compose(who -> arrived(who, flow));
                }));
    }

    private boolean fits(OIDCProviderMetadata metadata, Back back, Flow flow, Optional<MemberId> now) {
        boolean itself = back.iss() == null
                ? !metadata.supportsAuthorizationResponseIssuerParam()
                : back.iss().equals(client.issuer().toString());
        return itself
                && back.code() != null
                && (flow.member().isEmpty() || flow.member().equals(now));
    }

    private Future<String> redeem(OIDCProviderMetadata metadata, String code, Flow flow) {
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), client.redirect(), new CodeVerifier(flow.verifier()));
        var itself = new ClientSecretBasic(new ClientID(client.id()), new Secret(client.secret()));
        var form = URLUtils.serializeParameters(grant.toParameters());
        return calls.post(metadata.getTokenEndpointURI(), itself.toHTTPAuthorizationHeader(), form)
                .map(OutsideSignIn::idToken)
                .recover(refused -> Future.failedFuture(unfit()));
    }

    private static String idToken(String answer) {
        try {
            var tokens = OIDCTokenResponse.parse(JSONObjectUtils.parse(answer)).getOIDCTokens();
            return Objects.requireNonNull(tokens.getIDTokenString());
        } catch (ParseException unreadable) {
            throw unfit();
        }
    }

    private Future<Arrival> arrived(Identity who, Flow flow) {
        if (flow.member().isPresent()) {
            return store.link(flow.member().get(), who)
                    .compose(done -> store.heed(who))
                    .map(done -> new Arrival.Linked(flow.returnTo()));
        }
        return store.member(who)
                .compose(found -> found.isPresent()
                        ? store.heed(who).map(done -> new Arrival.Known(found.get(), flow.returnTo()))
                        : newcomer(who, flow));
    }

    private Future<Arrival> newcomer(Identity who, Flow flow) {
        var secret = secrets.next();
        return store.add(secret, who).map(kept -> {
            if (!kept) {
                throw crowded();
            }
            return new Arrival.New(secret, flow.returnTo());
        });
    }

    /** A name to begin with for who may join by a secret, perhaps empty; fails with {@link Problem.Forbidden} when that is over. */
    public Future<String> newcomer(String secret) {
        return store.name(secret, client.issuer().toString()).map(name -> name.orElseThrow(OutsideSignIn::unfit));
    }

    /** Whether a member has linked an account. */
    public Future<Boolean> isLinked(MemberId member) {
        return store.isLinked(member, client.issuer().toString());
    }

    /** Undoes a link; fails with {@link Problem.Conflict} where it is the only way in. */
    public Future<Void> unlink(MemberId member) {
        return store.unlink(member, client.issuer().toString());
    }

    private static RuntimeException unfit() {
        return Problem.forbidden("Signing in took too long, or did not come back to where it began; begin anew.");
    }

    static RuntimeException crowded() {
        return Problem.unavailable("Very many are signing in right now.", Duration.ofSeconds(30));
    }
}
