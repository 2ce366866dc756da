package vadra.keys;

import java.time.Instant;
import java.util.Arrays;

/** What people have on their telephones: shows the code of a secret. */
public final class App {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private App() {}

    /** The code of a time. */
    public static String code(String secret, Instant at) {
        return Totp.code(bytes(secret), Totp.step(at));
    }

    static byte[] bytes(String secret) {
        var bytes = new byte[secret.length() * 5 / 8];
        int buffer = 0;
        int held = 0;
        int done = 0;
        for (int place = 0; place < secret.length(); place++) {
            buffer = (buffer << 5) | LETTERS.indexOf(secret.charAt(place));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[done++] = (byte) (buffer >> held);
                buffer &= (1 << held) - 1;
            }
        }
        return Arrays.copyOf(bytes, done);
    }
}
