package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.keys.App;

/** Beside the password: an app's code is good for once, nothing goes round it, and who lost it has codes on paper. */
class SecondFactorTest {
    private static final SteppedClock CLOCK = new SteppedClock(Instant.parse("2026-11-02T08:00:00Z"));
    private static final TestServer SERVER =
            TestServer.start(TestDatabase.fresh().url(), Map.of(), CLOCK);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** A member with an app. */
    private record Enrolled(String handle, Browser browser, String secret, List<String> recovery) {
        /** The code that the app shows next; the one before is used up. */
        String next() {
            CLOCK.step(Duration.ofSeconds(30));
            return now();
        }

        String now() {
            return App.code(secret, CLOCK.instant());
        }
    }

    @CanIgnoreReturnValue
    private static Enrolled enrolled(String handle) {
        var browser = Browser.joins(SERVER.url(), handle);
        var secret = browser.post("/api/me/app", password()).json().getString("secret");
        var confirmed = browser.send("PUT", "/api/me/app", code(App.code(secret, CLOCK.instant())));
        assertThat(confirmed.status()).as(confirmed.json().encode()).isEqualTo(200);
        return new Enrolled(handle, browser, secret, strings(confirmed.json().getJsonArray("recoveryCodes")));
    }

    @Test
    void thePasswordAloneNoLongerOpensAndACodeDoesOnce() {
        var asta = enrolled("asta");
        var elsewhere = new Browser(SERVER.url());

        var half = elsewhere.post("/api/session", credentials("asta"));
        assertThat(half.status()).isEqualTo(202);
        assertThat(half.json())
                .isEqualTo(new JsonObject()
                        .putNull("member")
                        .put("secondFactor", new JsonObject().put("app", true).put("passkey", false)));
        assertThat(elsewhere.cookie()).isNull();
        assertThat(elsewhere.get("/api/sessions").status()).isEqualTo(401);

        assertThat(elsewhere.post("/api/session/code", code(asta.now())).status())
                .as("the code that made the app count is used up")
                .isEqualTo(403);
        var code = asta.next();
        assertThat(elsewhere.post("/api/session/code", code(code)).status()).isEqualTo(200);
        assertThat(elsewhere.get("/api/sessions").status()).isEqualTo(200);

        var again = new Browser(SERVER.url());
        again.post("/api/session", credentials("asta"));
        assertThat(again.post("/api/session/code", code(code)).status()).isEqualTo(403);
        assertThat(again.post("/api/session/code", code(asta.next())).status()).isEqualTo(200);
    }

    @Test
    void ofManyAtOnceWithTheSameCodeOneComesIn() {
        var bo = enrolled("bo");
        var code = bo.next();
        var doors = IntStream.range(0, 5)
                .mapToObj(n -> {
                    var browser = new Browser(SERVER.url());
                    assertThat(browser.post("/api/session", credentials("bo")).status())
                            .isEqualTo(202);
                    return browser;
                })
                .toList();
        var tries = doors.stream()
                .map(door -> CompletableFuture.supplyAsync(
                        () -> door.post("/api/session/code", code(code)).status()))
                .toList();
        assertThat(tries.stream().map(CompletableFuture::join).filter(status -> status == 200))
                .hasSize(1);
    }

    @Test
    void theSecondStepIsForTheBrowserOfTheFirstForFiveTriesAndFiveMinutes() {
        var cia = enrolled("cia");
        var first = new Browser(SERVER.url());
        first.post("/api/session", credentials("cia"));
        assertThat(new Browser(SERVER.url())
                        .post("/api/session/code", code(cia.next()))
                        .status())
                .isEqualTo(403);
        for (int n = 0; n < 5; n++) {
            assertThat(first.post("/api/session/code", code("000000")).status()).isEqualTo(403);
        }
        assertThat(first.post("/api/session/code", code(cia.next())).status())
                .as("a sixth try, which is right")
                .isEqualTo(403);

        var late = new Browser(SERVER.url());
        late.post("/api/session", credentials("cia"));
        CLOCK.step(Duration.ofMinutes(5));
        assertThat(late.post("/api/session/code", code(cia.next())).status()).isEqualTo(403);
    }

