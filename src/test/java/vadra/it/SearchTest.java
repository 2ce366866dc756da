package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;
import vadra.search.Cursor;

/** What was said is found by its words, at once and by everybody alike; and what nobody may read is not. */
class SearchTest {
    private static final TestServer SERVER = TestServer.start();
    private static final Api GUEST = new Api(SERVER.url(), Optional.empty());

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeAll
    static void background() {
        var asta = Person.joins(SERVER.url(), "asta-bakgrund", new History()).startsRoom("bakgrund");
        for (int i = 0; i < 30; i++) {
            asta.says("Morgonkaffet nummer " + i + " blev bra.");
        }
    }

    private static JsonObject search(Api reader, String words, String more) {
        var answer = reader.get("/api/search?q=" + encoded(words) + more);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        assertThat(Schemas.OPENAPI.errors("FoundPage", answer.json())).isEmpty();
        return answer.json();
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> found(Api reader, String words) {
        return texts(search(reader, words, ""));
    }

    private static List<String> texts(JsonObject page) {
        return page.getJsonArray("found").stream()
                .map(JsonObject.class::cast)
                .map(one -> one.getJsonObject("post").getString("text"))
                .toList();
    }

    @Test
    void wordsAreFoundInWhateverFormOfTheirLanguage() {
        var asta = Person.joins(SERVER.url(), "asta-former", history).startsRoom("former");
        asta.says("Bryggarna läckte på mattan.");
        var english =
                new JsonObject().put("text", "The brewers were leaking badly.").put("language", "en");
        assertThat(asta.api().post("/api/rooms/former/posts", english).status()).isEqualTo(201);
        assertThat(found(GUEST, "bryggare läcker")).containsExactly("Bryggarna läckte på mattan.");
        assertThat(found(GUEST, "brewer leaks")).containsExactly("The brewers were leaking badly.");
        assertThat(found(GUEST, "mattan -läckte")).isEmpty();
        assertThat(found(GUEST, "matta -vatten")).hasSize(1);
        assertThat(found(GUEST, "brygga")).as("what begins so").hasSize(1);
        assertThat(found(GUEST, "\"läckte på mattan\"")).hasSize(1);
        assertThat(found(GUEST, "\"mattan läckte\"")).isEmpty();
        assertThat(search(GUEST, "mattan", "").getJsonArray("found").getJsonObject(0).getJsonArray("stretches").stream()
                        .map(JsonObject.class::cast)
                        .filter(stretch -> stretch.getBoolean("hit"))
                        .map(stretch -> stretch.getString("text")))
                .containsExactly("mattan");
    }

    @Test
    void whatIsSaidChangedAndTakenBackIsSoAtOnce() {
        var asta = Person.joins(SERVER.url(), "asta-strax", history).startsRoom("strax");
        var said = asta.says("Kardemumma i filtret.");
        assertThat(found(GUEST, "kardemumma")).hasSize(1);
        asta.edits(said, "Kanel i filtret.");
        assertThat(found(GUEST, "kardemumma")).isEmpty();
        assertThat(found(GUEST, "kanel")).hasSize(1);
        asta.withdraws(said);
        assertThat(found(GUEST, "kanel")).isEmpty();
        assertThat(found(asta.api(), "kanel")).as("also for its author").isEmpty();
    }

    @Test
    void whatTheRulesHideIsFoundByNobodyAndAgainWhenItIsGivenBack() {
        var asta = Person.joins(SERVER.url(), "asta-gomd", history).startsRoom("gomd");
        var post = asta.says("Saffranet och adressen.");
        var moderation = new Moderation(SERVER);
        assertThat(found(GUEST, "saffranet")).hasSize(1);
        var act = moderation.acts(post, 3);
        assertThat(found(GUEST, "saffranet")).isEmpty();
        assertThat(found(asta.api(), "saffranet")).as("also for its author").isEmpty();
        moderation.reverses(act, "It was harmless after all.");
        assertThat(found(GUEST, "saffranet")).hasSize(1);
    }

    @Test
    void thePagesNeitherSkipNorRepeat() {
        var all = new ArrayList<String>();
        var next = "";
        do {
            var page = search(GUEST, "morgonkaffe", "&limit=7" + next);
            all.addAll(texts(page));
            next = Optional.ofNullable(page.getString("next"))
                    .map(cursor -> "&cursor=" + cursor)
                    .orElse("");
        } while (!next.isEmpty());
        assertThat(all).hasSize(30).doesNotHaveDuplicates();
        assertThat(all.get(0)).contains("29");
        assertThat(texts(search(GUEST, "morgonkaffe", "&room=nagonannanstans"))).isEmpty();
        assertThat(texts(search(GUEST, "morgonkaffe", "&by=asta-bakgrund&language=sv&from=2026-01-01")))
                .hasSize(20);
    }

    @Test
    void thePageShowsWordsAsWordsAndNeedsNoScript() {
        var asta = Person.joins(SERVER.url(), "asta-tecken", history).startsRoom("tecken");
        asta.says("Ingefära <img src=x onerror=alert(1)> i koppen");
        var page = GUEST.get("/search?q=ingef%C3%A4ra").response();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<mark>Ingefära</mark>", "/rooms/tecken#p-")
                .doesNotContain("<img src=x");
        assertThat(GUEST.get("/search.atom?q=ingef%C3%A4ra").response().body()).contains("<feed", "urn:uuid:");
        assertThat(GUEST.get("/search").response().statusCode()).isEqualTo(200);
    }

    @Test
    void badQuestionsAreToldWhatIsWrong() {
        for (var bad : List.of(
                "",
                "?q=",
                "?q=x&from=igar",
                "?q=x&from=%2B999999999-01-01",
                "?q=x&cursor=nej",
                "?q=x&cursor=" + new Cursor(Instant.MAX, new UUID(0, 0)).text(),
                "?q=x&limit=51",
                "?q=" + "x".repeat(201))) {
            var answer = GUEST.get("/api/search" + bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.problem()).as(bad).isEqualTo("invalid");
        }
        assertThat(GUEST.get("/api/search?q=" + encoded("100% + 5%25")).status())
                .as("a sign that means something in addresses means itself when it is encoded")
                .isEqualTo(200);
        for (var odd : List.of("'\"", "example.com/a'bcdef", "& | !", "a:*b", "((", "\\", "%00", "-")) {
            assertThat(GUEST.get("/api/search?q=" + encoded(odd)).status())
                    .as(odd)
                    .isIn(200, 400);
        }
        assertThat(List.of("å", "ä").stream().map(word -> found(GUEST, word)).collect(Collectors.toSet()))
                .isNotEmpty();
    }
}
