package vadra.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The payload of close frames: a code and, maybe, a reason. */
final class Closing {
    /** A close frame without a code (RFC 6455, section 7.4.1: never sent as such). */
    static final int NONE = 1005;

    private static final int MAX_REASON = 123;

    private Closing() {}

    /** The code of a close frame that was received. */
    static int read(byte[] payload) throws Fault {
        if (payload.length == 0) {
            return NONE;
        }
        if (payload.length == 1) {
            throw new Fault(Fault.PROTOCOL, "a close code is cut");
        }
        int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        if (!mayBeSent(code)) {
            throw new Fault(Fault.PROTOCOL, "there is no such close code");
        }
        var unused = Utf8.decode(Arrays.copyOfRange(payload, 2, payload.length));
        return code;
    }

    private static boolean mayBeSent(int code) {
        boolean assigned = code >= 1000 && code <= 1014 && code != 1004 && code != NONE && code != 1006;
        return assigned || (code >= 3000 && code <= 4999);
    }

    /** The payload for a code and a reason, which is cut where it is too long. */
    static byte[] payload(int code, String reason) {
        if (code == NONE) {
            return new byte[0];
        }
        var words = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(MAX_REASON, words.length);
        while (length < words.length && (words[length] & 0xC0) == 0x80) {
            length--;
        }
        var payload = new byte[2 + length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(words, 0, payload, 2, length);
        return payload;
    }
}
