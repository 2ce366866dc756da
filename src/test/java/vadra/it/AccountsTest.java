package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** Joining, signing in and out, and what others may not do in somebody's name. */
class AccountsTest {
    private static final TestServer SERVER = TestServer.start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void whoJoinsIsSignedInAndSeenByAll() {
        var browser = new Browser(SERVER.url());

        var joined = browser.post("/api/members", Browser.newcomer("Åsa Björk"));

        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.header("Set-Cookie").orElseThrow())
                .startsWith("vadra=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Path=/", "Max-Age=2592000");
        assertThat(browser.get("/api/session").json().getJsonObject("member").getString("handle"))
                .isEqualTo("asa-bjork");
        assertThat(guest().get("/api/people/asa-bjork")
                        .json()
                        .getJsonObject("member")
                        .getString("name"))
                .isEqualTo("Åsa Björk");
    }

    @Test
    void aNameWithAnOverrideOfDirectionIsRefusedByFieldAndRule() {
        var refused = guest().post("/api/members", Browser.newcomer("Åsa\u202egnol"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("field")).isEqualTo("name");
        assertThat(refused.json().getString("rule")).contains("U+202E");
    }

    @Test
    void rulesOfAnotherVersionAndTakenOrReservedHandlesAreRefused() {
        Browser.joins(SERVER.url(), "upptagen");

        assertThat(guest().post("/api/members", Browser.newcomer("A B").put("acceptedRules", 999))
                        .json()
                        .getString("field"))
                .isEqualTo("acceptedRules");
        assertThat(guest().post("/api/members", Browser.newcomer("A B").put("handle", "upptagen"))
                        .status())
                .isEqualTo(409);
        assertThat(guest().post("/api/members", Browser.newcomer("A B").put("handle", "admin"))
                        .json()
                        .getString("field"))
                .isEqualTo("handle");
        assertThat(guest().post("/api/members", Browser.newcomer("A B").put("role", "staff"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatABrowserChangesNeedsTheTokenOfItsSession() {
        var asta = Browser.joins(SERVER.url(), "csrf-asta");
        var bo = Browser.joins(SERVER.url(), "csrf-bo");
        var words = new JsonObject().put("about", "hej");

        assertThat(asta.send("PATCH", "/api/me", words).status()).isEqualTo(200);
        assertThat(asta.withoutCsrf().send("PATCH", "/api/me", words).status()).isEqualTo(403);
        assertThat(asta.with("X-Csrf-Token", String.valueOf(bo.csrf()))
                        .send("PATCH", "/api/me", words)
                        .status())
                .isEqualTo(403);
        assertThat(asta.get("/api/session").json().getString("csrf")).isEqualTo(asta.csrf());
    }

    @Test
    void aForeignPageMayChangeNothing() {
        var asta = Browser.joins(SERVER.url(), "origin-asta");
        var own = SERVER.url().toString();
        var words = new JsonObject().put("about", "hej");

        assertThat(asta.with("Origin", own).send("PATCH", "/api/me", words).status())
                .isEqualTo(200);
        for (var foreign : List.of("https://evil.example", "null", own + ".evil.example", own + "0")) {
            assertThat(asta.with("Origin", foreign)
                            .send("PATCH", "/api/me", words)
                            .status())
                    .as(foreign)
                    .isEqualTo(403);
            assertThat(new Browser(SERVER.url())
                            .with("Origin", foreign)
                            .post("/api/session", credentials("origin-asta", Person.PASSWORD))
                            .status())
                    .as(foreign)
                    .isEqualTo(403);
        }
    }

    @Test
    void signingInAndOutAgain() {
        Browser.joins(SERVER.url(), "in-ut");
        var browser = new Browser(SERVER.url());

        assertThat(browser.post("/api/session", credentials("in-ut", Person.PASSWORD))
                        .status())
                .isEqualTo(200);
        var kept = String.valueOf(browser.cookie());
        assertThat(browser.delete("/api/session").status()).isEqualTo(204);
        assertThat(browser.cookie()).isNull();
        browser.cookie(kept);
        var stale = browser.get("/api/session");
        assertThat(stale.json().getValue("member")).isNull();
        assertThat(stale.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    }

    @Test
    void signingInAnewEndsTheSessionBefore() {
        var browser = Browser.joins(SERVER.url(), "byter");
        var before = String.valueOf(browser.cookie());
        browser.post("/api/session", credentials("byter", Person.PASSWORD));
        assertThat(browser.cookie()).isNotEqualTo(before);

        browser.cookie(before);
        assertThat(browser.get("/api/session").json().getValue("member")).isNull();
    }

    @Test
    void aWrongPasswordAndAnUnknownHandleHaveTheSameAnswer() {
        Browser.joins(SERVER.url(), "finns");

        var wrong = guest().post("/api/session", credentials("finns", "fel-fel-fel"));
        var unknown = guest().post("/api/session", credentials("finns-inte", "fel-fel-fel"));

        assertThat(wrong.status()).isEqualTo(403);
        assertThat(unknown.response().body()).isEqualTo(wrong.response().body());
    }

    /** Of two that hash a password, neither takes half as long as the other; where one does not, it takes a tenth. */
    @Test
    void anUnknownHandleTakesAsMuchWork() {
        long known = 0;
        long unknown = 0;
        for (int n = 0; n < 12; n++) {
            Person.member(SERVER.url(), "tidtagen-" + n);
            known += nanosToRefuse("tidtagen-" + n);
            unknown += nanosToRefuse("tidlos-" + n);
        }
        assertThat((double) unknown / known).isGreaterThan(0.5);
    }

    private static long nanosToRefuse(String handle) {
        var guess = new JsonObject().put("handle", handle).put("password", "fel-fönster-helt");
        long asked = System.nanoTime();
        assertThat(new Browser(SERVER.url()).post("/api/session", guess).status())
                .isEqualTo(403);
        return System.nanoTime() - asked;
    }

    @Test
    void aBadBearerIsToldToSignInAndACookieIsNoBearer() {
        var browser = Browser.joins(SERVER.url(), "bararen");
        var secret = String.valueOf(browser.cookie()).replace("vadra=", "");
        var token = Person.member(SERVER.url(), "token-bararen").token().orElseThrow();

        for (var bad : List.of("x", "", secret, "a".repeat(43), token + "x")) {
            assertThat(new Api(SERVER.url(), Optional.of(bad))
                            .get("/api/session")
                            .status())
                    .as(bad)
                    .isEqualTo(401);
        }
        var disguised = new Browser(SERVER.url());
        disguised.cookie("vadra=" + token);
        assertThat(disguised.get("/api/session").json().getValue("member")).isNull();
        assertThat(Api.send(new Api(SERVER.url(), Optional.empty())
                                .request("/api/session")
                                .header("Authorization", "bearer " + token))
                        .json()
                        .getJsonObject("member")
                        .getString("handle"))
                .isEqualTo("token-bararen");
    }

    @Test
    void aRevokedSessionIsNobodysWithinASecondOnSocketsAndStreamsToo() {
        var history = new History();
        var browser = Browser.joins(SERVER.url(), "aterkallad");
        var made = browser.post(
                "/api/tokens", credentials("aterkallad", Person.PASSWORD).put("label", "skript"));
        var api = new Api(SERVER.url(), Optional.of(made.json().getString("token")));
        try (var live = new LiveClient("aterkallad", api, history);
                var stream = new Stream(api, "me:aterkallad")) {
            live.open();
            Wait.until("the stream begins", stream::begun);
            var session = session(browser, "skript");
            assertThat(session.getBoolean("current")).isFalse();

            assertThat(browser.delete("/api/sessions/" + session.getString("id"))
                            .status())
                    .isEqualTo(204);

            Wait.until(
                    "the socket closes",
                    Duration.ofSeconds(1),
                    () -> live.closes().contains(3005));
            Wait.until("the stream ends", Duration.ofSeconds(1), stream::ended);
            assertThat(api.get("/api/session").status()).isEqualTo(401);
        }
    }

    @Test
    void theSessionOfAnotherIsNotThere() {
        var asta = Browser.joins(SERVER.url(), "egen-asta");
        var eve = Browser.joins(SERVER.url(), "egen-eve");
        var id = asta.get("/api/sessions")
                .json()
                .getJsonArray("sessions")
                .getJsonObject(0)
                .getString("id");

        assertThat(eve.delete("/api/sessions/" + id).status()).isEqualTo(404);
        for (var odd : List.of("1-1-1-1-1", "x", "%00")) {
            assertThat(eve.delete("/api/sessions/" + odd).status()).as(odd).isIn(400, 404);
        }
        assertThat(asta.get("/api/sessions").status()).isEqualTo(200);
        assertThat(guest().get("/api/sessions").status()).isEqualTo(401);
    }

    @Test
    void whoIsNoOneIsNotFound() {
        for (var odd : List.of("ingen-alls", "%00", "%F0%9F%A6%8A", "..%2f..", "a'b")) {
            assertThat(guest().get("/api/people/" + odd).status()).as(odd).isIn(400, 404);
        }
    }

    @Test
    void theHouseRulesAreThereInBothLanguages() {
        for (var language : List.of("sv", "en")) {
            var rules = guest().get("/api/rules?lang=" + language).json();
            assertThat(rules.getInteger("version")).isEqualTo(1);
            assertThat(rules.getJsonArray("rules")).hasSize(8);
        }
    }

    private static JsonObject session(Browser browser, String label) {
        return browser.get("/api/sessions").json().getJsonArray("sessions").stream()
                .map(JsonObject.class::cast)
                .filter(session -> session.getString("label").equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Browser guest() {
        return new Browser(SERVER.url());
    }

    private static JsonObject credentials(String handle, String password) {
        return new JsonObject().put("handle", handle).put("password", password);
    }
}
