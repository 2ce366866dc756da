package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** Sittings over HTTP: any member opens one, its hosts lead it, everybody hears of it, and nothing that was asked is lost. */
class SittingTest {
    private static final TestServer SERVER = TestServer.start();

    private final Api vera = Person.member(SERVER.url(), name("vera"));
    private final Api asta = Person.member(SERVER.url(), name("asta"));
    private final Api guest = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.stop();
        SERVER.close();
    }

    static String name(String base) {
        return base + UUID.randomUUID().toString().substring(0, 8);
    }

    static JsonObject asked(String title) {
        return new JsonObject().put("template", "blogger").put("title", title);
    }

    @CanIgnoreReturnValue
    static JsonObject opened(Api by, JsonObject asked) {
        var answer = by.post("/api/qa", asked);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
        return answer.json();
    }

    @CanIgnoreReturnValue
    static String ask(Api by, String qa, String text) {
        var answer = by.post("/api/rooms/" + qa + "/posts", new JsonObject().put("text", text));
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
        return answer.json().getString("post");
    }

    static void moves(Api by, String post, String move, JsonObject with) {
        var answer = by.post("/api/posts/" + post + "/" + move, with);
        assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 201);
    }

    private static HttpResponse<String> page(String path) {
        return Api.send(new Api(SERVER.url(), Optional.empty()).request(path).GET())
                .response();
    }

    @Test
    void aMemberOfTheFirstDayOpensOneAndStrangersAskAtOnce() {
        var qa = opened(vera, asked("Fråga mig om snö"));
        assertThat(qa.getString("state")).isEqualTo("running");
        assertThat(ChronoUnit.MINUTES.between(
                        Instant.parse(qa.getString("startsAt")), Instant.parse(qa.getString("endsAt"))))
                .isEqualTo(45);
        assertThat(qa.getString("code")).matches("[a-hj-km-np-z2-9]{6}");
        ask(asta, qa.getString("slug"), "Hur djup är den?");
        var read = guest.get("/api/qa/" + qa.getString("slug")).json();
        assertThat(read.getInteger("questions")).isEqualTo(1);
        assertThat(guest.get("/api/qa").json().getJsonArray("sittings").stream()
                        .map(one -> ((JsonObject) one).getString("slug")))
                .contains(qa.getString("slug"));
        assertThat(Schemas.OPENAPI.errors("Sitting", read)).isEmpty();
        assertThat(guest.post("/api/qa", asked("Gäst")).status()).isEqualTo(401);
    }

    @Test
    void whoStartedItHostsItWhateverElseTheyEnd() {
        var handle = name("ensam-");
        var alone = Person.member(SERVER.url(), handle);
        var slug = opened(alone, asked("Ensam")).getString("slug");
        var gone = alone.delete("/api/rooms/" + slug + "/hosts/" + handle);
        assertThat(gone.status()).isBetween(200, 499);
        for (var path : List.of("/api/qa", "/qa", "/qa/" + slug, "/")) {
            assertThat(page(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(alone.get("/api/qa/" + slug)
                        .json()
                        .getJsonArray("hosts")
                        .getJsonObject(0)
                        .getString("handle"))
                .isEqualTo(handle);
    }

    @Test
    void itsTimesAreBound() {
        var now = Instant.now();
        var tooLong = asked("Lång")
                .put("startsAt", now.toString())
                .put("endsAt", now.plusSeconds(12 * 3600 + 60).toString());
        assertThat(vera.post("/api/qa", tooLong).status()).isEqualTo(400);
        var tooFar = asked("Långt bort")
                .put("startsAt", now.plus(367, ChronoUnit.DAYS).toString());
        assertThat(vera.post("/api/qa", tooFar).status()).isEqualTo(400);
        var past = asked("Förr")
                .put("startsAt", now.minusSeconds(7200).toString())
                .put("endsAt", now.minusSeconds(3600).toString());
        assertThat(vera.post("/api/qa", past).status()).isEqualTo(400);
        var taken = asked("Samma").put("slug", name("samma"));
        opened(vera, taken);
        assertThat(asta.post("/api/qa", taken).status()).isEqualTo(409);
    }

    @Test
    void hostsMoveItAndEverybodyHears() {
        var start = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var qa = opened(vera, asked("Senare").put("startsAt", start.toString())).getString("slug");
        ask(asta, qa, "Får man fråga redan nu?");
        try (var bo = Person.joins(SERVER.url(), name("bo"), new History())) {
            bo.live().open();
            assertThat(bo.live().listen("qa:" + qa).containsKey("subscribe")).isTrue();
            assertThat(asta.post("/api/qa/" + qa + "/start", new JsonObject()).status())
                    .isEqualTo(403);
            assertThat(SERVER.staff()
                            .post("/api/qa/" + qa + "/end", new JsonObject())
                            .status())
                    .isEqualTo(403);
            var running = vera.post("/api/qa/" + qa + "/start", new JsonObject());
            assertThat(running.json().getString("state")).isEqualTo("running");
            Wait.until(
                    "the start is heard",
                    () -> bo.live().heard("qa:" + qa).stream()
                            .anyMatch(event -> "qa.moved".equals(event.getString("kind"))
                                    && running.json()
                                            .getString("endsAt")
                                            .startsWith(event.getJsonObject("qa")
                                                    .getString("endsAt")
                                                    .substring(0, 19))));
        }
    }

    @Test
    void itIsGivenTimeAndEndsAndWhatIsLateIsStillAskedAndAnswered() {
        var qa = opened(vera, asked("Länge")).getString("slug");
        assertThat(vera.post("/api/qa/" + qa + "/start", new JsonObject()).status())
                .isEqualTo(409);
        var longer = vera.post("/api/qa/" + qa + "/extend", new JsonObject().put("minutes", 15))
                .json();
        assertThat(longer.getInteger("moves")).isEqualTo(1);
        assertThat(vera.post("/api/qa/" + qa + "/end", new JsonObject()).json().getString("state"))
                .isEqualTo("ended");
        var late = ask(asta, qa, "En sak till?");
        moves(vera, late, "answer", new JsonObject().put("text", "Ja."));
    }

    @Test
    void theNextOneTakesTheOpenQuestionsAlong() {
        var first = opened(vera, asked("Första")).getString("slug");
        var open = ask(asta, first, "Vad händer sedan?");
        assertThat(vera.post("/api/qa", asked("För tidigt").put("earlier", first))
                        .status())
                .isEqualTo(409);
        assertThat(vera.post("/api/qa/" + first + "/end", new JsonObject()).status())
                .isEqualTo(200);
        assertThat(owing(vera)).contains(first);
        assertThat(asta.post("/api/qa", asked("Inte min").put("earlier", first)).status())
                .isEqualTo(403);
        var cohost = name("mia");
        var mia = Person.member(SERVER.url(), cohost);
        var second = opened(vera, asked("Andra").put("earlier", first).put("hosts", new JsonArray().add(cohost)));
        assertThat(second.getString("earlier")).isEqualTo(first);
        assertThat(guest.get("/api/qa/" + first).json().getString("later")).isEqualTo(second.getString("slug"));
        assertThat(owing(vera)).doesNotContain(first);
        moves(mia, open, "answer", new JsonObject().put("text", "Det här."));
    }

    private static List<String> owing(Api host) {
        return host.get("/api/qa?owing=true").json().getJsonArray("past").stream()
                .map(one -> ((JsonObject) one).getString("slug"))
                .toList();
    }

    @Test
    void calendarsReadIt() {
        var start = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var title = "Frågor, svar; och \\ så vidare om åskväder över fjällen i augusti 🌩️🌩️🌩️";
        var qa = opened(vera, asked(title).put("greeting", "Rad ett\nrad två").put("startsAt", start.toString()));
        var answer = page("/qa/" + qa.getString("slug") + "/calendar.ics");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(answer.body().split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        var event = Biweekly.parse(answer.body()).first().getEvents().get(0);
        assertThat(event.getSummary().getValue()).isEqualTo(title);
        assertThat(event.getDescription().getValue()).isEqualTo("Rad ett\nrad två");
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(start);
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(start.plusSeconds(45 * 60));
        assertThat(event.getUrl().getValue()).endsWith("/qa/" + qa.getString("slug"));
    }

    @Test
    void shortLinkAndCodeLeadToIt() {
        var qa = opened(vera, asked("Kort"));
        var link = page("/q/" + qa.getString("code"));
        assertThat(link.statusCode()).isEqualTo(302);
        assertThat(link.headers().firstValue("Location")).contains("/qa/" + qa.getString("slug"));
        assertThat(page("/rooms/" + qa.getString("slug")).headers().firstValue("Location"))
                .contains("/qa/" + qa.getString("slug"));
        assertThat(page("/q/zzzzzz").statusCode()).isEqualTo(404);
        var code = page("/qa/" + qa.getString("slug") + "/qr.svg");
        assertThat(code.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(code.body()).startsWith("<svg").contains("<path");
    }

    @Test
    void theRecapHasAnswersReasonsAndWhatIsOwed() {
        var qa = opened(vera, asked("Sammanfattad")).getString("slug");
        var answered = ask(asta, qa, "Vad kostar den?");
        var declined = ask(asta, qa, "Vad tjänar ni?");
        ask(asta, qa, "När kommer nästa?");
        moves(vera, answered, "answer", new JsonObject().put("text", "Den kostar **hundra** kronor."));
        moves(vera, declined, "decline", new JsonObject().put("reason", "Det rör andra än mig."));
        var recap = guest.get("/api/qa/" + qa + "/recap").json();
        assertThat(recap.getJsonArray("settled")).hasSize(2);
        assertThat(recap.getJsonArray("owed")).hasSize(1);
        assertThat(recap.getJsonArray("settled")
                        .getJsonObject(0)
                        .getJsonObject("answer")
                        .getString("html"))
                .contains("<strong>hundra</strong>");
        var html = page("/qa/" + qa + "/recap").body();
        assertThat(html).contains("id=\"q-" + answered + "\"", "<strong>hundra</strong>", "Det rör andra än mig.");
        var text = page("/qa/" + qa + "/recap.md").body();
        assertThat(text)
                .contains(
                        "> Vad kostar den?",
                        "Den kostar **hundra** kronor.",
                        "/recap#q-" + answered,
                        "När kommer nästa?");
        assertThat(page("/qa/" + qa + "/recap.atom").body()).contains("urn:uuid:" + declined, "&lt;strong&gt;hundra");
        assertThat(page("/qa/" + qa).body()).contains("Vad kostar den?", "När kommer nästa?");
        assertThat(page("/qa/" + qa + "/present").statusCode()).isEqualTo(200);
    }
}
