package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.it.Api;
import vadra.it.Person;
import vadra.it.TestServer;

/** Bytes that two readers could take for different things are taken for nothing. */
class RawRequestsTest {
    private static final TestServer SERVER = TestServer.start();
    private static final Api ASTA = Person.member(SERVER.url(), "asta");
    private static final int PATIENCE_MS = 2_000;
    private static final int LEADING = 8;

    @BeforeAll
    static void open() {
        House.ok(ASTA.post("/api/rooms", new JsonObject().put("title", "Torget").put("slug", "torget")));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** All that comes back until the server closes, or has nothing more to say for a while. */
    private static String answers(String sent) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var socket = new Socket(SERVER.url().getHost(), SERVER.url().getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                all.write(next);
            }
        } catch (SocketTimeoutException | SocketException over) {
            // What came until then is what there is.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static String post(String headers, String body) {
        return "POST /api/rooms/torget/posts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + ASTA.token().orElseThrow() + "\r\nContent-Type: application/json\r\n" + headers + "\r\n" + body;
    }

    private static String said() {
        return ASTA.get("/api/rooms/torget/posts").json().encode();
    }

    /** The test's own way works, so that what follows is refused for its own sake. */
    @Test
    void whatIsPlainIsTaken() throws IOException {
        assertThat(answers(post("Connection: close\r\nContent-Length: 16\r\n", "{\"text\":\"rakt\"}\n")))
                .startsWith("HTTP/1.1 201");
        assertThat(said()).contains("rakt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 25\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 25\r\n",
                "Content-Length: 25\r\nContent-Length: 5\r\n",
                "Content-Length: 25, 5\r\n",
                "Content-Length : 25\r\n",
                "Content-Length: +25\r\n",
                "Content-Length: -1\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "X: y\r\n Content-Length: 25\r\n",
                "X\u0000Y: z\r\nContent-Length: 25\r\n",
            })
    void aLengthThatCanBeReadInTwoWaysIsNoLength(String headers) throws IOException {
        var second = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
        var answers = answers(post(headers, "0\r\n\r\n" + second));
        assertThat(answers.split("HTTP/1\\.1 ", -1).length - 1).as(answers).isLessThanOrEqualTo(1);
        assertThat(answers).doesNotContain("HTTP/1.1 2");
    }

    @Test
    void controlBytesBeforeARequestAreNoPartOfOne() throws IOException {
        for (char control : new char[] {0, 1, 0x0B, 0x1F, 0x7F, 0x85, 0xA0}) {
            var answers =
                    answers(String.valueOf(control).repeat(LEADING) + "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(answers).as("byte %d", (int) control).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void nobodySpeaksHttp2WithoutTls() throws IOException {
        var upgrade = String.join(
                "\r\n",
                "GET /health/live HTTP/1.1",
                "Host: x",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
                "",
                "");
        assertThat(answers(upgrade)).doesNotContain(" 101 ");
        // The preface and its settings, then a head that goes on for ever in continuations.
        var frames = new StringBuilder("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0\0\0\1\1\0\0\0\0\1\u0082");
        frames.append("\0\0\1\u0009\0\0\0\0\1\u0082".repeat(1_000));
        var answer = answers(frames.toString());
        assertThat(answer).doesNotContain(" 200", ":status");
        assertThat(new Api(SERVER.url(), java.util.Optional.empty())
                        .get("/health/live")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsPackedIsNotUnpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"text\":\"packat\"}".getBytes(StandardCharsets.UTF_8));
        }
        for (var how : new String[] {"gzip", "deflate", "br", "zstd"}) {
            var answer = Api.send(ASTA.request("/api/rooms/torget/posts")
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", how)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
            assertThat(answer.status()).as(how).isBetween(400, 499);
        }
        assertThat(said()).doesNotContain("packat");
    }
}
