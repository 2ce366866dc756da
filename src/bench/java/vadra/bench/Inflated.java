package vadra.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates messages (RFC 7692) for all clients of a crowd. The last one is kept, since what is sent to all is the same
 * bytes: the clients must not spend on it what would hide the server.
 */
final class Inflated {
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final int MOST = 1 << 20;

    private ByteBuf last = Unpooled.EMPTY_BUFFER;
    private ByteBuf text = Unpooled.EMPTY_BUFFER;

    ByteBuf of(ByteBuf compressed) {
        if (!compressed.equals(last)) {
            last = Unpooled.copiedBuffer(compressed);
            text = inflate(Unpooled.copiedBuffer(compressed, Unpooled.wrappedBuffer(TAIL)));
        }
        return text;
    }

    private static ByteBuf inflate(ByteBuf whole) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(whole.array(), whole.arrayOffset(), whole.readableBytes());
            var out = new byte[MOST];
            return Unpooled.copiedBuffer(out, 0, inflater.inflate(out));
        } catch (DataFormatException failure) {
            throw new IllegalStateException(failure);
        } finally {
            inflater.end();
        }
    }
}
