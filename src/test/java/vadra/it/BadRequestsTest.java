package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A request that breaks a rule gets a problem that names the field and the rule; nothing is written by half. */
class BadRequestsTest {
    private static final String DATABASE = TestDatabase.fresh().url();
    private static final TestServer SERVER = TestServer.start(DATABASE, Map.of());
    private static final Person ASTA = Person.joins(SERVER.url(), "asta", new History());
    private static final Api GUEST = new Api(SERVER.url(), Optional.empty());
    private static final String POSTS = "/api/rooms/kaffe/posts";

    @BeforeAll
    static void open() {
        ASTA.startsRoom("kaffe");
    }

    @AfterAll
    static void stop() {
        assertThat(RoomLog.read(SERVER.url(), "kaffe")).as("what was refused").isEmpty();
        SERVER.close();
    }

    @Test
    void wordsThatMayNotBeSaidAreRefusedByName() {
        var bad = List.of(
                "",
                "   \n",
                "x".repeat(4_001),
                "e\u0301\u0301\u0301".repeat(3_000),
                "å".repeat(17_000),
                "a\u0000b",
                "a\u0007b",
                "a\u202Eb",
                "a\u2066b",
                "a\u009Bb");
        for (var text : bad) {
            refused(ASTA.api().post(POSTS, new JsonObject().put("text", text)), 400, "text");
        }
        // Half a surrogate pair exists as an escape only; as UTF-8 it cannot even be written.
        var half = HttpRequest.BodyPublishers.ofString("{\"text\":\"a\\ud800b\"}");
        refused(sent("application/json", half), 400, "text");
    }

    @Test
    void bodiesThatDoNotFitTheContractAreRefusedByName() {
        refused(ASTA.api().post(POSTS, new JsonObject()), 400, "text");
        refused(ASTA.api().post(POSTS, new JsonObject().put("text", 7)), 400, "text");
        refused(ASTA.api().post(POSTS, new JsonObject().putNull("text")), 400, "text");
        refused(ASTA.api().post(POSTS, new JsonObject().put("text", "x").put("language", "svenska")), 400, "language");
        refused(ASTA.api().post(POSTS, new JsonObject().put("text", "x").put("role", "staff")), 400, "role");
        refused(ASTA.api().post("/api/rooms", new JsonObject().put("title", "x").put("slug", "Å Ä")), 400, "slug");
        refused(ASTA.api().get(POSTS + "?limit=0"), 400, "limit");
        refused(ASTA.api().get(POSTS + "?limit=many"), 400, "limit");
        refused(ASTA.api().get("/api/rooms/kaffe/events?after=-1"), 400, "after");
        refused(
                ASTA.api().write("POST", POSTS, new JsonObject().put("text", "x"), "en nyckel"),
                400,
                "Idempotency-Key");
    }

    @Test
    void bodiesThatAreNoJsonAreRefused() {
        for (var body : List.of("", "{", "[]", "\"x\"", "null", "\u0000", "{\"text\":\"a\"} {}", "[".repeat(10_000))) {
            var answer = sent("application/json", HttpRequest.BodyPublishers.ofString(body));
            assertThat(answer.status()).as(body + " -> " + answer.json()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("invalid");
        }
        var broken = new byte[] {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xFF, '"', '}'};
        assertThat(sent("application/json", HttpRequest.BodyPublishers.ofByteArray(broken))
                        .status())
                .isEqualTo(400);
        assertThat(sent("text/plain", HttpRequest.BodyPublishers.ofString("hej"))
                        .status())
                .isBetween(400, 415);
        var large = "{\"text\":\"" + "x".repeat(100_000) + "\"}";
        assertThat(sent("application/json", HttpRequest.BodyPublishers.ofString(large))
                        .status())
                .isIn(400, 413);
    }

    private static Api.Answer sent(String type, HttpRequest.BodyPublisher body) {
        return Api.send(ASTA.api().request(POSTS).header("Content-Type", type).POST(body));
    }

    @Test
    void wrongIdsAndUnknownNamesAreNotFound() {
        var unknown = UUID.randomUUID().toString();
        for (var path : List.of(
                "/api/rooms/nowhere",
                "/api/rooms/nowhere/posts",
                "/api/posts/" + unknown,
                "/api/posts/7",
                "/api/posts/" + unknown + "/versions",
                "/api/posts/" + unknown + "/thread",
                "/api/people/nobody",
                "/api/people/%00",
                "/api/rooms/%F0%9F%98%80",
                "/api/nothing")) {
            var answer = GUEST.get(path);
            assertThat(answer.status()).as(path + " -> " + answer.json()).isIn(400, 404);
            assertThat(answer.problem()).isIn("not-found", "invalid");
        }
        var reply = new JsonObject().put("text", "x").put("parent", unknown);
        assertThat(ASTA.api().post(POSTS, reply).status()).isEqualTo(404);
        assertThat(ASTA.api().post(POSTS, reply.copy().put("parent", "7")).status())
                .isIn(400, 404);
        assertThat(ASTA.api().delete("/api/sessions/7").status()).isIn(400, 404);
        assertThat(ASTA.api().delete("/api/sessions/" + unknown).status()).isEqualTo(404);
        assertThat(GUEST.get("/api/posts/" + unknown + "/reactions/anger").status())
                .isIn(404, 405);
    }

    @Test
    void whoHasNoRightIsToldWhichOne() {
        var text = new JsonObject().put("text", "x");
        assertThat(GUEST.post(POSTS, text).status()).isEqualTo(401);
        assertThat(GUEST.get("/api/desk/claims").status()).isEqualTo(401);
        assertThat(ASTA.api().get("/api/desk/claims").status()).isEqualTo(403);
        assertThat(ASTA.api().get("/connection/sse?channel=desk:monitor").status())
                .isEqualTo(403);
        for (var forged : List.of("x", "x".repeat(3_000), ASTA.api().token().orElseThrow() + "x")) {
            var answer = new Api(SERVER.url(), Optional.of(forged)).get("/api/sessions");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("sign-in-needed");
        }
        var foreign = Api.send(ASTA.api()
                .request(POSTS)
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString(text.encode())));
        assertThat(foreign.status()).isEqualTo(403);
    }

