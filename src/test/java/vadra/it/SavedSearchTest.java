package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A search that is kept finds what is said while its owner looks, on whichever node; and it is its owner's alone. */
class SavedSearchTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer NORTH = TestServer.start(DATABASE.url(), Map.of());
    /** It hears from nobody but the database. */
    private static final TestServer SOUTH = TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", "local"));

    private static final Moderation STAFF = new Moderation(NORTH);
    private static final int SAFETY = 3;

    private final History history = new History();
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final Person bo = Person.joins(NORTH.url(), "bo-" + id, history).startsRoom("rum-" + id);
    private final Api asta = Person.member(NORTH.url(), "asta-" + id);
    private final Person page = Person.signedIn("page", asta.at(SOUTH.url()), history);

    @AfterEach
    void leave() {
        page.close();
    }

    @AfterAll
    static void stop() {
        NORTH.close();
        SOUTH.close();
    }

    private static JsonObject words(String words) {
        return new JsonObject().put("q", words);
    }

    @CanIgnoreReturnValue
    private static String keeps(Api who, JsonObject query) {
        var answer = who.post("/api/me/searches", query);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        assertThat(Schemas.OPENAPI.errors("SavedSearch", answer.json())).isEmpty();
        return answer.json().getString("id");
    }

    private static List<String> kept(Api who) {
        return objects(who.get("/api/me/searches").json().getJsonArray("searches"))
                .map(one -> one.getString("q"))
                .toList();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private String channel(String search) {
        return "search:asta-" + id + ":" + search;
    }

    @CanIgnoreReturnValue
    private String looksAt(String search) {
        page.live().open();
        assertThat(page.live().listen(channel(search)).containsKey("subscribe")).isTrue();
        return channel(search);
    }

    private List<String> found(String channel) {
        return page.live().heard(channel).stream()
                .flatMap(told -> objects(told.getJsonArray("found")))
                .map(one -> one.getJsonObject("post").getString("text"))
                .toList();
    }

    private List<String> gone(String channel) {
        return page.live().heard(channel).stream()
                .flatMap(told -> told.getJsonArray("gone").stream().map(String.class::cast))
                .toList();
    }

    private void finds(String channel, String text) {
        Wait.until("finds " + text, () -> found(channel).contains(text));
    }

    @Test
    void whatItLooksForComesLiveFromAnotherNodeAndNothingElse() {
        var channel = looksAt(keeps(asta, words("bryggare läcker")));
        bo.says("Min kaffekvarn låter.");
        bo.says("Alla bryggarna läckte i natt.");
        finds(channel, "Alla bryggarna läckte i natt.");
        assertThat(found(channel)).containsExactly("Alla bryggarna läckte i natt.");
        var told = page.live().heard(channel).get(0).copy();
        told.remove("heardNanos");
        assertThat(Schemas.ASYNCAPI.errors("FoundTold", told)).isEmpty();
        assertThat(objects(told.getJsonArray("found").getJsonObject(0).getJsonArray("stretches"))
                        .filter(part -> part.getBoolean("hit"))
                        .map(part -> part.getString("text")))
                .containsExactly("bryggarna", "läckte");
    }

    @Test
    void itFollowsEditsAndSaysWhatCanNoLongerBeRead() {
        var channel = looksAt(keeps(asta, words("ventilen " + id)));
        var post = bo.says("Ett annat ord.");
        bo.edits(post, "Det var ventilen " + id + ".");
        finds(channel, "Det var ventilen " + id + ".");
        STAFF.acts(post, SAFETY);
        Wait.until("told that it is gone", () -> gone(channel).contains(post));
        var other = bo.says("Och ventilen " + id + " igen.");
        finds(channel, "Och ventilen " + id + " igen.");
        bo.withdraws(other);
        Wait.until("told of both", () -> gone(channel).contains(other));
    }

    @Test
    void itStaysWithinItsRoomPersonAndLanguage() {
        var inRoom = keeps(asta, words("hittas").put("room", "rum-" + id));
        var byBo = keeps(asta, words("hittas").put("by", "bo-" + id));
        var inEnglish = keeps(asta, words("hittas").put("language", "en"));
        for (var search : List.of(inRoom, byBo, inEnglish)) {
            looksAt(search);
        }
        var cia = Person.joins(NORTH.url(), "cia-" + id, history).startsRoom("annat-" + id);
        cia.says("Detta hittas av ingen.");
        cia.entersQuietly("rum-" + id).says("Detta hittas i rummet.");
        bo.entersQuietly("annat-" + id).says("Detta hittas av bo.");
        finds(channel(inRoom), "Detta hittas i rummet.");
        finds(channel(byBo), "Detta hittas av bo.");
        bo.asks("Hittas sist i rummet?", false);
        bo.entersQuietly("rum-" + id).says("Sist hittas detta.");
        finds(channel(inRoom), "Sist hittas detta.");
        assertThat(found(channel(inRoom))).containsExactly("Detta hittas i rummet.", "Sist hittas detta.");
        assertThat(found(channel(byBo))).doesNotContain("Detta hittas i rummet.", "Detta hittas av ingen.");
        assertThat(found(channel(inEnglish))).isEmpty();
    }

    @Test
    void aPseudonymIsNotFoundByWhoseItIs() {
        var byBo = looksAt(keeps(asta, words("viskning").put("by", "bo-" + id)));
        var byWords = looksAt(keeps(asta, words("viskning")));
        bo.asks("En viskning?", true);
        finds(byWords, "En viskning?");
        bo.says("Ingen viskning alls.");
        finds(byBo, "Ingen viskning alls.");
        assertThat(found(byBo)).containsExactly("Ingen viskning alls.");
    }

    @Test
    void nobodyElseReadsListensToOrForgetsIt() {
        var search = keeps(asta, words("hemligt ord"));
        var guest = new Api(NORTH.url(), Optional.empty());
        for (var other : List.of(bo.api(), NORTH.staff())) {
            assertThat(kept(other)).isEmpty();
            assertThat(other.delete("/api/me/searches/" + search).status()).isEqualTo(404);
        }
        assertThat(guest.get("/api/me/searches").status()).isEqualTo(401);
        assertThat(guest.post("/api/me/searches", words("x")).status()).isEqualTo(401);
        try (var spy = bo.alsoAs("spy")) {
            spy.live().open();
            assertThat(spy.live().listen(channel(search)).getJsonObject("error").getInteger("code"))
                    .as("another's channel")
                    .isEqualTo(103);
            // Under the own name, another's search is none.
            var own = "search:bo-" + id + ":" + search;
            var mine = "search:bo-" + id + ":" + keeps(bo.api(), words("hemligt"));
            spy.live().listen(own);
            spy.live().listen(mine);
            bo.says("Ett hemligt ord.");
            Wait.until("the own one finds it", () -> !spy.live().heard(mine).isEmpty());
            assertThat(spy.live().heard(own)).isEmpty();
        }
    }

    @Test
    void theSameAgainIsTheSameAndTheTwentyFirstIsRefused() {
        var first = keeps(asta, words("ord 1"));
        assertThat(keeps(asta, words(" ord 1 "))).isEqualTo(first);
        for (int i = 2; i <= 20; i++) {
            keeps(asta, words("ord " + i));
        }
        assertThat(asta.post("/api/me/searches", words("ord 21")).status()).isEqualTo(409);
        assertThat(keeps(asta, words("ord 1"))).isEqualTo(first);
        assertThat(asta.delete("/api/me/searches/" + first).status()).isEqualTo(204);
        assertThat(kept(asta)).hasSize(19).doesNotContain("ord 1");
        assertThat(kept(asta).get(0)).isEqualTo("ord 20");
    }

    @Test
    void whatCannotBeKeptIsRefusedByName() {
        for (var bad :
                List.of(words(""), words("x".repeat(201)), words("x").put("from", "2026-01-01"), new JsonObject())) {
            assertThat(asta.post("/api/me/searches", bad).problem()).isEqualTo("invalid");
        }
        assertThat(asta.post("/api/me/searches", words("x").put("room", "finns-inte"))
                        .json()
                        .getString("detail"))
                .isEqualTo("There is no room by that name.");
        assertThat(asta.post("/api/me/searches", words("x").put("by", "finns-inte"))
                        .json()
                        .getString("detail"))
                .isEqualTo("There is no member by that name.");
    }
}
