package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** What staff does with claims, and what of it holds afterwards. */
class ClaimsTest {
    private final String database = TestDatabase.fresh().url();
    private final SteppedClock clock = new SteppedClock(Story.START.minusSeconds(60));
    private TestServer server;
    private Api staff;

    @BeforeEach
    void start() {
        server = TestServer.start(database, Map.of(), clock);
        staff = server.staff();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @CanIgnoreReturnValue
    private JsonObject named(String title, String... phrases) {
        var body = new JsonObject().put("title", title).put("phrases", new JsonArray(List.of(phrases)));
        return done(staff.post("/api/desk/claims", body), 201);
    }

    @CanIgnoreReturnValue
    private static JsonObject done(Api.Answer answer, int status) {
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
        return answer.json();
    }

    private JsonObject claim(String slug) {
        return done(staff.get("/api/desk/claims/" + slug), 200);
    }

    private int mentions(String slug) {
        return claim(slug).getJsonObject("reading").getInteger("mentions");
    }

    private JsonArray list(String what) {
        return done(staff.get("/api/desk/" + what), 200).getJsonArray(what.replaceFirst("\\?.*", ""));
    }

    private JsonObject act(String slug) {
        var acts = done(staff.get("/api/desk/claims/" + slug + "/acts"), 200).getJsonArray("acts");
        return acts.getJsonObject(0);
    }

    private void say(String... texts) {
        var asta = Person.member(server.url(), "asta");
        var room = new JsonObject().put("title", "koket").put("slug", "koket");
        done(asta.post("/api/rooms", room), 201);
        for (var text : texts) {
            clock.step(Duration.ofSeconds(1));
            done(asta.post("/api/rooms/koket/posts", new JsonObject().put("text", text)), 201);
        }
        clock.step(Duration.ofSeconds(2));
    }

    @Test
    void oneIsRenamedAndLooksForMoreAndWhatItWasCalledIsOnRecord() {
        named("Brand", "fattar eld");
        say("Den fattar eld", "Den brinner upp");
        Wait.until("it is counted", () -> mentions("brand") == 1);
        var change = new JsonObject().put("title", "Bryggaren brinner").put("reason", "Det är så det sägs.");
        done(staff.write("PATCH", "/api/desk/claims/brand", change, "k1"), 200);
        assertThat(claim("brand").getString("title")).isEqualTo("Bryggaren brinner");
        assertThat(act("brand").getString("detail")).isEqualTo("Brand");
        assertThat(act("brand").getString("reason")).isEqualTo("Det är så det sägs.");
        var more = new JsonObject()
                .put("phrases", new JsonArray().add("fattar eld").add("brinner upp"));
        var seen = done(staff.write("PATCH", "/api/desk/claims/brand", more, "k2"), 200);
        assertThat(seen.getJsonObject("reading").getInteger("mentions")).isEqualTo(2);
    }

    @Test
    void twoThatAreTheSameBecomeOneAndOneThatIsTwoIsSplitAndBothAreCountedAnew() {
        named("Brand", "fattar eld");
        named("Rök", "luktar rök");
        say("Den fattar eld", "Den luktar rök", "Den luktar rök och fattar eld");
        Wait.until("they are counted", () -> mentions("brand") == 2 && mentions("rok") == 2);
        var into = new JsonObject().put("into", "brand").put("reason", "Samma sak.");
        var one = done(staff.post("/api/desk/claims/rok/merge", into), 200);
        assertThat(one.getJsonObject("reading").getInteger("mentions")).isEqualTo(3);
        assertThat(claim("rok").getString("state")).isEqualTo("merged");
        assertThat(claim("rok").getString("mergedInto")).isEqualTo("brand");
        assertThat(act("rok").getString("act")).isEqualTo("merged");
        assertThat(staff.post("/api/desk/claims/brand/merge", into).problem()).isEqualTo("invalid");
        var part = new JsonObject()
                .put("title", "Bara rök")
                .put("phrases", new JsonArray().add("luktar rök"))
                .put("reason", "En annan sak.");
        done(staff.post("/api/desk/claims/brand/split", part), 201);
        assertThat(mentions("bara-rok")).isEqualTo(2);
        assertThat(mentions("brand")).isEqualTo(2);
        part.put("title", "Allt").put("phrases", new JsonArray().add("fattar eld"));
        assertThat(staff.post("/api/desk/claims/brand/split", part).problem()).isEqualTo("invalid");
    }

    @Test
    void aMutedOneIsCountedButSilentUntilItsTimeAndThenTheAlertComes() {
        named("Brand", "fattar eld", "fatta eld");
        var until = Story.START.plus(Duration.ofHours(2));
        var mute = new JsonObject().put("until", until.toString());
        assertThat(staff.write("PUT", "/api/desk/claims/brand/mute", mute, "k").problem())
                .isEqualTo("invalid");
        var far = new JsonObject()
                .put("until", until.plus(Duration.ofDays(30)).toString())
                .put("reason", "länge");
        assertThat(staff.write("PUT", "/api/desk/claims/brand/mute", far, "k").problem())
                .isEqualTo("invalid");
        mute.put("reason", "Vi svarar redan i rummet.");
        var muted = done(staff.write("PUT", "/api/desk/claims/brand/mute", mute, "k"), 200);
        assertThat(muted.getString("muteReason")).isEqualTo("Vi svarar redan i rummet.");
        Story.told(server, clock);
        Wait.until(
                "it rose",
                () -> claim("brand").getJsonObject("reading").getString("level").equals("elevated")
                        || claim("brand")
                                .getJsonObject("reading")
                                .getString("level")
                                .equals("critical"));
        Wait.pause(2_000);
        assertThat(list("alerts?state=all")).isEmpty();
        done(staff.delete("/api/desk/claims/brand/mute"), 200);
        Wait.until("it alerts again", () -> list("alerts?state=all").size() == 1);
        assertThat(act("brand").getString("act")).isEqualTo("unmuted");
    }

    @Test
    void aProposedOneIsConfirmedUnderAnotherTitleAndItsPathStays() {
        Story.told(server, clock);
        Wait.until("it is proposed", () -> !list("claims?state=proposed").isEmpty());
        var slug = list("claims?state=proposed").getJsonObject(0).getString("slug");
        var title = new JsonObject().put("title", "Fjällglöd fattar eld");
        var confirmed = done(staff.post("/api/desk/claims/" + slug + "/confirm", title), 200);
        assertThat(confirmed.getString("state")).isEqualTo("watched");
        assertThat(confirmed.getBoolean("emergent")).isTrue();
        assertThat(confirmed.getString("slug")).isEqualTo(slug);
        assertThat(act(slug).getString("act")).isEqualTo("confirmed");
        assertThat(staff.post("/api/desk/claims/" + slug + "/confirm", title).status())
                .isEqualTo(409);
    }

    @Test
    void aDismissedOneClosesItsAlertAsFalseIsCountedAsSuchAndDoesNotComeBackEvenAfterARestart() {
        Story.told(server, clock);
        Wait.until("the alert is there", () -> !list("alerts?state=all").isEmpty());
        var slug = list("claims?state=proposed").getJsonObject(0).getString("slug");
        var reason = new JsonObject().put("reason", "Det var en lek.");
        assertThat(staff.post("/api/desk/claims/" + slug + "/dismiss", new JsonObject())
                        .problem())
                .isEqualTo("invalid");
        done(staff.post("/api/desk/claims/" + slug + "/dismiss", reason), 200);
        assertThat(list("alerts")).isEmpty();
        var figures = done(staff.get("/api/desk/alerts/figures"), 200);
        assertThat(figures.getInteger("closedFalse")).isEqualTo(1);
        assertThat(list("claims?state=proposed")).isEmpty();
        server.stop();
        server.close();
        start();
        Wait.until(
                "all is counted",
                () -> done(staff.get("/api/desk/monitor"), 200).getString("catchingUp") == null);
        Wait.pause(2_000);
        assertThat(list("claims?state=proposed")).isEmpty();
        assertThat(list("alerts?state=all")).hasSize(1);
        assertThat(act(slug).getString("act")).isEqualTo("dismissed");
    }
}
