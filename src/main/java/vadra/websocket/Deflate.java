package vadra.websocket;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The compression of RFC 7692 (permessage-deflate) without context takeover: no connection keeps a window, and a message
 * can be compressed once for all. Inflating stops at a hard limit.
 */
final class Deflate {
    /** What ends every compressed message, and is left out on the wire (section 7.2.1). */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    /** Below this a message hardly shrinks. */
    private static final int WORTHWHILE = 200;

    private static final int LEVEL = 3;

    private Deflate() {}

    /** The compressed message, or null when it would not be smaller. */
    static byte @Nullable [] deflate(byte[] message) {
        if (message.length < WORTHWHILE) {
            return null;
        }
        var deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(message);
            var out = new byte[message.length];
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            boolean whole = length < out.length && length >= TAIL.length;
            return whole ? Arrays.copyOf(out, length - TAIL.length) : null;
        } finally {
            deflater.end();
        }
    }

    /** The message that was compressed; a fault when it is broken, or larger than a limit. */
    static byte[] inflate(byte[] compressed, int limit) throws Fault {
        var inflater = new Inflater(true);
        try {
            var in = Arrays.copyOf(compressed, compressed.length + TAIL.length);
            System.arraycopy(TAIL, 0, in, compressed.length, TAIL.length);
            inflater.setInput(in);
            var out = new byte[Math.min(limit + 1, Math.max(256, compressed.length * 4))];
            int length = 0;
            while (true) {
                int more = inflater.inflate(out, length, out.length - length);
                length += more;
                if (length > limit) {
                    throw new Fault(Fault.TOO_LARGE, "message too large");
                }
                if (length < out.length) {
                    return Arrays.copyOf(out, length);
                }
                out = Arrays.copyOf(out, Math.min(limit + 1, out.length * 2));
            }
        } catch (DataFormatException broken) {
            throw new Fault(Fault.NOT_UTF8, "broken compression");
        } finally {
            inflater.end();
        }
    }
}
