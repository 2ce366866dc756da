package vadra.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket without manners: it sends whatever bytes it is given, right or wrong. */
final class RawSocket implements AutoCloseable {
    static final int TEXT = 0x81;
    static final int TEXT_BEGIN = 0x01;
    static final int BINARY = 0x82;
    static final int CONTINUED = 0x80;
    /** What stands for the end of the stream without a close frame. */
    static final int NO_CODE = 0;

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Shakes hands with further request headers, each ended by a line break. */
    static RawSocket open(URI server, String headers) {
        try {
            var socket = new Socket();
            // Small, so that who does not read is soon felt at the other end.
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.setSoTimeout(20_000);
            var raw = new RawSocket(socket);
            raw.bytes(("GET /connection/websocket HTTP/1.1\r\nHost: " + server.getAuthority()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            return raw;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The first line of the answer to the handshake; the rest of the head is skipped. */
    String status() throws IOException {
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
    void bytes(byte... bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException closed) {
            return;
        }
    }

    void text(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame, masked as clients must. */
    void frame(int head, byte... payload) throws IOException {
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
    String next() throws IOException {
        try {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            var payload = in.readNBytes(length);
            return switch (head & 0x0F) {
                case 8 -> "close " + (payload.length < 2 ? NO_CODE : ((payload[0] & 0xFF) << 8 | (payload[1] & 0xFF)));
                case 1 -> new String(payload, StandardCharsets.UTF_8);
                default -> next();
            };
        } catch (EOFException | SocketException over) {
            return "close " + NO_CODE;
        }
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
