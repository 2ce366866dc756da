package vadra.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.vertx.core.Future;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import vadra.core.Problem;

/**
 * Finds ID tokens good or bad: signed by a key of the issuer's with an algorithm of {@link #ALGORITHMS}, from the issuer, to
 * this house, in time by {@value #SKEW_SECONDS} seconds, with the nonce that was sent.
 */
final class IdTokens {
    static final int SKEW_SECONDS = 60;
    /** All with a key of which the issuer alone has the private half: no secret that is shared, and no signature left out. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SUBJECT = 255;

    private final Client client;
    private final Issuer issuer;

    IdTokens(Client client, Issuer issuer) {
        this.client = client;
        this.issuer = issuer;
    }

    /** Whom a token names; fails with {@link Problem.Forbidden} when it is not good, for whatever reason. */
    Future<Identity> check(String token, String nonce) {
        try {
            if (JWTParser.parse(token) instanceof SignedJWT signed
                    && ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
                var matcher = JWKMatcher.forJWSHeader(signed.getHeader());
                return issuer.keys(new JWKSelector(Objects.requireNonNull(matcher)))
                        .map(keys -> checked(signed, keys, nonce));
            }
        } catch (ParseException unreadable) {
            // As one that is not signed.
        }
        return Future.failedFuture(bad());
    }

    private Identity checked(JWT token, JWKSet keys, String nonce) {
        var selector = new JWSVerificationKeySelector<SecurityContext>(ALGORITHMS, new ImmutableJWKSet<>(keys));
        var validator = new IDTokenValidator(
                new com.nimbusds.oauth2.sdk.id.Issuer(client.issuer()), new ClientID(client.id()), selector, null);
        validator.setMaxClockSkew(SKEW_SECONDS);
        try {
            return identity(validator.validate(token, new Nonce(nonce)));
        } catch (BadJOSEException | JOSEException notGood) {
            throw bad();
        }
    }

    private Identity identity(IDTokenClaimsSet claims) {
        var subject = claims.getSubject().getValue();
        if (subject.length() > LONGEST_SUBJECT || !isForUs(claims)) {
            throw bad();
        }
        var name = Objects.requireNonNullElse(claims.getStringClaim("name"), "").strip();
        var groups = Objects.requireNonNullElse(claims.getStringListClaim("groups"), List.<String>of());
        return new Identity(
                client.issuer().toString(),
                subject,
                name.codePointCount(0, name.length()) <= LONGEST_NAME ? name : "",
                !client.staffGroup().isEmpty() && groups.contains(client.staffGroup()));
    }

    /** A token for several, or one that was asked for by another, is ours only where it says so (OpenID Connect Core, 3.1.3.7). */
    private boolean isForUs(IDTokenClaimsSet claims) {
        var asked = claims.getAuthorizedParty();
        return asked == null
                ? claims.getAudience().size() == 1
                : asked.getValue().equals(client.id());
    }

    private static RuntimeException bad() {
        return Problem.forbidden("What came back from signing in was not for this house; begin anew.");
    }
}
