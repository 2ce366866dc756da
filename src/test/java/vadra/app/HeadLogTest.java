package vadra.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeadLogTest {
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @Test
    void theHeadIsToldWhenItHasGrownAndOnceADay() {
        var log = new HeadLog();
        assertThat(log.line(head(1), NOW)).hasValue("ledger.head n=1 hash=ab at=2026-11-02T08:00:00.000000Z");
        assertThat(log.line(head(1), NOW.plusSeconds(60))).isEmpty();
        assertThat(log.line(head(2), NOW.plusSeconds(90))).isPresent();
        assertThat(log.line(head(2), NOW.plusSeconds(86_400))).isEmpty();
        assertThat(log.line(head(2), NOW.plusSeconds(90 + 86_400))).isPresent();
    }

    private static JsonObject head(long n) {
        return new JsonObject().put("n", n).put("hash", "ab").put("at", "2026-11-02T08:00:00.000000Z");
    }
}
