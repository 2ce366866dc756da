package vadra.oidc;

import com.nimbusds.jose.jwk.Curve;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The company's own site as who runs the server set it, where rooms stand in frames.
 *
 * @param origins the only ones whose pages may frame a room; empty where nobody may
 * @param signing how the site says who its customers are, empty where it does not
 */
public record Host(List<String> origins, Optional<Signing> signing) {
    /** Nobody frames anything. */
    public static final Host NONE = new Host(List.of(), Optional.empty());

    /**
     * The public key of a file in PEM.
     *
     * @throws IOException when there is none of the curve P-256
     */
    public static ECPublicKey key(Path file) throws IOException {
        var text = Files.readString(file)
                .replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "")
                .replaceAll("\\s", "");
        try {
            var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(text));
            if (KeyFactory.getInstance("EC").generatePublic(encoded) instanceof ECPublicKey key
                    && Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            // As one of another curve is.
        }
        throw new IOException("no public key of the curve P-256");
    }

    /**
     * How the site signs.
     *
     * @param issuer as the site calls itself
     * @param key the public half of its one key, of the curve P-256
     * @param audience this house, as the site must call it
     */
    public record Signing(String issuer, ECPublicKey key, URI audience) {}
}
