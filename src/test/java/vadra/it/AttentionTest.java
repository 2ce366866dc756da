package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.SittingTest.ask;
import static vadra.it.SittingTest.asked;
import static vadra.it.SittingTest.moves;
import static vadra.it.SittingTest.name;
import static vadra.it.SittingTest.opened;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** The duty of attention: what nobody answered is on a public list, and leaves it by an answer or a reason alone. */
class AttentionTest {
    private static final SteppedClock CLOCK = new SteppedClock(Instant.parse("2026-11-20T08:00:00Z"));
    private static final TestServer SERVER =
            TestServer.start(TestDatabase.fresh().url(), Map.of(), CLOCK);

    private final Api vera = Person.member(SERVER.url(), name("vera"));
    private final Api asta = Person.member(SERVER.url(), name("asta"));
    private final Api guest = new Api(SERVER.url(), Optional.empty());
    private final String qa = opened(vera, asked("Fråga mig")).getString("slug");

    @AfterAll
    static void stop() {
        SERVER.stop();
        SERVER.close();
    }

    private List<String> list(String kind) {
        return guest
                .get("/api/unanswered?limit=100")
                .json()
                .getJsonObject("lists")
                .getJsonObject(kind)
                .getJsonArray("questions")
                .stream()
                .map(one -> ((JsonObject) one).getString("post"))
                .toList();
    }

    private static JsonObject promise(Duration in) {
        return new JsonObject().put("by", CLOCK.instant().plus(in).toString());
    }

    @Test
    void aQuestionWaitsInPublicUntilItIsAnsweredOrDeclined() {
        var first = ask(asta, qa, "Första?");
        CLOCK.step(Duration.ofMinutes(1));
        var second = ask(asta, qa, "Andra?");
        assertThat(list("unanswered")).containsSubsequence(first, second);
        moves(vera, first, "claim", new JsonObject());
        moves(vera, first, "release", new JsonObject());
        moves(vera, first, "choose", new JsonObject());
        assertThat(list("unanswered")).contains(first);
        moves(vera, first, "promise", promise(Duration.ofDays(1)));
        assertThat(list("promised")).contains(first);
        assertThat(list("unanswered")).doesNotContain(first);
        CLOCK.step(Duration.ofDays(2));
        assertThat(list("overdue")).contains(first);
        moves(vera, first, "answer", new JsonObject().put("text", "Här är det."));
        moves(vera, second, "decline", new JsonObject().put("reason", "Det är inte mitt att svara på."));
        assertThat(List.of("overdue", "unanswered", "promised"))
                .allSatisfy(kind -> assertThat(list(kind)).doesNotContain(first, second));
    }

    @Test
    void questionsInRoomsOfTalkWaitThereToo() {
        var room = name("rum");
        assertThat(asta.post("/api/rooms", new JsonObject().put("title", room).put("slug", room))
                        .status())
                .isEqualTo(201);
        var said = asta.post("/api/rooms/" + room + "/posts", new JsonObject().put("text", "Bara prat."));
        var question = asta.post(
                        "/api/rooms/" + room + "/posts",
                        new JsonObject().put("text", "Läcker den?").put("question", true))
                .json()
                .getString("post");
        assertThat(list("unanswered"))
                .contains(question)
                .doesNotContain(said.json().getString("post"));
        moves(SERVER.staff(), question, "answer", new JsonObject().put("text", "Nej, inte sedan maj."));
        assertThat(list("unanswered")).doesNotContain(question);
    }

    @Test
    void whatIsMergedWaitsUnderItsHeadAndWhatTheAskerTakesBackDoesNot() {
        var head = ask(asta, qa, "Huvud?");
        var part = ask(asta, qa, "Samma sak?");
        var regret = ask(asta, qa, "Ångrad?");
        moves(vera, part, "merge", new JsonObject().put("into", head));
        assertThat(list("unanswered")).contains(head, regret).doesNotContain(part);
        moves(vera, part, "unmerge", new JsonObject());
        assertThat(list("unanswered")).contains(part);
        assertThat(vera.delete("/api/posts/" + regret).status()).isEqualTo(403);
        assertThat(list("unanswered")).contains(regret);
        assertThat(asta.delete("/api/posts/" + regret).status()).isEqualTo(200);
        assertThat(list("unanswered")).doesNotContain(regret);
    }

    @Test
    void whoSortsQuestionsTakesNobodysPromise() {
        var handle = name("bjorn-");
        var bjorn = Person.member(SERVER.url(), handle);
        var shared = opened(vera, asked("Vi svarar").put("hosts", new JsonArray().add(handle)))
                .getString("slug");
        var promised = ask(asta, shared, "När kommer locket?");
        var other = ask(asta, shared, "När kommer det nya locket?");
        moves(vera, promised, "promise", promise(Duration.ofDays(1)));
        var before = standing(promised);
        CLOCK.step(Duration.ofMinutes(1));
        moves(bjorn, promised, "merge", new JsonObject().put("into", other));
        moves(bjorn, promised, "unmerge", new JsonObject());
        assertThat(standing(promised)).isEqualTo(before);
        assertThat(before.encode()).contains("vera");
    }

