package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** How far a member has read is kept once, moves on only, and is nobody else's to know. */
class ReadMarksTest {
    private static final TestServer SERVER = TestServer.start();

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @CanIgnoreReturnValue
    private static JsonObject reads(Api reader, String room, long seq) {
        var answer = reader.write(
                "PUT",
                "/api/me/marks/" + room,
                new JsonObject().put("seq", seq),
                UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        assertThat(Schemas.OPENAPI.errors("ReadMark", answer.json())).isEmpty();
        return answer.json();
    }

    @Test
    void aMarkOnlyMovesOnHoweverOftenAndInWhateverOrderItIsTold() {
        var asta = Person.joins(SERVER.url(), "asta-mark", history).startsRoom("mark");
        IntStream.range(0, 5).forEach(n -> asta.says("Inlägg " + n));
        var bo = Person.member(SERVER.url(), "bo-mark");
        assertThat(bo.get("/api/me/marks/mark").status()).isEqualTo(404);
        assertThat(reads(bo, "mark", 3)).isEqualTo(mark("mark", 3, 2));
        assertThat(reads(bo, "mark", 3)).isEqualTo(mark("mark", 3, 2));
        assertThat(reads(bo, "mark", 1)).isEqualTo(mark("mark", 3, 2));
        assertThat(reads(bo, "mark", 1_000_000))
                .as("nobody has read what is not said")
                .isEqualTo(mark("mark", 5, 0));
        assertThat(bo.get("/api/me/marks").json().getJsonArray("marks")).hasSize(1);
    }

    private static JsonObject mark(String room, int seq, int unread) {
        return new JsonObject()
                .put("room", room)
                .put("kind", "talk")
                .put("seq", seq)
                .put("unread", unread);
    }

    @Test
    void ownWordsAndWhatNobodyMayReadLeaveARoomRead() {
        var asta = Person.joins(SERVER.url(), "asta-dold", history).startsRoom("dold");
        asta.says("Först");
        var bo = Person.joins(SERVER.url(), "bo-dold", history).entersQuietly("dold");
        reads(bo.api(), "dold", 1);
        bo.says("Mitt eget");
        var withdrawn = asta.says("Tas tillbaka");
        var hidden = asta.says("Döljs");
        assertThat(unread(bo.api(), "dold")).isEqualTo(2);
        asta.withdraws(withdrawn);
        new Moderation(SERVER).acts(hidden, 3);
        assertThat(unread(bo.api(), "dold")).isZero();
    }

    private static int unread(Api reader, String room) {
        return reader.get("/api/me/marks/" + room).json().getInteger("unread");
    }

    @Test
    void countingEndsAtAHundred() {
        var asta = Person.joins(SERVER.url(), "asta-hundra", history).startsRoom("hundra");
        asta.says("Först");
        var bo = Person.member(SERVER.url(), "bo-hundra");
        reads(bo, "hundra", 1);
        IntStream.range(0, 105).forEach(n -> asta.says("Inlägg " + n));
        assertThat(unread(bo, "hundra")).isEqualTo(100);
    }

    @Test
    void nobodyElseIsToldOfAMark() {
        var asta = Person.joins(SERVER.url(), "asta-egen", history).startsRoom("egen");
        asta.says("Hej");
        var bo = Person.member(SERVER.url(), "bo-egen");
        reads(bo, "egen", 1);
        var staff = SERVER.staff();
        var guest = new Api(SERVER.url(), Optional.empty());
        for (var other : List.of(asta.api(), staff)) {
            assertThat(other.get("/api/me/marks").json().encode()).doesNotContain("egen");
            assertThat(other.get("/api/me/marks/egen").status()).isEqualTo(404);
            assertThat(other.get("/api/people/bo-egen").json().encode()).doesNotContain("unread", "seq");
        }
        assertThat(guest.get("/api/me/marks").status()).isEqualTo(401);
        assertThat(guest.get("/api/me/marks/egen").status()).isEqualTo(401);
        for (var other : List.of(asta.api(), staff, guest)) {
            try (var ear = new LiveClient("listener", other, history)) {
                assertThat(ear.open()
                                .listen("me:bo-egen")
                                .getJsonObject("error")
                                .getInteger("code"))
                        .isEqualTo(103);
            }
        }
    }

    @Test
    void theMembersOtherDevicesHearOfIt() {
        var asta = Person.joins(SERVER.url(), "asta-enhet", history).startsRoom("enhet");
        asta.says("Hej");
        var bo = Person.member(SERVER.url(), "bo-enhet");
        try (var phone = new LiveClient("phone", bo, history)) {
            phone.open().listen("me:bo-enhet");
            reads(bo, "enhet", 1);
            Wait.until("the phone hears", () -> !phone.heard("me:bo-enhet").isEmpty());
            var told = phone.heard("me:bo-enhet").get(0);
            assertThat(told.getString("kind")).isEqualTo("mark");
            assertThat(told.getJsonObject("mark")).isEqualTo(mark("enhet", 1, 0));
        }
    }

    @Test
    void aStretchInTheMiddleHasWhatStandsRoundAPlaceAndTellsOfBothSides() {
        var asta = Person.joins(SERVER.url(), "asta-mitt", history).startsRoom("mitt");
        IntStream.range(0, 30).forEach(n -> asta.says("Inlägg " + n));
        var page = asta.api().get("/api/rooms/mitt/posts?around=15&limit=10").json();
        assertThat(Schemas.OPENAPI.errors("PostPage", page)).isEmpty();
        assertThat(seqs(page)).containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L);
        assertThat(page.getBoolean("more")).isTrue();
        assertThat(page.getBoolean("newer")).isTrue();
        var end = asta.api().get("/api/rooms/mitt/posts?around=29&limit=10").json();
        assertThat(seqs(end)).startsWith(24L).endsWith(30L);
        assertThat(end.containsKey("newer")).isFalse();
        var beginning =
                asta.api().get("/api/rooms/mitt/posts?around=1&limit=10").json();
        assertThat(beginning.getBoolean("more")).isFalse();
    }

    private static List<Long> seqs(JsonObject page) {
        return page.getJsonArray("posts").stream()
                .map(post -> ((JsonObject) post).getLong("seq"))
                .toList();
    }
}
