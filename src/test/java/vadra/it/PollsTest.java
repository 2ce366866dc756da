package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A poll on whole servers: one answer each on any road, counts that all hear, and nobody's choice where that was declared. */
class PollsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer NORTH = TestServer.start(DATABASE.url(), Map.of());
    private static final TestServer SOUTH = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX, 2);

    private final History history = new History();
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String room = "rum-" + id;
    private final Person asta = Person.joins(NORTH.url(), "asta-" + id, history).startsRoom(room);
    private final Api guest = new Api(NORTH.url(), Optional.empty());

    @AfterAll
    static void stop() {
        NORTH.close();
        SOUTH.close();
        get(VERTX.close());
    }

    private static JsonObject terms(boolean anonymous) {
        return new JsonObject()
                .put("kind", "poll")
                .put("choices", JsonArray.of("Te", "Kaffe", "Vatten"))
                .put("anonymous", anonymous);
    }

    private String asks(JsonObject terms) {
        var answer = triesToAsk(terms);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
        return answer.json().getString("post");
    }

    @CanIgnoreReturnValue
    private Api.Answer triesToAsk(JsonObject terms) {
        return asta.api()
                .post(
                        "/api/rooms/" + room + "/posts",
                        new JsonObject().put("text", "Vad dricker ni?").put("parts", JsonArray.of(terms)));
    }

    @CanIgnoreReturnValue
    private static Api.Answer votes(Api by, String poll, String key, Integer... chosen) {
        return by.write(
                "PUT",
                "/api/posts/" + poll + "/vote",
                new JsonObject().put("chosen", JsonArray.of((Object[]) chosen)),
                key);
    }

    private List<Api> members(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> Person.member((i % 2 == 0 ? NORTH : SOUTH).url(), "m" + i + "-" + id))
                .toList();
    }

    private JsonObject poll(String post) {
        return guest.get("/api/posts/" + post + "/poll").json();
    }

    private void waitsFor(String post, int n) {
        Wait.until(n + " counted", () -> poll(post).getInteger("n") == n);
    }

    @Test
    void twoHundredAtOnceOnTwoNodesAreTwoHundredAnswersHoweverOftenEachIsSent() {
        var post = asks(terms(false));
        var people = members(50);
        var refused = IntStream.range(0, 200)
                .parallel()
                .map(i -> votes(people.get(i % 50), post, "k" + i % 50, i % 50 % 3)
                        .status())
                .filter(status -> status != 200)
                .count();
        assertThat(refused).isZero();
        waitsFor(post, 50);
        assertThat(poll(post).getJsonArray("counts")).isEqualTo(JsonArray.of(17, 17, 16));
        assertThat(get(OWNER.query("SELECT count(*)::int n FROM ballot WHERE post_id = '" + post + "'")
                                .execute())
                        .iterator()
                        .next()
                        .getInteger("n"))
                .isEqualTo(50);
    }

    @Test
    void theRoomHearsCountsInTimeAndAtMostFourTimesASecond() {
        var post = asks(terms(false));
        var people = members(12);
        try (var bo = Person.guest(SOUTH.url(), "bo", history).enters(room)) {
            people.forEach(each -> votes(each, post, "k", 1));
            Wait.until("told of all", () -> told(bo, post).stream().anyMatch(one -> one.getInteger("n") == 12));
            var last = told(bo, post).get(told(bo, post).size() - 1);
            assertThat(last).isEqualTo(poll(post));
            assertThat(Schemas.OPENAPI.errors("Poll", last)).isEmpty();
            assertThat(last.getJsonArray("counts")).isEqualTo(JsonArray.of(0, 12, 0));
        }
        var times = RoomLog.events(NORTH.url(), room).stream()
                .filter(event -> event.getString("kind").equals("poll.counted"))
                .map(event -> Instant.parse(event.getString("at")).toEpochMilli())
                .toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(200);
        }
    }

    private List<JsonObject> told(Person who, String post) {
        return who.live().heard("room:" + room).stream()
                .filter(event -> event.getString("kind").equals("poll.counted")
                        && event.getString("post").equals(post))
                .map(event -> event.getJsonObject("poll"))
                .toList();
    }

    @Test
    void anAnswerIsChangedTakenBackAndGivenOverTheSocketAsOverHttp() {
        var post = asks(terms(false).put("multiple", true));
        var bo = Person.joins(NORTH.url(), "bo-" + id, history);
        assertThat(votes(bo.api(), post, "k1", 0, 2).json().getJsonArray("mine"))
                .isEqualTo(JsonArray.of(0, 2));
        try (var device = bo.alsoAs("bo-phone").enters(room)) {
            var data = new JsonObject()
                    .put("post", post)
                    .put("chosen", JsonArray.of(1))
                    .put("commandId", "k2");
            var reply = device.live().call("vote", data);
            assertThat(reply.getJsonObject("rpc").getJsonObject("data").getJsonArray("mine"))
                    .isEqualTo(JsonArray.of(1));
            assertThat(device.live()
                            .call("vote", data.copy().put("chosen", "x"))
                            .getJsonObject("error")
                            .getInteger("code"))
                    .isEqualTo(400);
        }
        assertThat(bo.api()
                        .get("/api/posts/" + post)
                        .json()
                        .getJsonArray("parts")
                        .getJsonObject(0)
                        .getJsonObject("poll")
                        .getJsonArray("mine"))
                .isEqualTo(JsonArray.of(1));
        assertThat(votes(bo.api(), post, "k3").json().getJsonArray("mine")).isEqualTo(new JsonArray());
    }

    @Test
    void whatCannotBeAnsweredIsRefused() {
        var post = asks(terms(false));
        var bo = Person.member(NORTH.url(), "bo-" + id);
        assertThat(votes(guest, post, "k").status()).isEqualTo(401);
        assertThat(votes(bo, asta.says("ingen fråga"), "k", 0).status()).isEqualTo(404);
        assertThat(votes(bo, post, "k4", 7).problem()).isEqualTo("invalid");
    }

    @Test
    void itClosesToTheSecondOfTheDatabaseAndTellsWhatItCameTo() {
        var post = asks(
                terms(false).put("closesAt", Instant.now().plusSeconds(3_600).toString()));
        var bo = Person.member(NORTH.url(), "bo-" + id);
        votes(bo, post, "k1", 2);
        try (var cia = Person.guest(NORTH.url(), "cia", history).enters(room)) {
            clock(61);
            assertThat(votes(bo, post, "k2", 1).problem()).isEqualTo("conflict");
            Wait.until("closed", () -> told(cia, post).stream().anyMatch(one -> one.getBoolean("closed")));
            assertThat(poll(post).getJsonArray("counts")).isEqualTo(JsonArray.of(0, 0, 1));
            assertThat(votes(bo, post, "k1", 2).status())
                    .as("what counted is answered again")
                    .isEqualTo(200);
        } finally {
            clock(0);
        }
    }

    @Test
    void whatIsDeclaredIsHeldToItsForm() {
        for (var wrong : List.of(
                terms(true).put("choices", JsonArray.of("Te")),
                terms(true).put("choices", JsonArray.of("Te", "te")),
                terms(true).put("choices", JsonArray.of("Te", "x".repeat(121))),
                terms(true).put("results", "sometimes"),
                terms(true).put("closesAt", Instant.now().minusSeconds(60).toString()),
                terms(true)
                        .put("closesAt", Instant.now().plusSeconds(31 * 86_400).toString()))) {
            var answer = triesToAsk(wrong);
            assertThat(answer.status()).as(wrong.encode()).isEqualTo(400);
        }
        var both = new JsonObject().put("text", "?").put("parts", JsonArray.of(terms(true), terms(false)));
        assertThat(asta.api().post("/api/rooms/" + room + "/posts", both).problem())
                .isEqualTo("invalid");
    }

    @Test
    void anOpenPollTellsWhoChoseWhatAndTheStaffAsTheStaff() {
        var post = asks(terms(false).put("results", "voted"));
        var bo = Person.member(NORTH.url(), "bo-" + id);
        votes(NORTH.staff(), post, "k", 0);
        votes(bo, post, "k", 1);
        waitsFor(post, 2);
        assertThat(poll(post).containsKey("counts")).isFalse();
        assertThat(guest.get("/api/posts/" + post + "/ballots").json().getJsonArray("ballots"))
                .isEmpty();
        assertThat(bo.get("/api/posts/" + post + "/poll").json().getJsonArray("counts"))
                .isEqualTo(JsonArray.of(1, 1, 0));
        assertThat(bo.get("/api/posts/" + post + "/ballots").json().getJsonArray("ballots").stream()
                        .map(each -> ((JsonObject) each).getString("handle") + ((JsonObject) each).getString("role")))
                .containsExactly("bo-" + id + "member", "staffstaff");
    }

    @Test
    void aHiddenPollIsSilentAndIsGivenBackEqual() {
        var post = asks(terms(false));
        var bo = Person.member(NORTH.url(), "bo-" + id);
        votes(bo, post, "k", 1);
        waitsFor(post, 1);
        var before = guest.get("/api/posts/" + post).json();
        var moderation = new Moderation(NORTH);
        var act = moderation.acts(post, 3);
        var hidden = guest.get("/api/posts/" + post).json();
        assertThat(hidden.encode()).doesNotContain("Kaffe", "counts");
        assertThat(RoomLog.events(NORTH.url(), room).toString()).doesNotContain("Kaffe", "counts");
        assertThat(votes(bo, post, "k2", 0).problem()).isEqualTo("conflict");
        moderation.reverses(act, "Det var ingen adress.");
        assertThat(guest.get("/api/posts/" + post).json()).isEqualTo(before);
        var shown = RoomLog.events(NORTH.url(), room).stream()
                .filter(event -> event.getString("kind").equals("post.shown"))
                .findAny()
                .orElseThrow();
        assertThat(shown.getJsonArray("parts").encode()).contains("Kaffe");
    }

    @Test
    void aQuestionThatIsWrittenAnewSaysHowManyHadAnswered() {
        var post = asks(terms(true));
        votes(Person.member(NORTH.url(), "bo-" + id), post, "k", 1);
        waitsFor(post, 1);
        asta.edits(post, "Vad dricker ni på morgonen?");
        assertThat(poll(post).getInteger("reworded")).isEqualTo(1);
    }

    /** Lets the database's clock run ahead by some minutes. */
    private static void clock(int minutes) {
        get(OWNER.query("CREATE OR REPLACE FUNCTION ledger_now() RETURNS timestamptz LANGUAGE sql VOLATILE"
                        + " SET search_path = public, pg_temp"
                        + " RETURN clock_timestamp() + interval '" + minutes + " minutes'")
                .execute());
    }
}
