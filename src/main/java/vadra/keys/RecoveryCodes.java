package vadra.keys;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vadra.community.Secrets;

/**
 * Codes for when telephone and keys are lost: each opens once. They have 120 random bits, so that a plain digest of them is
 * safe to keep.
 */
final class RecoveryCodes {
    static final int HOW_MANY = 8;

    private static final int BYTES = 15;
    private static final Pattern SHAPE = Pattern.compile("[A-Z2-7]{24}");
    private static final Pattern FOURS = Pattern.compile("(?<=\\G.{4})(?=.)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /** New ones, in groups of four as people copy them. */
    static List<String> fresh() {
        return Stream.generate(RecoveryCodes::one).limit(HOW_MANY).toList();
    }

    private static String one() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return FOURS.matcher(Base32.of(bytes)).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    static boolean isOne(String written) {
        return SHAPE.matcher(plain(written)).matches();
    }

    /** The digest, however the code was written down. */
    static String digest(String written) {
        return Secrets.digest(plain(written));
    }

    private static String plain(String written) {
        return written.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
