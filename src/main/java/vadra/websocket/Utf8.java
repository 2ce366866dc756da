package vadra.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8, without forgiveness. */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** The text of bytes; broken sequences are a fault, never replaced. */
    static String decode(byte[] bytes) throws Fault {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // Either it was sent, or it stands for what was broken; only the strict decoder can tell.
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException broken) {
                throw new Fault(Fault.NOT_UTF8, "not UTF-8");
            }
        }
        return text;
    }
}
