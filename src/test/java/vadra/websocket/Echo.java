package vadra.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DynamicTest;
import vadra.it.RawSocket;

/** A server that says back what it is told, and cases that are tried on it, each on a socket of its own. */
final class Echo implements AutoCloseable {
    private static final WebSocket.Slow SLOW = new WebSocket.Slow(3008, "slow");

    private final Vertx vertx;
    private final HttpServer server;

    /** What is tried on a socket. */
    interface Case {
        void on(RawSocket socket) throws IOException;
    }

    Echo(Transport transport) {
        vertx = Vertx.builder().withTransport(transport).build();
        server = done(vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeout(60)
                        .setCompressionSupported(true))
                .requestHandler(request -> {
                    var fault = Handshake.fault(request);
                    if (fault != null) {
                        request.response().setStatusCode(400).end(fault);
                        return;
                    }
                    Handshake.accept(request, SLOW)
                            .onSuccess(socket -> socket.listen(new WebSocket.Listener() {
                                @Override
                                public void message(String text) {
                                    socket.line(text);
                                }

                                @Override
                                public void gone() {}
                            }));
                })
                .listen());
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    RawSocket open(String headers) {
        try {
            var socket = RawSocket.open(url(), headers);
            assertThat(socket.status()).contains(" 101 ");
            return socket;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    DynamicTest test(String name, Case tried) {
        return test(name, "", tried);
    }

    DynamicTest test(String name, String headers, Case tried) {
        return DynamicTest.dynamicTest(name, () -> {
            try (var socket = open(headers)) {
                tried.on(socket);
            }
        });
    }

    /** Frames after which the socket is closed with a code. */
    DynamicTest closes(String name, int code, Case frames) {
        return test(name, socket -> {
            frames.on(socket);
            assertThat(socket.next()).isEqualTo("close " + code);
        });
    }

    /** A text that comes back, whether its frame comes whole or byte by byte. */
    List<DynamicTest> comesBack(String name, String text) {
        return List.of(
                test(name, socket -> {
                    socket.text(text);
                    assertThat(socket.next()).isEqualTo(text);
                }),
                test(name + ", in pieces", socket -> {
                    socket.inPieces(() -> socket.text(text));
                    assertThat(socket.next()).isEqualTo(text);
                }));
    }

    @Override
    public void close() {
        done(vertx.close());
    }
}
