package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** A slowed room: everybody is told, nobody is spared, and it is the same by every road. */
class SlowModeTest {
    private static final TestServer SERVER = TestServer.start();
    private static final JsonObject SLOW =
            new JsonObject().put("seconds", 600).put("minutes", 15).put("why", "Det skrivs fortare än någon läser.");

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void everybodyIsToldWhoWhyAndUntilWhen() {
        var asta = Person.joins(SERVER.url(), "asta", history).startsRoom("sakta");
        try (var bo = Person.guest(SERVER.url(), "bo", history).enters("sakta")) {
            var slow = put(asta.api(), "sakta").json();
            assertThat(slow.getString("by")).isEqualTo("starter");
            assertThat(slow.getString("why")).isEqualTo(SLOW.getString("why"));
            assertThat(Schemas.OPENAPI.errors("Calm", slow)).isEmpty();
            assertThat(bo.hearsOf("room.calmed").getJsonObject("calm")).isEqualTo(slow);
            assertThat(bo.api().get("/api/rooms/sakta").json().getJsonObject("slow"))
                    .isEqualTo(slow);
            assertThat(page(bo)).contains(SLOW.getString("why"), "/openness/" + slow.getLong("entry"));

            assertThat(asta.api().delete("/api/rooms/sakta/slow-mode").status()).isEqualTo(200);
            Wait.until(
                    "bo hears of its end", () -> bo.live().heard("room:sakta").size() == 2);
            assertThat(bo.api().get("/api/rooms/sakta").json().getJsonObject("slow"))
                    .isNull();
            assertThat(page(bo)).doesNotContain(SLOW.getString("why"));
            standsInTheLedger(bo.api(), slow.getLong("entry"));
        }
    }

    /** With no rule, since none was broken. */
    private static void standsInTheLedger(Api guest, long row) {
        for (var place : List.of("/openness", "/openness/" + row, "/openness/" + (row + 1), "/openness.atom")) {
            var page = guest.get(place).response();
            assertThat(page.statusCode()).as(place).isEqualTo(200);
            assertThat(page.body()).as(place).contains(SLOW.getString("why"));
        }
        var item = guest.get("/api/openness/ledger/" + row).json();
        assertThat(Schemas.OPENAPI.errors("LedgerItem", item)).isEmpty();
        assertThat(item.getJsonObject("row").getInteger("pace")).isEqualTo(600);
        assertThat(guest.get("/api/openness/export").status()).isEqualTo(200);
    }

    @Test
    void theSecondPostWaitsByEveryRoadAndIsToldHowLong() {
        var asta = Person.joins(SERVER.url(), "asta-vantar", history).startsRoom("vanta");
        assertThat(put(SERVER.staff(), "vanta").status()).isEqualTo(200);
        assertThat(asta.triesToSay("efter", "c1").status()).isEqualTo(201);
        try (var socket = asta.alsoAs("asta-socket").enters("vanta")) {
            var refused = asta.triesToSay("för fort", "c2");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("too-fast");
            assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                    .isBetween(500, 600);
            assertThat(refused.json().getLong("retryAfterMs")).isBetween(500_000L, 600_000L);
            assertThat(refused.json().getString("limit")).isEqualTo("slow");
            var error = socket.triesToSayLive("för fort", "c3").getJsonObject("error");
            assertThat(error.getInteger("code")).isEqualTo(429);
            assertThat(error.getBoolean("temporary")).isTrue();
            assertThat(error.getJsonObject("problem").getLong("retryAfterMs")).isBetween(500_000L, 600_000L);
        }
        assertThat(asta.triesToSay("efter", "c1").status())
                .as("what was said before is acknowledged again")
                .isEqualTo(201);
        var staff = Person.signedIn("staff", SERVER.staff(), history).entersQuietly("vanta");
        staff.says("även vi");
        assertThat(staff.triesToSay("får vänta", "c4").status()).isEqualTo(429);
        assertThat(asta.api().delete("/api/rooms/vanta/slow-mode").status()).isEqualTo(200);
        asta.says("nu går det");
    }

    @Test
    void oneBatchHasNoTwoPostsOfOneAuthor() {
        var asta = Person.joins(SERVER.url(), "asta-fort", history).startsRoom("samtidigt");
        assertThat(put(asta.api(), "samtidigt").status()).isEqualTo(200);
        long taken = java.util.stream.IntStream.range(0, 12)
                .parallel()
                .filter(i -> asta.api()
                                .post("/api/rooms/samtidigt/posts", new JsonObject().put("text", "nummer " + i))
                                .status()
                        == 201)
                .count();
        assertThat(taken).isEqualTo(1);
    }

    @Test
    void aStrangerDoesNotSlowARoomAndNobodyForLong() {
        var asta = Person.joins(SERVER.url(), "asta-fri", history).startsRoom("fritt");
        var bo = Person.member(SERVER.url(), "bo-fri");
        assertThat(put(bo, "fritt").status()).isEqualTo(403);
        assertThat(put(new Api(SERVER.url(), Optional.empty()), "fritt").status())
                .isEqualTo(401);
        var longer = SLOW.copy().put("minutes", 61);
        assertThat(asta.api()
                        .write("PUT", "/api/rooms/fritt/slow-mode", longer, key())
                        .status())
                .isEqualTo(400);
        assertThat(asta.api().delete("/api/rooms/fritt/slow-mode").status()).isEqualTo(409);
        asta.says("allt som vanligt");
    }

    private static String page(Person reader) {
        return reader.api().get("/rooms/sakta").response().body();
    }

    private static Api.Answer put(Api by, String room) {
        return by.write("PUT", "/api/rooms/" + room + "/slow-mode", SLOW, key());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
