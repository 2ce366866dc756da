package vadra.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;

/** Frames as a server sends them: unmasked, and so the same bytes for every reader. */
public final class ServerFrame {
    private static final int FIN = 0x80;
    private static final int COMPRESSED = 0x40;
    /** The longest head: two bytes, and eight of length. */
    private static final int MAX_HEAD = 10;

    private ServerFrame() {}

    /** One message of several lines, joined by line breaks, in a pooled direct buffer that the caller releases. */
    public static ByteBuf text(List<byte[]> lines) {
        return frame(FIN | Opcode.TEXT, joined(lines));
    }

    /** The same, compressed (RFC 7692) where that makes it smaller. */
    public static ByteBuf deflated(List<byte[]> lines) {
        var message = joined(lines);
        var compressed = Deflate.deflate(message);
        return compressed == null
                ? frame(FIN | Opcode.TEXT, message)
                : frame(FIN | COMPRESSED | Opcode.TEXT, compressed);
    }

    static ByteBuf text(byte[] message) {
        return frame(FIN | Opcode.TEXT, message);
    }

    static ByteBuf control(int opcode, byte[] payload) {
        return frame(FIN | opcode, payload);
    }

    private static byte[] joined(List<byte[]> lines) {
        if (lines.size() == 1) {
            return lines.get(0);
        }
        var message = new byte[lines.stream().mapToInt(line -> line.length + 1).sum() - 1];
        int at = 0;
        for (var line : lines) {
            if (at > 0) {
                message[at++] = '\n';
            }
            System.arraycopy(line, 0, message, at, line.length);
            at += line.length;
        }
        return message;
    }

    private static ByteBuf frame(int first, byte[] payload) {
        var frame = PooledByteBufAllocator.DEFAULT.directBuffer(payload.length + MAX_HEAD);
        frame.writeByte(first);
        if (payload.length < 126) {
            frame.writeByte(payload.length);
        } else if (payload.length < 65_536) {
            frame.writeByte(126).writeShort(payload.length);
        } else {
            frame.writeByte(127).writeLong(payload.length);
        }
        return frame.writeBytes(payload);
    }
}
