package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A held room: everybody is told, everybody waits alike, nobody sees what waits but its author, and all of it is said. */
class HoldTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX, 2);
    private static final JsonObject HOLD =
            new JsonObject().put("minutes", 10).put("why", "Vi läser ikapp innan fler skriver.");
    private static final String WORDS = "ord-som-väntar";
    /** All that shows posts to anybody but whose they are alone; the others' own lists among them. */
    private static final List<String> PLACES = List.of(
            "/rooms/lika",
            "/rooms/lika/feed.atom",
            "/people/asta-lika",
            "/",
            "/openness",
            "/api/rooms",
            "/api/rooms/lika",
            "/api/rooms/lika/posts",
            "/api/rooms/lika/events",
            "/api/people/asta-lika",
            "/api/openness/export",
            "/api/desk/claims",
            "/api/desk/cases");

    private final History history = new History();
    private final Api guest = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    @Test
    void everybodyIsToldWhoWhyAndUntilWhen() {
        var asta = Person.joins(SERVER.url(), "asta", history).startsRoom("lugnt");
        try (var bo = Person.guest(SERVER.url(), "bo", history).enters("lugnt")) {
            var hold = hold(asta.api(), "lugnt").json();
            assertThat(hold.getString("act")).isEqualTo("hold");
            assertThat(hold.getString("by")).isEqualTo("starter");
            assertThat(Schemas.OPENAPI.errors("Calm", hold)).isEmpty();
            assertThat(bo.hearsOf("room.calmed").getJsonObject("calm")).isEqualTo(hold);
            var room = guest.get("/api/rooms/lugnt").json();
            assertThat(Schemas.OPENAPI.errors("Room", room)).isEmpty();
            assertThat(room.getJsonObject("hold")).isEqualTo(hold);
            assertThat(room.getJsonObject("starter").getString("handle")).isEqualTo("asta");
            assertThat(guest.get("/rooms/lugnt").response().body())
                    .contains(HOLD.getString("why"), "/openness/" + hold.getLong("entry"));
            for (var place : List.of("/openness", "/openness/" + hold.getLong("entry"), "/openness.atom")) {
                assertThat(guest.get(place).response().body()).as(place).contains(HOLD.getString("why"));
            }
            assertThat(guest.get("/api/openness/figures").json().getString("state"))
                    .isEqualTo("held");
            assertThat(asta.api().delete("/api/rooms/lugnt/hold").status()).isEqualTo(200);
            Wait.until("bo hears of its end", () -> calmed(bo).size() == 2);
            assertThat(calmed(bo).get(1).getLong("ends")).isEqualTo(hold.getLong("entry"));
            assertThat(guest.get("/api/rooms/lugnt").json().getJsonObject("hold"))
                    .isNull();
        }
    }

    @Test
    void memberStarterAndStaffWaitAlikeAndAllIsSaidInItsOrderWhenTheTimeIsOver() {
        var asta = Person.joins(SERVER.url(), "asta-lika", history).startsRoom("lika");
        var claim = new JsonObject().put("title", "Väntar").put("phrases", new JsonArray().add(WORDS));
        assertThat(SERVER.staff().post("/api/desk/claims", claim).status()).isEqualTo(201);
        var before = asta.says("före");
        assertThat(hold(SERVER.staff(), "lika").status()).isEqualTo(200);
        try (var listener = Person.guest(SERVER.url(), "gäst", history).enters("lika")) {
            var first = allWrite(asta, before);
            assertThat(asta.triesToSay(WORDS + " starter", "c1").json())
                    .as("sent twice it is one")
                    .isEqualTo(first);
            asta.edits(before, "före, men bättre");
            onlyTheAuthorSees(asta, listener);
            clock(10);
            for (var said : List.of(" starter", " member", " staff", " svar")) {
                listener.hears(WORDS + said);
            }
            assertThat(RoomLog.read(SERVER.url(), "lika").subList(1, 8))
                    .containsExactly("room.calmed@2", "post.edited@3", "room.calmed@4", "c1", "c2", "c3", "c4");
            assertThat(guest.get("/api/posts/" + first.getString("held")).status())
                    .as("under the id that was told")
                    .isEqualTo(200);
        } finally {
            clock(0);
        }
        assertThat(asta.triesToSay(WORDS + " starter", "c1").status()).isEqualTo(201);
        assertThat(held(asta.api())).isEmpty();
        Wait.until("the desk counts them", () -> mentions() == 4);
    }

    /** By HTTP and by socket, of all three kinds, a new thread and a reply; what the starter was answered. */
    private JsonObject allWrite(Person asta, String post) {
        var bo = Person.joins(SERVER.url(), "bo-lika", history).entersQuietly("lika");
        var staff = Person.signedIn("staff", SERVER.staff(), history).entersQuietly("lika");
        try (var socket = bo.alsoAs("bo-socket").enters("lika")) {
            var first = asta.triesToSay(WORDS + " starter", "c1");
            assertThat(first.status()).isEqualTo(202);
            assertThat(Schemas.OPENAPI.errors("HeldAck", first.json())).isEmpty();
            var second = socket.triesToSayLive(WORDS + " member", "c2").getJsonObject("rpc");
            assertThat(Schemas.OPENAPI.errors("HeldAck", second.getJsonObject("data")))
                    .isEmpty();
            assertThat(staff.triesToSay(WORDS + " staff", "c3").status()).isEqualTo(202);
            var reply = new JsonObject().put("text", WORDS + " svar").put("parent", post);
            assertThat(bo.api()
                            .write("POST", "/api/rooms/lika/posts", reply, "c4")
                            .status())
                    .isEqualTo(202);
            bothSee(bo.api());
            return first.json();
        }
    }

    private static void bothSee(Api bo) {
        assertThat(held(bo)).hasSize(2).allSatisfy(one -> {
            assertThat(Schemas.OPENAPI.errors("HeldPost", one)).isEmpty();
            assertThat(one.getString("until")).isNotNull();
        });
    }

    private void onlyTheAuthorSees(Person author, Person listener) {
        var own = WORDS + " starter";
        assertThat(held(author.api())).extracting(one -> one.getString("text")).containsExactly(own);
        var others = List.of(SERVER.staff(), Person.member(SERVER.url(), "bo-ser"), guest);
        for (var path : PLACES) {
            assertThat(others)
                    .allSatisfy(other -> assertThat(other.get(path).response().body())
                            .as(path)
                            .doesNotContain(own));
            assertThat(author.api().get(path).response().body())
                    .as("the author as a stranger: " + path)
                    .doesNotContain(own);
        }
        assertThat(others)
                .allSatisfy(other ->
                        assertThat(other.get("/api/me/held").response().body()).doesNotContain(own));
        assertThat(mentions()).isZero();
        var asked = new JsonObject().put("channel", "room:lika").put("limit", 200);
        assertThat(listener.live().command("history", asked).encode()).doesNotContain(WORDS);
        assertThat(listener.live().heard("room:lika").toString()).doesNotContain(WORDS);
        assertThat(author.api().get("/me").response().body())
                .as("and here it is")
                .contains(own);
    }

    @Test
    void aPseudonymWaitsAsOneAndHostsWaitWithTheirWordsToo() {
        var asta = Person.joins(SERVER.url(), "asta-mask", history).startsRoom("maskat");
        var masked = Person.joins(SERVER.url(), "mask-bakom", history).entersQuietly("maskat");
        var open = masked.asks("Vad händer nu?");
        assertThat(hold(asta.api(), "maskat").status()).isEqualTo(200);
        var asked = new JsonObject()
                .put("text", "Vem bestämde?")
                .put("question", true)
                .put("alias", true);
        var waits = masked.api().write("POST", "/api/rooms/maskat/posts", asked, "c1");
        assertThat(waits.status()).isEqualTo(202);
        var reason = new JsonObject().put("reason", "Det vet bara någon annan.");
        assertThat(SERVER.staff()
                        .post("/api/posts/" + open + "/decline", reason)
                        .status())
                .isEqualTo(409);
        assertThat(asta.api().delete("/api/rooms/maskat/hold").status()).isEqualTo(200);
        var path = "/api/posts/" + waits.json().getString("held");
        Wait.until("it is said", () -> guest.get(path).status() == 200);
        var said = guest.get(path).json();
        assertThat(said.getJsonObject("author").getString("handle")).isEmpty();
        assertThat(said.getJsonObject("question").getString("state")).isEqualTo("asked");
        assertThat(said.encode()).doesNotContain("mask-bakom");
        assertThat(SERVER.staff()
                        .post("/api/posts/" + open + "/decline", reason)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void authorsTakeBackTheirOwnAndItStaysTakenBack() {
        var asta = Person.joins(SERVER.url(), "asta-angrar", history).startsRoom("angrat");
        var bo = Person.joins(SERVER.url(), "bo-angrar", history).entersQuietly("angrat");
        assertThat(hold(asta.api(), "angrat").status()).isEqualTo(200);
        var held = bo.triesToSay("ångrat", "c1").json().getString("held");
        assertThat(asta.api().delete("/api/me/held/" + held).status())
                .as("who holds the room takes back nobody's")
                .isEqualTo(404);
        assertThat(SERVER.staff().delete("/api/me/held/" + held).status()).isEqualTo(404);
        assertThat(bo.api().delete("/api/me/held/" + held).status()).isEqualTo(204);
        bo.triesToSay("ångrat", "c1");
        assertThat(held(bo.api())).isEmpty();
        bo.triesToSay("står fast", "c2");
        assertThat(asta.api().delete("/api/rooms/angrat/hold").status()).isEqualTo(200);
        Wait.until("it is said", () -> SERVER.offset("angrat") == 3);
        assertThat(RoomLog.read(SERVER.url(), "angrat")).endsWith("c2").doesNotContain("c1");
        assertThat(bo.api().delete("/api/me/held/" + held).status()).isEqualTo(404);
    }

    @Test
    void whatCannotBeSaidIsKeptAndItsAuthorIsToldWhy() {
        var asta = Person.joins(SERVER.url(), "asta-stangt", history).startsRoom("stangt");
        assertThat(hold(asta.api(), "stangt").status()).isEqualTo(200);
        assertThat(asta.triesToSay("för sent", "c1").status()).isEqualTo(202);
        var member = get(SERVER.services().community().person("asta-stangt"));
        get(SERVER.services()
                .reader()
                .close(get(SERVER.services().reader().key("stangt")).id(), member.id()));
        assertThat(asta.api().delete("/api/rooms/stangt/hold").status()).isEqualTo(200);
        Wait.until("it is known", () -> held(asta.api()).get(0).getString("until") == null);
        assertThat(held(asta.api()).get(0).getString("text")).isEqualTo("för sent");
        assertThat(RoomLog.read(SERVER.url(), "stangt")).doesNotContain("c1");
    }

    @Test
    void itHasBoundsWhoeverAsks() {
        var asta = Person.joins(SERVER.url(), "asta-fri", history).startsRoom("fritt");
        var longer = HOLD.copy().put("minutes", 61);
        assertThat(asta.api().write("PUT", "/api/rooms/fritt/hold", longer, "k").status())
                .isEqualTo(400);
        assertThat(hold(Person.member(SERVER.url(), "bo-fri"), "fritt").status())
                .isEqualTo(403);
        assertThat(hold(guest, "fritt").status()).isEqualTo(401);
        assertThat(hold(asta.api(), "fritt").status()).isEqualTo(200);
        var refused = Optional.<Api.Answer>empty();
        for (int i = 0; i < 11; i++) {
            refused = Optional.of(asta.triesToSay("nummer " + i, "c" + i));
        }
        assertThat(refused.orElseThrow().status()).isEqualTo(429);
        assertThat(refused.get().json().getString("limit")).isEqualTo("held");
        assertThat(asta.api().delete("/api/rooms/fritt/hold").status()).isEqualTo(200);
        assertThat(hold(SERVER.staff(), "fritt").status())
                .as("it rests for a day")
                .isEqualTo(409);
    }

    private static List<JsonObject> calmed(Person listener) {
        return listener.live().heard(listener.channel()).stream()
                .filter(event -> event.containsKey("calm"))
                .map(event -> event.getJsonObject("calm"))
                .toList();
    }

    private static int mentions() {
        return SERVER.staff()
                .get("/api/desk/claims/vantar")
                .json()
                .getJsonObject("reading")
                .getInteger("mentions");
    }

    private static List<JsonObject> held(Api author) {
        return author.get("/api/me/held").json().getJsonArray("held").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static Api.Answer hold(Api by, String room) {
        return by.write(
                "PUT", "/api/rooms/" + room + "/hold", HOLD, UUID.randomUUID().toString());
    }

    /** Lets the ledger's clock run ahead by some minutes. */
    private static void clock(int minutes) {
        get(OWNER.query("CREATE OR REPLACE FUNCTION ledger_now() RETURNS timestamptz LANGUAGE sql VOLATILE"
                        + " SET search_path = public, pg_temp"
                        + " RETURN clock_timestamp() + interval '" + minutes + " minutes'")
                .execute());
    }
}
