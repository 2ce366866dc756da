package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** A server on its first day, full of its demo: what it answers is what the contracts promise. */
class AnswersTest {
    private static final TestServer SERVER =
            TestServer.start(TestDatabase.fresh().url(), Map.of("VADRA_DEMO", "true"));
    private static Api staff = new Api(SERVER.url(), Optional.empty());

    @BeforeAll
    static void signIn() {
        var login = new JsonObject().put("handle", "staff").put("password", TestServer.STAFF_PASSWORD);
        staff = new Api(
                SERVER.url(),
                Optional.of(staff.post("/api/tokens", login).json().getString("token")));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void everyAnswerFitsTheContract() {
        assertThat(Stream.of(
                        "/api/session",
                        "/api/sessions",
                        "/api/rules",
                        "/api/products",
                        "/api/rooms",
                        "/api/rooms/fjallglod",
                        "/api/rooms/fjallglod/posts",
                        "/api/rooms/fjallglod/events",
                        "/api/rooms/fjallglod/presence",
                        "/api/people/asta",
                        "/api/posts/" + post("fjallglod", "withdrawn"),
                        "/api/posts/" + post("fjallglod", "editedAt"),
                        "/api/posts/" + post("fjallglod", "editedAt") + "/versions",
                        "/api/posts/" + post("fjallglod", "editedAt") + "/thread",
                        "/api/desk/claims",
                        "/api/desk/claims/bryggaren-kan-fatta-eld",
                        "/api/desk/claims/bryggaren-kan-fatta-eld/minutes",
                        "/api/desk/claims/bryggaren-kan-fatta-eld/posts"))
                .allSatisfy(path -> {
                    var answer = staff.get(path);
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(Schemas.OPENAPI.errors(schema(path), answer.json()))
                            .isEmpty();
                });
    }

    @Test
    void everyRefusalFitsTheContract() {
        var guest = new Api(SERVER.url(), Optional.empty());
        assertThat(Stream.of(
                        guest.get("/api/desk/claims"),
                        guest.get("/api/rooms/none"),
                        guest.post("/api/rooms/fjallglod/posts", new JsonObject()),
                        staff.post("/api/rooms/lanseringskvallen/posts", new JsonObject().put("text", "Hallå?"))))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isBetween(400, 499);
                    assertThat(Schemas.OPENAPI.errors("Problem", answer.json())).isEmpty();
                });
    }

    @Test
    void everyEventFitsTheChannels() {
        assertThat(staff.get("/api/rooms").json().getJsonArray("rooms").stream()
                        .map(JsonObject.class::cast)
                        .flatMap(room -> staff
                                .get("/api/rooms/" + room.getString("slug") + "/events?limit=200")
                                .json()
                                .getJsonArray("events")
                                .stream()))
                .hasSizeGreaterThan(150)
                .map(event -> ((JsonObject) event).getJsonObject("data"))
                .allSatisfy(data -> assertThat(Schemas.ASYNCAPI.errors(schemaOf(data.getString("kind")), data))
                        .isEmpty())
                .extracting(data -> data.getString("kind"))
                .contains("post.created", "post.edited", "post.withdrawn", "reaction.added");
    }

    @Test
    void theDemoHasSomethingToShow() {
        var rooms = staff.get("/api/rooms").json().getJsonArray("rooms");
        assertThat(rooms)
                .extracting(room -> ((JsonObject) room).getBoolean("open"))
                .contains(true, false);
        assertThat(rooms)
                .extracting(room -> ((JsonObject) room).getString("language"))
                .contains("sv", "en");
        var reading =
                staff.get("/api/desk/claims/bryggaren-kan-fatta-eld").json().getJsonObject("reading");
        assertThat(reading.getInteger("carriers")).isGreaterThan(5);
        assertThat(reading.getJsonArray("rooms")).contains("fjallglod", "tjarn", "brew-talk");
        assertThat(staff.get("/api/rooms/fjallglod")
                        .json()
                        .getJsonObject("pulse")
                        .getInteger("posts"))
                .isPositive();
    }

    private static String post(String room, String mark) {
        return posts(room)
                .filter(post -> post.getValue(mark) instanceof Boolean is ? is : post.getValue(mark) != null)
                .findFirst()
                .orElseThrow()
                .getString("id");
    }

    private static Stream<JsonObject> posts(String room) {
        return staff.get("/api/rooms/" + room + "/posts?limit=200").json().getJsonArray("posts").stream()
                .map(JsonObject.class::cast);
    }

    /** The schema of what a path answers; its variable parts are found by their neighbours. */
    private static JsonObject schema(String path) {
        return Schemas.OPENAPI.document().getJsonObject("paths").stream()
                .filter(one -> path.matches(one.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
                .map(one -> ((JsonObject) one.getValue())
                        .getJsonObject("get")
                        .getJsonObject("responses")
                        .getJsonObject("200")
                        .getJsonObject("content")
                        .getJsonObject("application/json")
                        .getJsonObject("schema"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path));
    }

    private static JsonObject schemaOf(String kind) {
        return Schemas.ASYNCAPI.document().getJsonObject("components").getJsonObject("messages").stream()
                .map(message -> (JsonObject) message.getValue())
                .filter(message -> Objects.equals(
                        kind,
                        message.getJsonArray("examples")
                                .getJsonObject(0)
                                .getJsonObject("payload")
                                .getString("kind")))
                .map(message -> message.getJsonObject("payload"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind));
    }
}
