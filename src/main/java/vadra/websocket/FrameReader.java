package vadra.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sends, by RFC 6455 and to the letter: masked frames only, lengths in their shortest form, no
 * reserved bits but those agreed on, control frames whole and short. Holds nothing between two frames of a peer at rest.
 */
final class FrameReader {
    /** The longest message, in bytes, over all its fragments and after inflating. */
    static final int MAX_MESSAGE = 64 * 1024;
    /** The most fragments of one message. */
    static final int MAX_FRAGMENTS = 64;

    private static final int FIN = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int MAX_CONTROL = 125;

    private final boolean deflate;
    private final Sink sink;
    private @Nullable ByteBuf held;
    private @Nullable ByteArrayOutputStream message;
    private int fragments;
    private boolean compressed;
    private boolean failed;

    /** Takes what was read. */
    interface Sink {
        /** A whole message. */
        void text(String text);

        /** A ping, which wants its payload back. */
        void ping(byte[] payload);

        /**
         * The peer closes.
         *
         * @param code what to answer with, {@link Closing#NONE} when it gave none
         */
        void closed(int code);
    }

    /**
     * Begins to read.
     *
     * @param deflate whether messages may come compressed (RFC 7692)
     */
    FrameReader(boolean deflate, Sink sink) {
        this.deflate = deflate;
        this.sink = sink;
    }

    /**
     * Reads on.
     *
     * @param bytes what came next; released here
     * @throws Fault when the peer breaks the protocol; nothing may be read after it
     */
    void read(ByteBuf bytes) throws Fault {
        if (failed) {
            bytes.release();
            return;
        }
        var in = bytes;
        if (held != null) {
            in = held.writeBytes(bytes);
            bytes.release();
            held = null;
        }
        try {
            while (frame(in)) {
                // Each turn takes one frame.
            }
            if (in.isReadable()) {
                held = Unpooled.buffer(in.readableBytes()).writeBytes(in);
            }
        } finally {
            in.release();
        }
    }

    /** Forgets what was begun. */
    void close() {
        held = null;
        message = null;
    }

    /** The peer has broken the protocol: whatever else it sends is dropped unread. */
    void fail() {
        close();
        failed = true;
    }

    private boolean frame(ByteBuf in) throws Fault {
        int readable = in.readableBytes();
        if (readable < 2) {
            return false;
        }
        int at = in.readerIndex();
        int first = in.getUnsignedByte(at);
        int second = in.getUnsignedByte(at + 1);
        checkFirst(first);
        checkSecond(first, second);
        int shortLength = second & 0x7F;
        int head = shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10;
        if (readable < head) {
            return false;
        }
        int length = length(in, at, shortLength);
        if (readable - head - 4 < length) {
            return false;
        }
        int mask = in.getInt(at + head);
        in.skipBytes(head + 4);
        var payload = new byte[length];
        in.readBytes(payload);
        unmask(payload, mask);
        take(first, payload);
        return true;
    }

    private void checkFirst(int first) throws Fault {
        int opcode = first & 0x0F;
        boolean control = opcode >= Opcode.CLOSE;
        boolean mayCompress = deflate && opcode == Opcode.TEXT;
        if ((first & RESERVED & ~(mayCompress ? COMPRESSED : 0)) != 0) {
            throw new Fault(Fault.PROTOCOL, "a reserved bit is set");
        }
        if (opcode > Opcode.PONG || (!control && opcode > Opcode.BINARY)) {
            throw new Fault(Fault.PROTOCOL, "there is no such opcode");
        }
        if (control && (first & FIN) == 0) {
            throw new Fault(Fault.PROTOCOL, "a control frame is fragmented");
        }
        if (opcode == Opcode.BINARY) {
            throw new Fault(Fault.NOT_TEXT, "text only");
        }
        if (!control && (opcode == Opcode.CONTINUED) != (message != null)) {
            throw new Fault(Fault.PROTOCOL, "fragments are out of order");
        }
    }

    private static void checkSecond(int first, int second) throws Fault {
        if ((second & MASKED) == 0) {
            throw new Fault(Fault.PROTOCOL, "a frame is not masked");
        }
        if ((first & 0x0F) >= Opcode.CLOSE && (second & 0x7F) > MAX_CONTROL) {
            throw new Fault(Fault.PROTOCOL, "a control frame is too long");
        }
    }

    private int length(ByteBuf in, int at, int shortLength) throws Fault {
        long length = shortLength;
        if (shortLength == 126) {
            length = in.getUnsignedShort(at + 2);
        } else if (shortLength == 127) {
            length = in.getLong(at + 2);
        }
        if (length < 0 || (shortLength == 126 && length < 126) || (shortLength == 127 && length < 65_536)) {
            throw new Fault(Fault.PROTOCOL, "a length is not in its shortest form");
        }
        if (length + (message == null ? 0 : message.size()) > MAX_MESSAGE) {
            throw new Fault(Fault.TOO_LARGE, "message too large");
        }
        return (int) length;
    }

    private static void unmask(byte[] payload, int mask) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) (mask >> (24 - 8 * (i & 3)));
        }
    }

    private void take(int first, byte[] payload) throws Fault {
        switch (first & 0x0F) {
            case Opcode.CLOSE -> sink.closed(Closing.read(payload));
            case Opcode.PING -> sink.ping(payload);
            case Opcode.PONG -> {
                // A sign of life that nobody asked for, since pings of the transport are never sent.
            }
            default -> part(first, payload);
        }
    }

    private void part(int first, byte[] payload) throws Fault {
        boolean last = (first & FIN) != 0;
        if (message == null) {
            compressed = (first & COMPRESSED) != 0;
            if (last) {
                whole(payload);
                return;
            }
            message = new ByteArrayOutputStream(payload.length);
            fragments = 0;
        }
        message.writeBytes(payload);
        if (++fragments > MAX_FRAGMENTS) {
            throw new Fault(Fault.TOO_LARGE, "too many fragments");
        }
        if (last) {
            var all = message.toByteArray();
            message = null;
            whole(all);
        }
    }

    private void whole(byte[] bytes) throws Fault {
        sink.text(Utf8.decode(compressed ? Deflate.inflate(bytes, MAX_MESSAGE) : bytes));
    }
}
