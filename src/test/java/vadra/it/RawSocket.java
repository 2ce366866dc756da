package vadra.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket without manners: it sends whatever bytes it is given, right or wrong. */
public final class RawSocket implements AutoCloseable {
    public static final int TEXT = 0x81;
    public static final int TEXT_BEGIN = 0x01;
    public static final int BINARY = 0x82;
    public static final int CONTINUED = 0x80;
    /** What stands for the end of the stream without a close frame. */
    public static final int NO_CODE = 0;

    private static final int PIECES = 500;

    private final Socket socket;
    private boolean inPieces;
    private final DataInputStream in;

    /** What is sent. */
    public interface Sending {
        void send() throws IOException;
    }

    /** A frame as it came: its first byte, and its payload. */
    public static final class Frame {
        private final int head;
        private final byte[] payload;

        private Frame(int head, byte[] payload) {
            this.head = head;
            this.payload = payload;
        }

        public int head() {
            return head;
        }

        public byte[] payload() {
            return payload;
        }
    }

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Shakes hands with further request headers, each ended by a line break. */
    public static RawSocket open(URI server, String headers) {
        try {
            var raw = raw(server);
            raw.bytes(("GET /connection/websocket HTTP/1.1\r\nHost: " + server.getAuthority()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            return raw;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A connection on which nothing was said yet. */
    public static RawSocket raw(URI server) throws IOException {
        var socket = new Socket();
        // Small, so that who does not read is soon felt at the other end.
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.setSoTimeout(20_000);
        return new RawSocket(socket);
    }

    /** The first line of the answer to the handshake; the rest of the head is skipped. */
    public String status() throws IOException {
        var first = line();
        for (var header = line(); !header.isEmpty(); header = line()) {
            // Nothing in the headers matters here.
        }
        return first;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Writes; that the server has closed meanwhile is for {@link #next} to tell. */
    public void bytes(byte... bytes) throws IOException {
        try {
            int piece = inPieces ? Math.max(1, bytes.length / PIECES) : bytes.length;
            for (int at = 0; at < bytes.length; at += piece) {
                socket.getOutputStream().write(bytes, at, Math.min(piece, bytes.length - at));
            }
        } catch (SocketException closed) {
            return;
        }
    }

    /** Says that nothing more will be sent; what comes is still read. */
    public void endsSending() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException closed) {
            return;
        }
    }

    /** Whether the other end has closed it by now; what had come before is thrown away. */
    public boolean isClosed() throws IOException {
        socket.setSoTimeout(1);
        try {
            while (in.read() >= 0) {
                // Nobody wants it.
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    public void text(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what is sent meanwhile byte by byte, or in 500 pieces where it is long. */
    public void inPieces(Sending sending) throws IOException {
        socket.setTcpNoDelay(true);
        inPieces = true;
        sending.send();
        inPieces = false;
    }

    /** A frame, masked as clients must. */
    public void frame(int head, byte... payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(head);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        byte[] mask = {1, 2, 3, 4};
        frame.write(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        bytes(frame.toByteArray());
    }

    /** The next text message, or the close code in words such as {@code close 3501}. */
    public String next() throws IOException {
        try {
            var frame = nextFrame();
            var payload = frame.payload();
            return switch (frame.head() & 0x0F) {
                case 8 -> "close " + (payload.length < 2 ? NO_CODE : ((payload[0] & 0xFF) << 8 | (payload[1] & 0xFF)));
                case 1 -> new String(payload, StandardCharsets.UTF_8);
                default -> next();
            };
        } catch (EOFException | SocketException over) {
            return "close " + NO_CODE;
        }
    }

    /** The next frame of any kind; an {@link EOFException} when there is none. */
    public Frame nextFrame() throws IOException {
        int head = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        return new Frame(head, in.readNBytes(length));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
