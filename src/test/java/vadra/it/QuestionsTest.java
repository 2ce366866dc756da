package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;
import vadra.core.Role;
import vadra.history.History;

/** People ask, and hosts answer where everybody sees it. */
class QuestionsTest {
    private static final TestServer SERVER = TestServer.start();
    private static final JsonObject NOTHING = new JsonObject();

    private final History history = new History();
    private final Api guest = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void everyMoveIsHeardByEverybodyAndTheAskerIsTold() {
        var bjorn = joins("bjorn").startsRoom("kvall");
        bjorn.makesHost("bjorn");
        var asta = joins("asta").enters("kvall");
        asta.live().listen("me:asta");
        try (asta;
                var listener = Person.guest(SERVER.url(), "gäst", history).enters("kvall")) {
            var question = asta.asks("Hur länge håller packningen?");
            var same = joins("ada").entersQuietly("kvall").asks("Håller packningen länge?");
            asta.gives(question, "want");
            bjorn.moves(same, "merge", new JsonObject().put("into", question));
            bjorn.moves(question, "choose", NOTHING);
            var answer = bjorn.moves(question, "answer", new JsonObject().put("text", "I tio år."));
            hearsTheAnswer(listener, List.of(question, same, answer.getString("post")));
            isTold(asta);
        }
        assertThat(Schemas.OPENAPI.errors(
                        "PastMove",
                        guest.get("/api/posts/" + newest("kvall") + "/moves")
                                .json()
                                .getJsonArray("moves")
                                .getJsonObject(0)))
                .isEmpty();
    }

    private void hearsTheAnswer(Person listener, List<String> posts) {
        Wait.until("the answer is heard", () -> !moved(listener, "answer").isEmpty());
        var told = moved(listener, "answer").get(0);
        assertThat(told.getString("state")).isEqualTo("answered");
        assertThat(told.getString("answer")).isEqualTo(posts.get(2));
        assertThat(told.getJsonArray("merged")).containsExactly(posts.get(1));
        assertThat(told.getInteger("votes")).isEqualTo(1);
        assertThat(question(posts.get(0))).isEqualTo(told);
        assertThat(listener.hears("I tio år.").getString("parent")).isEqualTo(posts.get(0));
    }

    /** Notifications come the same way. */
    private static List<JsonObject> outcomes(Person asta) {
        return asta.live().heard("me:asta").stream()
                .filter(one -> one.containsKey("move"))
                .toList();
    }

    private static void isTold(Person asta) {
        Wait.until("the asker is told", () -> outcomes(asta).size() >= 2);
        assertThat(outcomes(asta)).extracting(one -> one.getString("move")).containsExactly("choose", "answer");
        assertThat(Schemas.ASYNCAPI.errors(
                        "QuestionTold", without(outcomes(asta).get(1))))
                .isEmpty();
        assertThat(asta.api().get("/api/me/questions").json().getJsonArray("asked"))
                .hasSize(1);
    }