    @Test
    void anothersPostIsNotMineToChange() {
        var room = Person.joins(SERVER.url(), "bo", new History()).startsRoom("te");
        var post = room.says("Mitt.");
        var edit = ASTA.api().write("PUT", "/api/posts/" + post, new JsonObject().put("text", "Ditt."), "k1");
        assertThat(edit.status()).as(edit.json().encode()).isEqualTo(403);
        assertThat(ASTA.api().delete("/api/posts/" + post).status()).isEqualTo(403);
        assertThat(GUEST.get("/api/posts/" + post).json().getString("text")).isEqualTo("Mitt.");
        room.withdraws(post);
        var late = room.api().write("PUT", "/api/posts/" + post, new JsonObject().put("text", "Ändå."), "k2");
        assertThat(late.status()).as(late.json().encode()).isEqualTo(409);
    }

    @Test
    void aClosedRoomTakesNothingMore() throws SQLException {
        var doc = Person.joins(SERVER.url(), "doc", new History()).startsRoom("stangt");
        var post = "/api/posts/" + doc.says("Sista ordet.");
        var url = "jdbc:" + DATABASE.replace("postgres:postgres@", "");
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("UPDATE room SET open = false WHERE slug = 'stangt'");
        }
        var words = new JsonObject().put("text", "Ett till.");
        for (var answer : List.of(
                doc.api().post("/api/rooms/stangt/posts", words),
                doc.api().write("PUT", post, words, "k1"),
                doc.api().write("PUT", post + "/reactions/heart", new JsonObject(), "k2"))) {
            assertThat(answer.status()).as(answer.json().encode()).isIn(403, 409);
            assertThat(answer.json().getString("detail")).containsIgnoringCase("closed");
        }
        assertThat(RoomLog.read(SERVER.url(), "stangt")).hasSize(1);
    }

    @Test
    void whoWantsToJoinIsToldWhatIsWrong() {
        var good = new JsonObject()
                .put("name", "Cia")
                .put("handle", "cia")
                .put("password", Person.PASSWORD)
                .put("acceptedRules", 1);
        refused(GUEST.post("/api/members", good.copy().put("handle", "Cia Ö")), 400, "handle");
        refused(GUEST.post("/api/members", good.copy().put("password", "kort")), 400, "password");
        refused(GUEST.post("/api/members", good.copy().put("name", "\u202E")), 400, "name");
        refused(GUEST.post("/api/members", good.copy().put("role", "staff")), 400, "role");
        var taken = GUEST.post("/api/members", good.copy().put("handle", "asta"));
        assertThat(taken.status()).as(taken.json().encode()).isIn(400, 409);
        var old = GUEST.post("/api/members", good.copy().put("acceptedRules", 99));
        assertThat(old.status()).as(old.json().encode()).isIn(400, 409);
    }

    private static void refused(Api.Answer answer, int status, String field) {
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().getString("field")).as(answer.json().encode()).isEqualTo(field);
        assertThat(answer.json().getString("rule")).isNotBlank();
    }
}
