package vadra.outside;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vadra.core.Problem;

/**
 * Proof that a message comes from who holds a key, and was made a moment ago: {@code v1=} and the hexadecimal
 * HMAC-SHA-256 of the time in seconds since 1970, a full stop, and the body's bytes.
 */
public final class Signature {
    /** So far may the sender's clock and ours be apart. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String PREFIX = "v1=";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** The signature of a body that is sent at a time, in seconds since 1970. */
    public static String of(String key, long seconds, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Checks a signature against every valid key.
     *
     * @param seconds the time that the sender gives, which is signed
     * @throws vadra.core.ProblemException {@link Problem.Forbidden}, which tells whether the time or the signature is wrong
     */
    public static void check(List<String> keys, String seconds, String signature, byte[] body, Instant now) {
        long at = Long.parseLong(seconds);
        if (Math.abs(now.getEpochSecond() - at) > WINDOW.toSeconds()) {
            throw Problem.forbidden("Vadra-Timestamp must be within five minutes of our clock.");
        }
        boolean fits = false;
        for (var key : keys) {
            // All keys are tried, in constant time each, so that the time of the answer tells nothing.
            fits |= MessageDigest.isEqual(
                    of(key, at, body).getBytes(StandardCharsets.US_ASCII),
                    signature.getBytes(StandardCharsets.US_ASCII));
        }
        if (!fits) {
            throw Problem.forbidden("Vadra-Signature does not fit under any key that is valid now.");
        }
    }
}
