package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.app.TestDatabase;
import vadra.history.History;

/** Two servers on one database are one server, with word of each other and without. */
class TwoNodesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool SQL = DATABASE.pool(VERTX);
    private static final TestServer NORTH = node("pg");
    private static final TestServer SOUTH = node("pg");
    /** It hears from nobody, and tells nobody: whatever reaches it was found by looking. */
    private static final TestServer DEAF = node("local");

    private final History history = new History();

    private static TestServer node(String hints) {
        return TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", hints));
    }

    @AfterAll
    static void stop() {
        List.of(NORTH, SOUTH, DEAF).forEach(TestServer::close);
        TestDatabase.get(VERTX.close());
    }

    @Test
    void aRoomStartedAndTalkedInOnOneIsHeardOnTheOthersInTheSameOrder() {
        var room = "samma";
        try (var asta = Person.joins(NORTH.url(), "asta", history)
                        .startsRoom(room)
                        .enters(room);
                var bo = Person.joins(SOUTH.url(), "bo", history).enters(room);
                var cia = Person.joins(DEAF.url(), "cia", history).enters(room)) {
            for (int i = 0; i < 50; i++) {
                List.of(asta, bo, cia).get(i % 3).says("nr " + i);
            }
            for (var person : List.of(asta, bo, cia)) {
                person.hears("nr 49");
            }
            Wait.until(
                    "all have heard all",
                    () -> List.of(asta, bo, cia).stream()
                            .allMatch(one -> one.live().offset("room:" + room) == 50));
            assertThat(TestServer.judge(SOUTH.url(), history, List.of(room))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"med", "utan"})
    void aRoomStartedElsewhereIsKnownByItsNameFromItsFirstEventOn(String word) {
        var there = word.equals("med") ? SOUTH : DEAF;
        var room = "ny-" + word;
        var asta = Person.joins(NORTH.url(), "asta-" + word, history).startsRoom(room);
        asta.says("först");
        try (var listener = Person.guest(there.url(), "gäst", history).enters(room)) {
            asta.says("sedan");
            listener.hears("sedan");
        }
    }

    @Test
    void whatANewerServerWroteKeepsItsPlaceAndNobodyFromTheRest() {
        var asta = Person.joins(NORTH.url(), "asta-ny", history).startsRoom("nyare");
        asta.says("före");
        try (var bo = Person.guest(DEAF.url(), "bo", history).enters("nyare")) {
            TestDatabase.get(SQL.query("WITH grown AS (UPDATE room SET last_seq = last_seq + 1 WHERE slug = 'nyare'"
                            + " RETURNING id, last_seq) INSERT INTO event SELECT id, last_seq, now(), 'post.sung',"
                            + " '{\"kind\":\"post.sung\"}' FROM grown")
                    .execute());
            asta.says("efter");
            bo.hears("efter");
            assertThat(bo.live().offset("room:nyare")).isEqualTo(3);
        }
    }

    @Test
    void oneCommandSentToBothAtOnceIsOnePost() {
        var asta = Person.joins(NORTH.url(), "asta-dubbel", history).startsRoom("dubbel");
        var elsewhere = asta.api().at(SOUTH.url());
        for (int i = 0; i < 20; i++) {
            var command = UUID.randomUUID().toString();
            var body = new JsonObject().put("text", "en gång " + i);
            var answers = AtOnce.all(
                    2, n -> (n == 0 ? asta.api() : elsewhere).write("POST", "/api/rooms/dubbel/posts", body, command));
            assertThat(answers).extracting(Api.Answer::status).containsOnly(201);
            assertThat(answers.get(0).json()).isEqualTo(answers.get(1).json());
        }
        assertThat(RoomLog.read(DEAF.url(), "dubbel")).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"med", "utan"})
    void aSessionEndedOnOneLosesItsSocketsOnTheOther(String word) {
        var there = word.equals("med") ? SOUTH : DEAF;
        var asta = Person.joins(NORTH.url(), "asta-ut-" + word, history);
        try (var lost = new LiveClient("förlorad", asta.api().at(there.url()), history).open()) {
            assertThat(asta.api().at(there.url()).get("/api/sessions").status()).isEqualTo(200);
            assertThat(asta.api().delete("/api/sessions/" + session(asta)).status())
                    .isEqualTo(204);
            // A second for whoever looks, and a little for the way.
            Wait.until(
                    "its socket is closed",
                    Duration.ofSeconds(3),
                    () -> lost.closes().contains(3005));
            Wait.until("it is refused", () -> lost.closes().contains(3500));
            assertThat(asta.api().at(there.url()).get("/api/sessions").status()).isEqualTo(401);
        }
    }

    @Test
    void howManyAreHereIsTheSameOnBoth() {
        var room = "antal";
        try (var asta = Person.joins(NORTH.url(), "asta-antal", history)
                        .startsRoom(room)
                        .enters(room);
                var gunnar = Person.guest(NORTH.url(), "gäst 1", history).enters(room)) {
            try (var bo = Person.joins(SOUTH.url(), "bo-antal", history).enters(room)) {
                for (var api : List.of(asta.api(), bo.api())) {
                    Wait.until("three are here", () -> here(api, room) == 3);
                }
                Wait.until(
                        "all are told",
                        () -> List.of(asta, gunnar, bo).stream()
                                .allMatch(one -> one.live().heard("room:" + room).stream()
                                        .anyMatch(data -> data.getInteger("people", 0) == 3)));
            }
            Wait.until("two are left", () -> here(asta.api(), room) == 2);
        }
    }

    private static int here(Api api, String room) {
        return api.get("/api/rooms/" + room + "/presence").json().getInteger("people");
    }

    @Test
    void whatAStatementDeletesIsRevokedEverywhere() {
        var people = IntStream.range(0, 3)
                .mapToObj(i -> Person.joins(NORTH.url(), "bort-" + i, history))
                .toList();
        var sockets = people.stream()
                .map(one -> new LiveClient("förlorad", one.api().at(SOUTH.url()), history).open())
                .toList();
        TestDatabase.get(
                SQL.query("DELETE FROM member WHERE handle LIKE 'bort-%'").execute());
        for (var socket : sockets) {
            Wait.until(
                    "a deleted member's socket is closed", () -> socket.closes().contains(3500));
            socket.close();
        }
    }

    @Test
    void aRightTakenAwayIsGoneEverywhereAtOnce() {
        var asta = Person.joins(NORTH.url(), "asta-stab", history);
        role("asta-stab", "staff");
        var api = asta.api().at(SOUTH.url());
        Wait.until("she is staff", () -> api.get("/api/desk/claims").status() == 200);
        try (var desk = new LiveClient("desk", api, history).open()) {
            assertThat(desk.listen("desk:monitor").containsKey("subscribe")).isTrue();
            role("asta-stab", "member");
            Wait.until(
                    "the desk is closed to her",
                    () -> api.get("/api/desk/claims").status() == 403);
            Wait.until("her socket began anew", () -> desk.closes().contains(3005));
            Wait.until("she is there again", desk::isConnected);
            assertThat(desk.command("subscribe", new JsonObject().put("channel", "desk:monitor"))
                            .getJsonObject("error")
                            .getInteger("code"))
                    .as("denied")
                    .isEqualTo(103);
        }
    }

    private static void role(String handle, String role) {
        TestDatabase.get(SQL.query("UPDATE member SET role = '" + role + "' WHERE handle = '" + handle + "'")
                .execute());
    }

    private static String session(Person person) {
        return person.api()
                .get("/api/sessions")
                .json()
                .getJsonArray("sessions")
                .getJsonObject(0)
                .getString("id");
    }
}