    @Test
    void aRecoveryCodeOpensOnceAndNewOnesEndTheOld() {
        var dag = enrolled("dag");
        assertThat(dag.recovery()).hasSize(8);
        var one = dag.recovery().get(3);
        assertThat(signIn("dag", one.toUpperCase(Locale.ROOT))).isEqualTo(200);
        assertThat(signIn("dag", one)).isEqualTo(403);
        assertThat(dag.browser().get("/api/me/security").json().getInteger("recoveryCodes"))
                .isEqualTo(7);

        assertThat(dag.browser()
                        .post("/api/me/recovery-codes", new JsonObject())
                        .status())
                .isEqualTo(400);
        var fresh = dag.browser().post("/api/me/recovery-codes", password());
        assertThat(signIn("dag", dag.recovery().get(4))).isEqualTo(403);
        assertThat(signIn(
                        "dag",
                        strings(fresh.json().getJsonArray("recoveryCodes")).get(0)))
                .isEqualTo(200);
    }

    private static int signIn(String handle, String code) {
        var browser = new Browser(SERVER.url());
        CLOCK.step(Duration.ofMinutes(20));
        assertThat(browser.post("/api/session", credentials(handle)).status()).isEqualTo(202);
        return browser.post("/api/session/code", code(code)).status();
    }

    @Test
    void aTokenIsNoWayRound() {
        var eva = enrolled("eva");
        var api = new Api(SERVER.url(), Optional.empty());
        var refused = api.post("/api/tokens", credentials("eva"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("detail")).contains("second factor");
        assertThat(api.post("/api/tokens", credentials("eva").put("code", "000000"))
                        .status())
                .isEqualTo(403);
        assertThat(api.post("/api/tokens", credentials("eva").put("code", eva.next()))
                        .status())
                .isEqualTo(201);
    }

    /** Who does not know the password is told the same of who has a second factor, who has none, and who is nobody. */
    @Test
    void nobodyLearnsWhoHasOneWithoutThePassword() {
        enrolled("fia");
        Browser.joins(SERVER.url(), "frej");
        var seen = new HashSet<List<Object>>();
        for (var handle : List.of("fia", "frej", "finns-inte")) {
            for (var path : List.of("/api/session", "/api/tokens")) {
                var wrong = new JsonObject().put("handle", handle).put("password", "fel-fönster-helt");
                var answer = new Api(SERVER.url(), Optional.empty()).post(path, wrong);
                var headers = Set.copyOf(answer.response().headers().map().keySet());
                seen.add(List.of(answer.status(), answer.json(), headers));
            }
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void whatMakesItStrongerSignsOutAllElseAndGivesANewSession() {
        var browser = Browser.joins(SERVER.url(), "gun");
        var before = browser.cookie();
        var api = new Api(SERVER.url(), Optional.empty());
        var token = api.post("/api/tokens", credentials("gun")).json().getString("token");
        var secret = browser.post("/api/me/app", password()).json().getString("secret");
        assertThat(browser.send("PUT", "/api/me/app", code("000000")).json().getString("field"))
                .isEqualTo("code");
        assertThat(new Api(SERVER.url(), Optional.of(token))
                        .get("/api/sessions")
                        .status())
                .isEqualTo(200);

        browser.send("PUT", "/api/me/app", code(App.code(secret, CLOCK.instant())));
        assertThat(browser.cookie()).isNotEqualTo(before);
        assertThat(new Api(SERVER.url(), Optional.of(token))
                        .get("/api/sessions")
                        .status())
                .isEqualTo(401);
        assertThat(browser.get("/api/sessions").json().getJsonArray("sessions")).hasSize(1);
    }

    @Test
    void whoRemovesItShowsOnceMoreWhoTheyAreAndLosesTheRecoveryCodesWithIt() {
        var hal = enrolled("hal");
        var browser = hal.browser();
        var before = browser.cookie();
        assertThat(browser.post("/api/me/app", password()).status())
                .as("there is one already")
                .isEqualTo(409);
        var wrong = new JsonObject().put("password", "fel-fönster-helt");
        assertThat(browser.post("/api/me/app/removal", wrong).status()).isEqualTo(403);
        assertThat(browser.post("/api/me/app/removal", new JsonObject()).status())
                .isEqualTo(400);
        assertThat(browser.post("/api/me/app/removal", code(hal.next())).status())
                .isEqualTo(200);
        assertThat(browser.cookie()).isNotEqualTo(before);
        assertThat(browser.get("/api/me/security").json())
                .isEqualTo(new JsonObject()
                        .put("app", false)
                        .put("recoveryCodes", 0)
                        .put("passkeys", new JsonArray())
                        .put("staffMust", false)
                        .put("password", true));
        assertThat(new Browser(SERVER.url())
                        .post("/api/session", credentials("hal"))
                        .status())
                .isEqualTo(200);
    }

    private static JsonObject password() {
        return new JsonObject().put("password", Person.PASSWORD);
    }

    private static JsonObject code(String code) {
        return new JsonObject().put("code", code);
    }

    private static JsonObject credentials(String handle) {
        return password().put("handle", handle);
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
