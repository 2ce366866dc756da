package vadra.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;

/**
 * Finds the site's tokens good or bad: signed with ES256 by the one key that was set, from the site, to this house, for at most
 * {@link #LONGEST}, and with nothing in them that is not known here. The token chooses neither key nor algorithm.
 */
final class HostTokens {
    static final Duration LONGEST = Duration.ofMinutes(5);
    /** By how much the clocks of two servers may differ. */
    static final Duration SKEW = Duration.ofSeconds(30);

    private static final int LONGEST_TOKEN = 4096;
    private static final int LONGEST_NAME = 60;
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final Set<String> CLAIMS = Set.of("iss", "aud", "sub", "name", "iat", "nbf", "exp", "jti");
    private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7e]{1,255}");
    private static final Pattern ONCE = Pattern.compile("[\\x21-\\x7e]{8,128}");
    private static final Pattern UNFIT_NAME = Pattern.compile("\\p{C}");

    private final Host.Signing signing;
    private final JWSVerifier verifier;
    private final Clock clock;

    HostTokens(Host.Signing signing, Clock clock) {
        this.signing = signing;
        this.clock = clock;
        try {
            this.verifier = new ECDSAVerifier(signing.key());
        } catch (JOSEException otherCurve) {
            throw new IllegalArgumentException(otherCurve);
        }
    }

    /**
     * What a good token says.
     *
     * @param once names the token among all of the site's
     * @param until from when on it is good no more, whatever clock is asked
     */
    record Said(Identity who, String once, Instant until) {}

    /** Whom a token names; throws {@link Problem.Forbidden} with what is wrong with it. */
    Said check(String token) {
        require(token.length() <= LONGEST_TOKEN, "is too long");
        try {
            var signed = SignedJWT.parse(token);
            var header = signed.getHeader();
            require(header.getAlgorithm().equals(JWSAlgorithm.ES256), "must be signed with ES256");
            require(HEADER.containsAll(header.toJSONObject().keySet()), "has a header that is not known");
            require(signed.verify(verifier), "is not signed by the site's key");
            return said(signed.getJWTClaimsSet());
        } catch (ParseException unreadable) {
            throw refused("is no signed token");
        } catch (JOSEException unfit) {
            throw refused("is not signed by the site's key");
        }
    }

    private Said said(JWTClaimsSet claims) throws ParseException {
        require(CLAIMS.containsAll(claims.getClaims().keySet()), "has a claim that is not known");
        require(signing.issuer().equals(claims.getIssuer()), "has another iss");
        require(claims.getAudience().equals(List.of(signing.audience().toString())), "has another aud");
        var until = inTime(claims);
        var subject = Objects.requireNonNullElse(claims.getSubject(), "");
        require(SUBJECT.matcher(subject).matches(), "has no fitting sub");
        var once = Objects.requireNonNullElse(claims.getJWTID(), "");
        require(ONCE.matcher(once).matches(), "has no fitting jti");
        var name = Objects.requireNonNullElse(claims.getStringClaim("name"), "").strip();
        boolean fits = name.codePointCount(0, name.length()) <= LONGEST_NAME
                && !UNFIT_NAME.matcher(name).find();
        // The site's word makes nobody staff.
        return new Said(new Identity(signing.issuer(), subject, fits ? name : "", false), once, until);
    }

    private Instant inTime(JWTClaimsSet claims) {
        var now = clock.instant();
        var begins = time(claims.getIssueTime(), "iat");
        var ends = time(claims.getExpirationTime(), "exp");
        require(!begins.isAfter(now.plus(SKEW)), "has an iat that is yet to come");
        require(ends.plus(SKEW).isAfter(now), "has expired");
        require(ends.isAfter(begins) && !ends.isAfter(begins.plus(LONGEST)), "must be good for at most 5 minutes");
        var notBefore = Optional.ofNullable(claims.getNotBeforeTime()).map(Date::toInstant);
        require(notBefore.filter(from -> from.isAfter(now.plus(SKEW))).isEmpty(), "is not good yet");
        return ends.plus(SKEW);
    }

    private static Instant time(@Nullable Date given, String claim) {
        if (given == null) {
            throw refused("has no " + claim);
        }
        return given.toInstant();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private static RuntimeException refused(String why) {
        return Problem.forbidden("The token of the site " + why + ".");
    }
}
