package vadra.edge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A connection of HTTP/1.1 on which requests are sent without waiting for the answers to those before them. */
final class Pipelined implements AutoCloseable {
    /** Longer than any answer may take: who gets none by then has found something that hangs. */
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    /** An answer. */
    record Reply(int status, Map<String, List<String>> headers, String body) {
        String type() {
            return first("content-type");
        }

        String first(String header) {
            return headers.getOrDefault(header, List.of("")).get(0);
        }

        boolean closes() {
            return first("connection").equalsIgnoreCase("close");
        }
    }

    /** Comes from any address of this machine, since many a limit is counted by address. */
    Pipelined(URI server, int from) throws IOException {
        socket.bind(new InetSocketAddress(
                InetAddress.getByAddress(new byte[] {127, 1, (byte) (from >> 8), (byte) from}), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 32 * 1024);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Says that nothing more comes. */
    void ends() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * The next answer.
     *
     * @param method of its request, for an answer to HEAD has no body
     */
    Reply next(String method) throws IOException {
        var first = line();
        int status = Integer.parseInt(first.split(" ", -1)[1]);
        var headers = new HashMap<String, List<String>>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(
                            line.substring(0, colon).toLowerCase(Locale.ROOT), fresh -> new java.util.ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        var reply = new Reply(status, headers, "");
        if (status == 100) {
            return next(method);
        }
        boolean bare = method.equals("HEAD") || status == 204 || status == 304;
        return bare ? reply : new Reply(status, headers, new String(body(reply), StandardCharsets.UTF_8));
    }

    private byte[] body(Reply head) throws IOException {
        if (head.headers().containsKey("content-length")) {
            int length = Integer.parseInt(head.first("content-length"));
            var body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException();
            }
            return body;
        }
        if (!head.first("transfer-encoding").equals("chunked")) {
            return head.closes() ? in.readAllBytes() : new byte[0];
        }
        var all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.writeBytes(in.readNBytes(size));
            skipLine();
        }
        skipLine();
        return all.toByteArray();
    }

    private void skipLine() throws IOException {
        var unused = line();
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

    /** Whether the other end closes it within the patience; what comes before that is thrown away. */
    boolean isClosedByPeer() {
        try {
            while (in.read() >= 0) {
                // Nobody wants it.
            }
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
