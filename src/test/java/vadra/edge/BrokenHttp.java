package vadra.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is no HTTP any more, or two requests in one: after it nothing on the connection can be believed. */
final class BrokenHttp {
    private static final List<String> HEADS = List.of(
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
            "POST /api/rooms HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{}",
            "POST /api/rooms HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
            "POST /api/rooms HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
            "POST /api/rooms HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n{\"title\":",
            "POST /api/rooms HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            "POST /api/rooms HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
            "POST /api/rooms HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "POST /api/rooms HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
            "GET /\r\n\r\n",
            "GET / HTTP/1.1\nHost: a\n\n",
            "GET / HTTP/1.1\r\nHost a\r\n\r\n",
            "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a b<c>\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET //evil.example/%2f.. HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /assets/..%2f..%2fpom.xml HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
            "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001",
            "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "G\u00C8T / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /\u00E5 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nExpect: 200-maybe\r\n\r\n",
            "GET /connection/websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\n");

    private final Dice dice;

    BrokenHttp(Dice dice) {
        this.dice = dice;
    }

    byte[] next() {
        return switch (dice.below(6)) {
            case 0 ->
                ("GET /" + "a".repeat(4_000 + dice.below(3_000)) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
            case 1 ->
                ("GET / HTTP/1.1\r\nHost: a\r\n"
                                + ("X-" + dice.below(9) + ": " + "y".repeat(200) + "\r\n").repeat(60 + dice.below(60))
                                + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
            case 2 -> dice.bytes(1 + dice.below(400));
            case 3 -> cut();
            default -> dice.of(HEADS).getBytes(StandardCharsets.ISO_8859_1);
        };
    }

    private byte[] cut() {
        var head = dice.of(HEADS);
        var bytes = head.substring(0, 1 + dice.below(head.length())).getBytes(StandardCharsets.ISO_8859_1);
        if (dice.percent(50)) {
            bytes[dice.below(bytes.length)] = (byte) dice.below(256);
        }
        return bytes;
    }
}
