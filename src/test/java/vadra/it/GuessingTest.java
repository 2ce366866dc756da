package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** Who guesses is slowed on all servers and over restarts, ever more, and locks nobody out. */
class GuessingTest {
    private static final String DATABASE = TestDatabase.fresh().url();
    private static final SteppedClock CLOCK = new SteppedClock(Instant.parse("2026-11-02T08:00:00Z"));
    private static final TestServer SERVER = TestServer.start(DATABASE, Map.of(), CLOCK);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void theWaitDoublesAndHoldsOnAnotherServerToo() {
        Browser.joins(SERVER.url(), "asta");
        for (int n = 0; n < 5; n++) {
            assertThat(guess(SERVER, "asta").status()).isEqualTo(403);
        }
        var waits = new ArrayList<Long>();
        try (var other = TestServer.start(DATABASE, Map.of(), CLOCK)) {
            for (int n = 0; n < 12; n++) {
                var refused = guess(n % 2 == 0 ? other : SERVER, "asta");
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.json().getString("limit")).isEqualTo("sign-ins");
                waits.add(refused.json().getLong("retryAfterMs") / 1_000);
                assertThat(right(SERVER, "asta").status())
                        .as("the right one waits as well")
                        .isEqualTo(429);
                CLOCK.step(Duration.ofSeconds(waits.get(n)));
                assertThat(guess(other, "asta").status()).isEqualTo(403);
            }
        }
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L);
        CLOCK.step(Duration.ofMinutes(15));
        assertThat(right(SERVER, "asta").status()).isEqualTo(200);
        assertThat(guess(SERVER, "asta").status()).as("and all is forgotten").isEqualTo(403);
        assertThat(guess(SERVER, "asta").status()).isEqualTo(403);
    }

    @Test
    void aHandleThatNobodyHasIsSlowedJustTheSame() {
        Browser.joins(SERVER.url(), "bo-finns");
        assertThat(story("bo-finns")).isEqualTo(story("bo-saknas"));
    }

    /** All that a guesser sees, but the date. */
    private static List<Object> story(String handle) {
        var seen = new ArrayList<Object>();
        for (int n = 0; n < 9; n++) {
            var answer = guess(SERVER, handle);
            var headers = new TreeMap<>(answer.response().headers().map());
            headers.remove("date");
            seen.add(List.of(answer.status(), answer.json(), headers));
        }
        return seen;
    }

    @Test
    void manyAtOnceAreNoMoreThanOneAfterTheOther() {
        Browser.joins(SERVER.url(), "cia");
        var all = IntStream.range(0, 40)
                .mapToObj(n ->
                        CompletableFuture.supplyAsync(() -> guess(SERVER, "cia").status()))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).filter(status -> status == 403))
                .hasSize(5);
    }

    @Test
    void nobodyLocksOutWhoComesWithTheirOwnBrowser() {
        var own = Browser.joins(SERVER.url(), "dag");
        own.delete("/api/session");
        for (int n = 0; n < 7; n++) {
            guess(SERVER, "dag");
        }
        assertThat(right(SERVER, "dag").status()).isEqualTo(429);
        assertThat(own.post("/api/session", credentials("dag", Person.PASSWORD)).status())
                .isEqualTo(200);

        var stranger = new Browser(SERVER.url());
        stranger.other("vadra-device", "vadra-device=" + "A".repeat(43));
        assertThat(stranger.post("/api/session", credentials("dag", Person.PASSWORD))
                        .status())
                .as("any other cookie is none")
                .isEqualTo(429);

        own.delete("/api/session");
        for (int n = 0; n < 5; n++) {
            assertThat(own.post("/api/session", credentials("dag", "fel-fönster-helt"))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(own.post("/api/session", credentials("dag", Person.PASSWORD)).status())
                .as("a known browser that was stolen guesses no faster")
                .isEqualTo(429);
    }

    @Test
    void whoIsSignedInIsAskedOnceMoreAndSlowedThereToo() {
        var eva = Browser.joins(SERVER.url(), "eva");
        var wrong = new JsonObject().put("password", "fel-fönster-helt");
        for (int n = 0; n < 5; n++) {
            assertThat(eva.post("/api/me/app", wrong).status()).isEqualTo(403);
        }
        assertThat(eva.post("/api/me/app", wrong).status()).isEqualTo(429);
    }

    @CanIgnoreReturnValue
    private static Api.Answer guess(TestServer at, String handle) {
        return new Browser(at.url()).post("/api/session", credentials(handle, "fel-fönster-helt"));
    }

    private static Api.Answer right(TestServer at, String handle) {
        return new Browser(at.url()).post("/api/session", credentials(handle, Person.PASSWORD));
    }

    private static JsonObject credentials(String handle, String password) {
        return new JsonObject().put("handle", handle).put("password", password);
    }
}
