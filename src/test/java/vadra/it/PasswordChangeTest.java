package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A new password needs the present one, is a good one, and ends all that was opened with the old, on all servers. */
class PasswordChangeTest {
    private static final String FRESH = "dörren-är-också-öppen";
    private static final String DATABASE = TestDatabase.fresh().url();
    private static final Map<String, String> TOGETHER = Map.of("VADRA_LIVE_HINTS", "pg");
    private static final TestServer NORTH = TestServer.start(DATABASE, TOGETHER);
    private static final TestServer SOUTH = TestServer.start(DATABASE, TOGETHER);

    private final History history = new History();

    @AfterAll
    static void stop() {
        NORTH.close();
        SOUTH.close();
    }

    @Test
    void aNewPasswordEndsAllElseOnAllServersWithinASecond() {
        try (var asta = Person.joins(NORTH.url(), "asta", history).startsRoom("kaffe");
                var bo = Person.joins(SOUTH.url(), "bo", history).enters("kaffe")) {
            var here = new Browser(NORTH.url());
            here.post("/api/session", credentials("asta", Person.PASSWORD));
            var kept = String.valueOf(here.cookie());
            var far = token(SOUTH, "asta");
            var near = token(NORTH, "asta");
            var lost = List.of(open("söder", far), open("norr", near));

            assertThat(change(here, Person.PASSWORD, FRESH).status()).isEqualTo(200);
            Wait.until(
                    "their sockets are closed",
                    Duration.ofSeconds(1),
                    () -> lost.stream().noneMatch(one -> one.closes().isEmpty()));
            assertThat(lost).allSatisfy(one -> assertThat(one.closes().get(0)).isEqualTo(3005));
            assertThat(List.of(far, near, asta.api()))
                    .allSatisfy(
                            api -> assertThat(api.get("/api/sessions").status()).isEqualTo(401));

            goesOnInANewSession(here, kept);
            assertThat(bo.live().closes()).isEmpty();
            assertThat(signIn("asta", Person.PASSWORD)).isEqualTo(403);
            assertThat(signIn("asta", FRESH)).isEqualTo(200);
            lost.forEach(LiveClient::close);
        }
    }

    private static void goesOnInANewSession(Browser here, String kept) {
        assertThat(here.cookie()).as("it goes on in a new session").isNotEqualTo(kept);
        assertThat(here.get("/api/sessions").json().getJsonArray("sessions")).hasSize(1);
        var old = new Browser(NORTH.url());
        old.cookie(kept);
        assertThat(old.get("/api/sessions").status()).isEqualTo(401);
    }

    @Test
    void thePresentOneIsAskedFor() {
        var cia = Browser.joins(NORTH.url(), "cia");
        assertThat(change(cia, "fel-fönster-helt", FRESH).status()).isEqualTo(403);
        assertThat(signIn("cia", Person.PASSWORD)).isEqualTo(200);
        assertThat(new Browser(NORTH.url())
                        .send("PUT", "/api/me/password", words(Person.PASSWORD, FRESH))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aWeakOneIsRefusedByNameHereAndWhereOneJoins() {
        var dag = Browser.joins(NORTH.url(), "dagmar-ek");
        for (var weak : List.of("12345678", "Dagmar-Ek1", "vädra2026")) {
            var refused = change(dag, Person.PASSWORD, weak);
            assertThat(refused.status()).as(weak).isEqualTo(400);
            assertThat(refused.json().getString("field")).isEqualTo("newPassword");
            assertThat(refused.json().getString("rule")).startsWith("must not be");
            var joining =
                    Browser.newcomer("Dagmar Ek").put("handle", "dagmar-ek2").put("password", weak);
            var stranger = new Browser(NORTH.url()).post("/api/members", joining);
            assertThat(stranger.json().getString("field")).as(weak).isEqualTo("password");
        }
        assertThat(signIn("dagmar-ek", Person.PASSWORD)).isEqualTo(200);
    }

    @Test
    void allOtherSessionsEndAtOnceWhereOneAsksForIt() {
        var eva = Browser.joins(NORTH.url(), "eva");
        var token = token(SOUTH, "eva");
        var lost = open("evas", token);
        assertThat(eva.delete("/api/sessions").status()).isEqualTo(204);
        Wait.until(
                "the socket is closed",
                Duration.ofSeconds(1),
                () -> !lost.closes().isEmpty());
        assertThat(token.get("/api/sessions").status()).isEqualTo(401);
        var left = eva.get("/api/sessions").json().getJsonArray("sessions");
        assertThat(left).hasSize(1);
        assertThat(left.getJsonObject(0).getBoolean("current")).isTrue();
        lost.close();
    }

    @Test
    void everySignInIsANewSessionInPlaceOfTheBrowsersEarlierOne() {
        var fia = Browser.joins(NORTH.url(), "fia");
        var before = String.valueOf(fia.cookie());
        assertThat(fia.post("/api/session", credentials("fia", Person.PASSWORD)).status())
                .isEqualTo(200);
        assertThat(fia.cookie()).isNotEqualTo(before);
        assertThat(fia.get("/api/sessions").json().getJsonArray("sessions")).hasSize(1);
        var planted = new Browser(NORTH.url());
        planted.cookie("vadra=" + "A".repeat(43));
        planted.post("/api/session", credentials("fia", Person.PASSWORD));
        assertThat(planted.cookie()).isNotEqualTo("vadra=" + "A".repeat(43));
    }

    private LiveClient open(String name, Api api) {
        var client = new LiveClient(name, api, history).open();
        assertThat(client.listen("me:"
                                + api.get("/api/session")
                                        .json()
                                        .getJsonObject("member")
                                        .getString("handle"))
                        .containsKey("subscribe"))
                .isTrue();
        return client;
    }

    private static Api.Answer change(Browser browser, String present, String fresh) {
        return browser.send("PUT", "/api/me/password", words(present, fresh));
    }

    private static JsonObject words(String present, String fresh) {
        return new JsonObject().put("password", present).put("newPassword", fresh);
    }

    private static int signIn(String handle, String password) {
        return new Browser(NORTH.url())
                .post("/api/session", credentials(handle, password))
                .status();
    }

    private static Api token(TestServer at, String handle) {
        var made = new Api(at.url(), Optional.empty()).post("/api/tokens", credentials(handle, Person.PASSWORD));
        assertThat(made.status()).isEqualTo(201);
        return new Api(at.url(), Optional.of(made.json().getString("token")));
    }

    private static JsonObject credentials(String handle, String password) {
        return new JsonObject().put("handle", handle).put("password", password);
    }
}
