package vadra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vadra.app.TestDatabase;
import vadra.it.Npm;
import vadra.it.TestServer;

/**
 * What the <a href="https://developer.mozilla.org/observatory">HTTP Observatory</a> of MDN says of a server behind TLS. Its
 * scanner, unmodified, from npm, asks by the public name. Nobody has signed in for it, so it gives no points for cookies.
 */
class ObservatoryTest {
    private static final String HOST = "talk.example.org";
    private static final int TOP_GRADE = 130;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void itGivesTheBestGrade() throws IOException, InterruptedException {
        var npm = Npm.with("observatory", "@mdn/mdn-http-observatory@1.4.8");
        var settings = Map.of("VADRA_DEMO", "true", "VADRA_HTTP_PUBLIC_URL", "https://" + HOST);
        try (var server = TestServer.start(TestDatabase.fresh().url(), settings);
                var front = TlsFront.before(server.url(), HOST)) {
            var verdict = scan(npm.script(ObservatoryTest.class, "observatory.mjs"), front);
            var points = verdict.getJsonObject("scan");
            assertThat(points.getInteger("statusCode")).isEqualTo(200);
            assertThat(points.getInteger("testsFailed"))
                    .as(verdict.encodePrettily())
                    .isZero();
            assertThat(points.getInteger("score")).as(verdict.encodePrettily()).isGreaterThanOrEqualTo(TOP_GRADE);
            assertThat(points.getString("grade")).isEqualTo("A+");
        }
    }

    private static JsonObject scan(ProcessBuilder script, TlsFront front) throws IOException {
        script.command().addAll(List.of(HOST, String.valueOf(front.port())));
        script.environment().put("NODE_EXTRA_CA_CERTS", front.certificate());
        try (var said = script.start().getInputStream()) {
            return new JsonObject(new String(said.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
