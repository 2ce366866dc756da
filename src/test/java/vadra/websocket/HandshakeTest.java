package vadra.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vadra.it.RawSocket;

/** The opening, and the channel that is taken over by it. */
class HandshakeTest {
    @Test
    void theAnswerToAKeyIsThatOfTheRfc() {
        assertThat(Handshake.acceptOf("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    /** Fails when an upgrade of Vert.x or Netty lays the channel out in another way. */
    @TestFactory
    Stream<DynamicTest> theChannelIsOursOnEveryTransport() {
        return Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.NIO)
                .filter(Transport::available)
                .map(transport -> DynamicTest.dynamicTest(transport.name(), () -> {
                    try (var echo = new Echo(transport)) {
                        var sockets = new ArrayList<RawSocket>();
                        for (int i = 0; i < 50; i++) {
                            sockets.add(echo.open(""));
                        }
                        Collections.shuffle(sockets);
                        for (var socket : sockets) {
                            socket.text("x".repeat(3_000));
                            assertThat(socket.next()).hasSize(3_000);
                            socket.close();
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> faultsAreNamed() {
        return Map.of(
                        "Upgrade", "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key(),
                        "Connection", "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key(),
                        "Sec-WebSocket-Version", upgrade() + "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: " + key(),
                        "Sec-WebSocket-Key", upgrade() + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2hvcnQ=\r\n")
                .entrySet()
                .stream()
                .map(broken -> DynamicTest.dynamicTest(broken.getKey(), () -> refused(broken.getValue())));
    }

    private static void refused(String headers) throws IOException {
        try (var echo = new Echo(Transport.NIO);
                var socket = RawSocket.raw(echo.url())) {
            socket.bytes(("GET / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.status()).contains(" 400 ");
        }
    }

    private static String key() {
        return "dGhlIHNhbXBsZSBub25jZQ==\r\n";
    }

    private static String upgrade() {
        return "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n";
    }
}
