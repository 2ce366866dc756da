package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.OutsideHouse.assertRefused;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token of an issuer's is taken where it is the issuer's, for this house, now, and for who asked. */
class OutsideTokenTest {
    private static final OutsideHouse AT = new OutsideHouse();
    private static final URI HOUSE = AT.address();
    private static final TestIssuer ISSUER = AT.issuer();

    private final Traveller traveller = new Traveller(HOUSE);

    @AfterAll
    static void stop() {
        AT.close();
    }

    @BeforeEach
    void straighten() {
        ISSUER.bend(UnaryOperator.identity());
    }

    @Test
    void aTokenIsHeldAgainstEachOfItsClaims() {
        refusedWith(claims -> claims.claim("nonce", "A".repeat(43)));
        refusedWith(claims -> claims.claim("nonce", null));
        refusedWith(claims -> claims.audience("another-house"));
        refusedWith(claims ->
                claims.audience(List.of(TestIssuer.CLIENT, "another-house")).claim("azp", "another-house"));
        refusedWith(claims -> claims.issuer("https://evil.example"));
        refusedWith(claims -> claims.subject(null));
        refusedWith(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        refusedWith(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(600))));
    }

    private void refusedWith(Consumer<JWTClaimsSet.Builder> claims) {
        ISSUER.bendClaims(claims);
        assertRefused(new Traveller(HOUSE).travels("asta"));
    }

    @Test
    void aClockMayDifferByLessThanAMinute() {
        ISSUER.bendClaims(
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(20))));
        assertThat(traveller.travels("dag").statusCode()).isEqualTo(303);
    }

    @Test
    void aTokenThatIsSignedByNobodyOrByASharedSecretOrAStrangerIsRefused() {
        for (UnaryOperator<String> bend : List.<UnaryOperator<String>>of(
                token -> new PlainJWT(claims(token)).serialize(),
                token -> shared(claims(token), TestIssuer.SECRET.getBytes(StandardCharsets.UTF_8)),
                token -> shared(claims(token), publicKey()),
                token -> TestIssuer.signed(claims(token), TestIssuer.newKey()),
                token -> token.substring(0, token.lastIndexOf('.') + 1),
                token -> "inget")) {
            ISSUER.bend(bend);
            assertRefused(new Traveller(HOUSE).travels("asta"));
        }
    }

    private static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String shared(JWTClaimsSet claims, byte[] secret) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(ISSUER.key().getKeyID())
                            .build(),
                    claims);
            token.sign(new MACSigner(Arrays.copyOf(secret, Math.max(32, secret.length))));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] publicKey() {
        try {
            return ISSUER.key().toRSAPublicKey().getEncoded();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aKeyThatTheIssuerChangedIsFoundAndTheOldOneForgotten() {
        traveller.travels("eva");
        var old = ISSUER.key();
        ISSUER.rotate();
        Wait.until(
                "the new key is known",
                () -> new Traveller(HOUSE).travels("eva").statusCode() == 303);
        ISSUER.bend(token -> TestIssuer.signed(claims(token), old));
        assertRefused(new Traveller(HOUSE).travels("eva"));
    }
}