    private JsonObject standing(String post) {
        return guest.get("/api/posts/" + post).json().getJsonObject("question");
    }

    @Test
    void itIsReadPageByPageWithoutAHole() {
        for (int n = 0; n < 5; n++) {
            ask(asta, qa, "Sida " + n + "?");
            CLOCK.step(Duration.ofSeconds(1));
        }
        var all = list("unanswered");
        var paged = new ArrayList<String>();
        String next = "";
        while (next != null) {
            var page = guest.get("/api/unanswered?list=unanswered&limit=2" + (next.isEmpty() ? "" : "&after=" + next))
                    .json()
                    .getJsonObject("lists")
                    .getJsonObject("unanswered");
            page.getJsonArray("questions").forEach(one -> paged.add(((JsonObject) one).getString("post")));
            next = page.getString("next");
        }
        assertThat(paged).isEqualTo(all);
        assertThat(guest.get("/api/unanswered?list=unanswered&after=x").status())
                .isEqualTo(400);
        assertThat(guest.get("/api/unanswered?list=buried").status()).isEqualTo(400);
    }

    @Test
    void aPseudonymStaysOneInTheList() {
        var text = "Vem får veta detta, " + name("x") + "?";
        var answer = asta.post(
                "/api/rooms/" + qa + "/posts",
                new JsonObject().put("text", text).put("alias", true));
        var row = guest
                .get("/api/unanswered?limit=100")
                .json()
                .getJsonObject("lists")
                .getJsonObject("unanswered")
                .getJsonArray("questions")
                .stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("post").equals(answer.json().getString("post")))
                .findAny()
                .orElseThrow();
        assertThat(row.getString("asker")).doesNotStartWith("asta");
        assertThat(Schemas.OPENAPI.errors("OwedQuestion", row)).isEmpty();
        var page = Api.send(guest.request("/unanswered").GET()).response().body();
        assertThat(page).contains(text).contains(row.getString("asker"));
        assertThat(Api.send(guest.request("/unanswered.atom").GET()).response().body())
                .contains(text);
    }

    @Test
    void howPeopleKeepTheirWordIsCounted() {
        var handle = name("rut");
        var rut = SERVER.staff(handle);
        var other = name("mia");
        var own = opened(rut, asked("Rut svarar").put("hosts", new JsonArray().add(other(other))))
                .getString("slug");
        var mia = Person.member(SERVER.url(), other + "2");
        var quick = ask(asta, own, "Snabb?");
        CLOCK.step(Duration.ofHours(1));
        moves(rut, quick, "answer", new JsonObject().put("text", "Ja."));
        var slow = ask(asta, own, "Långsam?");
        CLOCK.step(Duration.ofHours(5));
        moves(rut, slow, "answer", new JsonObject().put("text", "Till slut."));
        var declined = ask(mia, own, "Avböjd?");
        moves(rut, declined, "decline", new JsonObject().put("reason", "Det vet bara någon annan."));
        var late = ask(asta, own, "Lovad?");
        moves(rut, late, "promise", promise(Duration.ofHours(1)));
        CLOCK.step(Duration.ofDays(1));
        ask(asta, own, "Öppen?");
        ask(asta, qa, "Vet @" + handle + " det här?");
        ask(asta, qa, "Men inte den här.");
        isKept(handle);
    }

    private void isKept(String handle) {
        var kept = guest.get("/api/people/" + handle + "/replies").json();
        assertThat(Schemas.OPENAPI.errors("ReplyRecord", kept)).isEmpty();
        assertThat(kept)
                .isEqualTo(new JsonObject()
                        .put("all", 6)
                        .put("answered", 2)
                        .put("declined", 1)
                        .put("waiting", 3)
                        .put("overdue", 1)
                        .put("medianSeconds", 3 * 3600));
        assertThat(Api.send(guest.request("/people/" + handle).GET()).response().body())
                .contains("2 av 6 frågor");
    }

    @Test
    void aWeekAfterTheEndNothingMoreIsAskedButWhatWasAskedIsStillAnswered() {
        var ended = opened(vera, asked("Kort")).getString("slug");
        var open = ask(asta, ended, "Hann jag?");
        assertThat(vera.post("/api/qa/" + ended + "/end", new JsonObject()).status())
                .isEqualTo(200);
        CLOCK.step(Duration.ofDays(6));
        TestDatabase.get(SERVER.services().sittings().close());
        ask(asta, ended, "Och nu?");
        CLOCK.step(Duration.ofDays(2));
        TestDatabase.get(SERVER.services().sittings().close());
        assertThat(asta.post("/api/rooms/" + ended + "/posts", new JsonObject().put("text", "Och nu då?"))
                        .status())
                .isEqualTo(409);
        assertThat(list("unanswered")).contains(open);
        moves(vera, open, "decline", new JsonObject().put("reason", "Vi hann inte med, tyvärr."));
        assertThat(list("unanswered")).doesNotContain(open);
    }

    private static String other(String handle) {
        var unused = Person.member(SERVER.url(), handle);
        return handle;
    }
}