    @Test
    void aClaimIsNamedAnAnswerStaysAndAMoveIsUndone() {
        var bjorn = joins("bjorn-2").startsRoom("las");
        var carin = joins("carin-2").entersQuietly("las");
        bjorn.makesHost("bjorn-2");
        bjorn.makesHost("carin-2");
        var question = joins("asta-2").entersQuietly("las").asks("Vem svarar?");
        bjorn.moves(question, "claim", NOTHING);
        var refused = carin.triesToMove(question, "answer", new JsonObject().put("text", "Jag!"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("taken");
        assertThat(refused.json().getJsonObject("by").getString("handle")).isEqualTo("bjorn-2");
        var key = UUID.randomUUID().toString();
        var answer = new JsonObject().put("text", "Det gör jag.");
        var first = bjorn.api().write("POST", "/api/posts/" + question + "/answer", answer, key);
        var again = bjorn.api().write("POST", "/api/posts/" + question + "/answer", answer, key);
        assertThat(again.json()).as("sent twice, it is one").isEqualTo(first.json());
        assertThat(carin.triesToMove(question, "answer", answer).status()).isEqualTo(409);
        assertThat(carin.triesToMove(question, "undo", NOTHING).status()).isEqualTo(409);
        bjorn.moves(question, "undo", NOTHING);
        assertThat(question(question).getString("state")).isEqualTo("asked");
        assertThat(guest.get("/api/posts/" + first.json().getString("post"))
                        .json()
                        .getString("text"))
                .as("what was said stays said")
                .isEqualTo("Det gör jag.");
        bjorn.moves(question, "release", NOTHING);
        promisesAreKept(question);
    }

    private void promisesAreKept(String question) {
        var staff = Person.signedIn("staff", SERVER.staff(), history).entersQuietly("las");
        assertThat(staff.triesToMove(question, "decline", new JsonObject().put("reason", "nej"))
                        .status())
                .isEqualTo(400);
        staff.moves(question, "promise", new JsonObject().put("by", in(3_600)).put("note", "Vi mäter."));
        staff.moves(question, "promise", new JsonObject().put("by", in(7_200)));
        assertThat(guest.get("/api/posts/" + question + "/moves").json().getJsonArray("moves"))
                .extracting(one -> ((JsonObject) one).getString("move"))
                .containsExactly("claim", "answer", "undo", "release", "promise", "promise");
    }

    @Test
    void inAQuestionRoomWhatOpensAThreadIsAQuestionAndTheEndLeavesWhatIsOwed() {
        var bjorn = joins("bjorn-3");
        var host = actor("bjorn-3");
        var slug = SittingTest.opened(bjorn.api(), SittingTest.asked("Fråga")).getString("slug");
        bjorn.entersQuietly(slug);
        var asta = joins("asta-3").entersQuietly(slug);
        var announced = bjorn.says("Välkomna!");
        var asked = asta.says("Vad kostar det?");
        var own = bjorn.asks("Vad vill ni veta?");
        assertThat(guest.get("/api/posts/" + announced).json().containsKey("question"))
                .isFalse();
        assertThat(question(asked).getString("state")).isEqualTo("asked");
        assertThat(question(own).getString("state")).isEqualTo("asked");
        assertThat(asta.triesToMove(asked, "choose", NOTHING).status()).isEqualTo(403);
        get(SERVER.services()
                .reader()
                .close(get(SERVER.services().reader().key(slug)).id(), host.id()));
        assertThat(asta.triesToSay("för sent", "s1").status()).isEqualTo(409);
        bjorn.moves(asked, "answer", new JsonObject().put("text", "Hundra kronor."));
        assertThat(question(asked).getString("state")).isEqualTo("answered");
    }

    @Test
    void pagesOfAnOrderNeitherRepeatNorSkipAndTheLeastSeenHaveTheirShare() {
        var asta = joins("asta-4").startsRoom("manga");
        var questions =
                IntStream.range(0, 30).mapToObj(i -> asta.asks("Fråga " + i)).toList();
        questions.subList(0, 25).forEach(question -> asta.gives(question, "want"));
        var reader = joins("lasare-4");
        assertThat(ids(reader.api()
                        .get("/api/rooms/manga/questions?order=new&limit=28")
                        .json()))
                .hasSize(28);
        get(SERVER.services().questions().audience().save());

        var page = guest.get("/api/rooms/manga/questions?order=wanted&limit=20").json();
        assertThat(ids(page)).contains(questions.get(0), questions.get(1));
        // The two that the reader was not shown are the first two, which stand on top by their votes; so the next in
        // line.
        asta.takesBack(questions.get(0), "want");
        asta.takesBack(questions.get(1), "want");
        page = guest.get("/api/rooms/manga/questions?order=wanted&limit=20").json();
        var first = ids(page);
        assertThat(first.get(9)).isEqualTo(questions.get(0));
        assertThat(first.get(19)).isEqualTo(questions.get(1));
        goesOn(asta, page, questions);
    }

    private void goesOn(Person asta, JsonObject page, List<String> questions) {
        var first = ids(page);
        IntStream.range(20, 30).forEach(i -> asta.gives(questions.get(i), i % 2 == 0 ? "agree" : "heart"));
        asta.asks("En sen fråga");
        var rest = guest.get("/api/rooms/manga/questions?limit=20&cursor=" + page.getString("next"))
                .json();
        first.addAll(ids(rest));
        assertThat(first).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(questions);
        assertThat(rest.getString("next")).isNull();
        assertThat(guest.get("/api/rooms/manga/questions?cursor=x.1").status()).isEqualTo(400);
        assertThat(ids(guest.get("/api/rooms/manga/questions?order=unseen&limit=3")
                        .json()))
                .startsWith(questions.get(0), questions.get(1));
    }

    /** Without what the test's own client notes. */
    private static JsonObject without(JsonObject told) {
        var sent = told.copy();
        sent.remove("heardNanos");
        return sent;
    }

    private static String in(int seconds) {
        return Instant.now().plusSeconds(seconds).toString();
    }

    private Person joins(String handle) {
        return Person.joins(SERVER.url(), handle, history);
    }

    private static Actor actor(String handle) {
        return new Actor(get(SERVER.services().community().person(handle)).id(), handle, handle, Role.MEMBER);
    }

    private JsonObject question(String post) {
        return guest.get("/api/posts/" + post).json().getJsonObject("question");
    }

    private String newest(String room) {
        return ids(guest.get("/api/rooms/" + room + "/questions").json()).get(0);
    }

    private static List<String> ids(JsonObject page) {
        var ids = new ArrayList<String>();
        page.getJsonArray("questions").forEach(one -> ids.add(((JsonObject) one).getString("id")));
        return ids;
    }

    private static List<JsonObject> moved(Person listener, String move) {
        return listener.live().heard(listener.channel()).stream()
                .filter(event -> move.equals(event.getString("move")))
                .map(event -> event.getJsonObject("question"))
                .toList();
    }
}
