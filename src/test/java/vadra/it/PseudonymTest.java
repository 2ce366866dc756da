package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** Whoever asks under a pseudonym is found by nobody, but by a house rule; and then they are told. */
class PseudonymTest {
    private static final TestServer SERVER = TestServer.start();
    private static final List<String> PLACES = List.of(
            "/api/rooms/kvall",
            "/api/rooms/kvall/posts",
            "/api/rooms/kvall/events?limit=200",
            "/api/rooms/kvall/questions",
            "/api/rooms/kvall/questions?order=wanted",
            "/api/rooms/kvall/presence",
            "/api/rooms/kvall/pinned",
            "/api/rooms/kvall/hosts",
            "/rooms/kvall",
            "/rooms/kvall/feed.atom",
            "/",
            "/api/rooms",
            "/api/openness/ledger",
            "/api/desk/cases",
            "/api/desk/claims",
            "/api/desk/restraints",
            "/api/desk/appeals",
            "/desk/restraint");

    private final History history = new History();
    private final Api staff = SERVER.staff();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void theMemberIsNowhereToBeFound() {
        var bjorn = Person.joins(SERVER.url(), "bjorn", history).startsRoom("kvall");
        bjorn.makesHost("bjorn");
        var hidden = Person.joins(SERVER.url(), "doldaren", history).entersQuietly("kvall");
        try (var listener = Person.guest(SERVER.url(), "gäst", history).enters("kvall")) {
            var question = hidden.asks("Får man byta filter själv?", true);
            var alias = hidden.api().get("/api/rooms/kvall/alias").json().getJsonObject("alias");
            assertThat(alias.getString("handle")).isEmpty();
            hidden.edits(question, "Får man byta filtret själv?");
            var reply = new JsonObject()
                    .put("text", "Det sitter hårt.")
                    .put("parent", question)
                    .put("alias", true);
            assertThat(hidden.api().post("/api/rooms/kvall/posts", reply).status())
                    .isEqualTo(201);
            var withdrawn = hidden.asks("Glöm det.", true);
            hidden.withdraws(withdrawn);
            bjorn.moves(question, "answer", new JsonObject().put("text", "Ja."));
            report(bjorn, question);
            listener.hears("Ja.");
            assertThat(listener.hears("Det sitter hårt.").getJsonObject("by")).isEqualTo(alias);
            assertThat(heard(listener)).noneMatch(PseudonymTest::betrays);
            isFoundByNobody(hidden.api(), bjorn.api(), question);
        }
    }

    private void isFoundByNobody(Api own, Api host, String question) {
        for (var who : List.of(staff, host, new Api(SERVER.url(), Optional.empty()))) {
            assertThat(places(question))
                    .allSatisfy(place -> assertThat(
                                    betrays(who.get(place).response().body()))
                            .as(place)
                            .isFalse());
            assertThat(who.get("/api/people/doldaren").json().getJsonArray("posts"))
                    .isEmpty();
        }
        assertThat(own.get("/api/people/doldaren").json().getJsonArray("posts")).hasSize(2);
        assertThat(own.get("/api/me/questions").json().getJsonArray("asked")).hasSize(1);
    }

    @Test
    void whoAnswersAsksUnderTheirOwnNameAndOnlyQuestionsHaveAnother() {
        var bjorn = Person.joins(SERVER.url(), "bjorn-2", history).startsRoom("egna");
        bjorn.makesHost("bjorn-2");
        var asked = new JsonObject()
                .put("text", "Är vi bäst?")
                .put("question", true)
                .put("alias", true);
        assertThat(bjorn.api().post("/api/rooms/egna/posts", asked).status()).isEqualTo(403);
        assertThat(staff.post("/api/rooms/egna/posts", asked).status()).isEqualTo(403);
        var asta = Person.joins(SERVER.url(), "asta-2", history).entersQuietly("egna");
        var said = new JsonObject().put("text", "Hej").put("alias", true);
        assertThat(asta.api().post("/api/rooms/egna/posts", said).status()).isEqualTo(400);
        var one = asta.asks("En?", true);
        var two = asta.asks("Två?", true);
        assertThat(author(one)).isEqualTo(author(two));
        var elsewhere = asta.startsRoom("annat").asks("Tre?", true);
        assertThat(author(elsewhere).getString("id")).isNotEqualTo(author(one).getString("id"));
    }

    @Test
    void aPseudonymIsLiftedForARuleByStaffFewTimesAndThePersonIsTold() {
        var asta =
                Person.joins(SERVER.url(), "asta-3", history).startsRoom("hot").enters("hot");
        asta.live().listen("me:asta-3");
        try (asta) {
            var question = asta.asks("Var bor han?", true);
            var cited =
                    new JsonObject().put("version", 1).put("rule", 3).put("grounds", "Frågan röjer var en person bor.");
            var path = "/api/posts/" + question + "/lift";
            var bo = Person.member(SERVER.url(), "bo-3");
            assertThat(bo.post(path, cited).status()).isEqualTo(403);
            assertThat(staff.post(path, cited.copy().put("grounds", "nej")).status())
                    .isEqualTo(400);
            assertThat(staff.post(path, cited.copy().put("version", 2)).status())
                    .isEqualTo(409);
            assertThat(staff.post("/api/posts/" + asta.says("öppet") + "/lift", cited)
                            .status())
                    .isEqualTo(404);
            liftsThrice(path, cited);
            isTold(asta);
        }
    }

    private void liftsThrice(String path, JsonObject cited) {
        for (int i = 0; i < 3; i++) {
            assertThat(staff.post(path, cited).json().getJsonObject("member").getString("handle"))
                    .isEqualTo("asta-3");
        }
        assertThat(staff.post(path, cited).status()).isEqualTo(429);
    }

    private static void isTold(Person asta) {
        Wait.until("she is told", () -> asta.live().heard("me:asta-3").size() >= 3);
        var told = asta.live().heard("me:asta-3").get(0).copy();
        told.remove("heardNanos");
        assertThat(Schemas.ASYNCAPI.errors("Lifted", told)).isEmpty();
        assertThat(told.getJsonObject("lifting").getString("actor")).startsWith("moderator-");
        assertThat(asta.api().get("/api/me/liftings").json().getJsonArray("liftings"))
                .hasSize(3);
    }

    private static void report(Person by, String post) {
        var report = new JsonObject()
                .put("kind", "post")
                .put("object", post)
                .put("rule", 1)
                .put("words", "Det hör inte hit.");
        assertThat(by.api().post("/api/reports", report).status()).isBetween(200, 201);
    }

    private static List<String> places(String question) {
        var places = new ArrayList<>(PLACES);
        for (var end : List.of("", "/thread", "/versions", "/moves")) {
            places.add("/api/posts/" + question + end);
        }
        return places;
    }

    private static List<String> heard(Person listener) {
        return listener.live().heard(listener.channel()).stream()
                .map(JsonObject::encode)
                .toList();
    }

    private static boolean betrays(String text) {
        return text.contains("doldaren");
    }

    private static JsonObject author(String post) {
        return new Api(SERVER.url(), Optional.empty())
                .get("/api/posts/" + post)
                .json()
                .getJsonObject("author");
    }
}
