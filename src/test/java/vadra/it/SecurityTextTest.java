package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** Who finds a weakness is told whom to tell, by RFC 9116, where somebody answers. */
class SecurityTextTest {
    private static final String PATH = "/.well-known/security.txt";

    private static Api at(TestServer server) {
        return new Api(server.url(), Optional.empty());
    }

    @Test
    void itSaysWhomToTellAndUntilWhen() {
        var settings = Map.of(
                "VADRA_SECURITY_CONTACT", "mailto:sakerhet@example.org",
                "VADRA_HTTP_PUBLIC_URL", "https://samtal.example.org");
        try (var server = TestServer.start(TestDatabase.fresh().url(), settings)) {
            var answer = at(server).get(PATH);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).contains("text/plain; charset=utf-8");
            var lines = answer.response().body().lines().toList();
            assertThat(lines)
                    .contains(
                            "Contact: mailto:sakerhet@example.org",
                            "Preferred-Languages: sv, en",
                            "Canonical: https://samtal.example.org" + PATH)
                    .hasSize(4);
            var expires = lines.stream()
                    .filter(line -> line.startsWith("Expires: "))
                    .map(line -> Instant.parse(line.substring("Expires: ".length())))
                    .findAny()
                    .orElseThrow();
            var now = server.services().clock().instant();
            assertThat(expires).isBetween(now.plus(Duration.ofDays(90)), now.plus(Duration.ofDays(365)));
        }
    }

    @Test
    void whereNobodyAnswersNothingIsThere() {
        try (var server = TestServer.start()) {
            assertThat(at(server).get(PATH).status()).isEqualTo(404);
        }
    }
}
