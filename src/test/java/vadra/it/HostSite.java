package vadra.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** The company's own site, which signs for who its customers are. */
public final class HostSite {
    public static final String ISSUER = "https://shop.example.org";

    private final ECKey key = newKey(Curve.P_256);
    private final URI house;

    /** A site round a house that is found at an address. */
    public HostSite(URI house) {
        this.house = house;
    }

    static ECKey newKey(Curve curve) {
        try {
            return new ECKeyGenerator(curve).generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    ECKey key() {
        return key;
    }

    /** The settings of the house, named as in the environment. */
    public Map<String, String> settings(String origins) {
        return Map.of(
                "VADRA_HTTP_PUBLIC_URL",
                house.toString(),
                "VADRA_EMBED_ORIGINS",
                origins,
                "VADRA_EMBED_ISSUER",
                ISSUER,
                "VADRA_EMBED_SIGNER",
                pem().toString());
    }

    private Path pem() {
        try {
            var encoded =
                    Base64.getMimeEncoder().encodeToString(key.toECPublicKey().getEncoded());
            var text = "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
            var file = Files.writeString(Files.createTempFile("host", ".pem"), text);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What it says of a customer, good for two minutes from now. */
    JWTClaimsSet.Builder claims(String subject, String name) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(house.toString())
                .subject(subject)
                .claim("name", name)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString());
    }

    /** A token for a customer. */
    public String token(String subject, String name) {
        return signed(claims(subject, name).build(), key);
    }

    static String signed(JWTClaimsSet claims, ECKey key) {
        return signed(new JWSHeader(JWSAlgorithm.ES256), claims, key);
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, ECKey key) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
