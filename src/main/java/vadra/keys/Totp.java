package vadra.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of an app, as RFC 6238 has them with what all apps know: SHA-1, six digits, a step of 30 seconds. */
final class Totp {
    static final int SECRET_BYTES = 20;
    static final int DIGITS = 6;

    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    /** A clock may be off by a step, and a person may be slow. */
    private static final int STEPS_BESIDE = 1;

    private Totp() {}

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /** The step that a code belongs to, of those about now; empty for one that belongs to none. */
    static OptionalLong stepOf(String code, byte[] secret, Instant now) {
        long current = step(now);
        var found = OptionalLong.empty();
        // All are reckoned, whichever fits, so that the time tells nothing.
        for (long step = current - STEPS_BESIDE; step <= current + STEPS_BESIDE; step++) {
            if (MessageDigest.isEqual(bytes(code), bytes(code(secret, step)))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }

    /** The code of a step, as RFC 4226 cuts it. */
    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0x0f;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
