package vadra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vadra.app.TestDatabase;
import vadra.edge.Pipelined.Reply;
import vadra.it.TestServer;

/** Every kind of answer tells browsers what they must never do with it, those that no route gives included. */
class HeadersTest {
    /** What is asked, and the status of the answer: each kind of answer once. */
    private static final String ANSWERS = """
            GET / HTTP/1.1                                      | 200
            GET /rooms/fjallglod HTTP/1.1                       | 200
            GET /rooms/nowhere HTTP/1.1                         | 404
            GET /nowhere HTTP/1.1                               | 404
            GET /api/rooms HTTP/1.1                             | 200
            GET /api/nowhere HTTP/1.1                           | 404
            DELETE /api/rooms HTTP/1.1                          | 405
            POST /api/rooms HTTP/1.1                            | 400
            GET /api/rooms/fjallglod/posts?limit=0 HTTP/1.1     | 400
            GET /assets/blog.css HTTP/1.1                       | 200
            GET /assets/nowhere.css HTTP/1.1                    | 404
            GET /rooms/fjallglod/feed.atom HTTP/1.1             | 200
            GET /openapi.json HTTP/1.1                          | 200
            GET /health/live HTTP/1.1                           | 200
            GET /health/ready HTTP/1.1                          | 200
            GET /metrics HTTP/1.1                               | 200
            GET /media/0 HTTP/1.1                               | 404
            GET /desk HTTP/1.1                                  | 200
            GET /connection/websocket HTTP/1.1                  | 400
            GET /connection/sse HTTP/1.1                        | 400
            GET /%zz HTTP/1.1                                   | 400
            nonsense                                            | 400""";

    private static final TestServer SERVER = TestServer.start(
            TestDatabase.fresh().url(),
            Map.of("VADRA_DEMO", "true", "VADRA_HTTP_PUBLIC_URL", "https://talk.example.org"));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = ANSWERS)
    void everyAnswerHasThem(String line, int status) throws IOException {
        try (var connection = new Pipelined(SERVER.url(), 2)) {
            connection.send((line + "\r\nHost: talk.example.org\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            var reply = connection.next("GET");
            assertThat(reply.status()).as(reply.body()).isEqualTo(status);
            guarded(reply);
        }
    }

    private static void guarded(Reply reply) {
        var policy = List.of(reply.first("content-security-policy").split("; ", -1));
        assertThat(policy)
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "form-action 'self'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'",
                        "trusted-types lit-html");
        assertThat(reply.first("content-security-policy")).doesNotContain("unsafe", "*", "http:", "data:");
        assertThat(reply.first("strict-transport-security")).isEqualTo("max-age=63072000; includeSubDomains");
        assertThat(reply.first("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.first("referrer-policy")).isEqualTo("no-referrer");
        assertThat(reply.first("cross-origin-opener-policy")).isEqualTo("same-origin");
        assertThat(reply.first("cross-origin-resource-policy")).isEqualTo("same-origin");
        assertThat(reply.first("permissions-policy")).contains("camera=()", "geolocation=()", "microphone=()");
        assertThat(reply.first("server")).isEmpty();
        assertThat(reply.first("access-control-allow-origin")).isEmpty();
    }
}
