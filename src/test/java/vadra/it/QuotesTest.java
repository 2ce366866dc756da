package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.Quotes.body;
import static vadra.it.Quotes.quote;
import static vadra.it.Quotes.quotes;
import static vadra.it.Quotes.tries;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A quote has no words of its own: it shows what stands where it points, and why where nothing does. */
class QuotesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX, 2);

    private final History history = new History();
    private final Api guest = new Api(SERVER.url(), Optional.empty());
    private final Moderation moderation = new Moderation(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    @Test
    void aQuoteShowsTheChosenWordsWhoseTheyAreAndWhereTheyStand() {
        var asta = joins("asta");
        var bo = joins("bo");
        var source = asta.startsRoom("kaffe").says("Den *läcker* alltid.\n\nVarje morgon & kväll.");
        var quoting = quotes(bo.startsRoom("te"), source, 1, "läcker alltid. Varje morgon & kväll", "c1");

        var post = post(quoting);
        assertThat(Schemas.OPENAPI.errors("Post", post)).isEmpty();
        var part = part(post);
        assertThat(part.getInteger("from")).isEqualTo(4);
        var shown = part.getJsonObject("source");
        assertThat(shown.getString("words")).isEqualTo("läcker alltid. Varje morgon & kväll");
        assertThat(shown.getJsonObject("author").getString("handle")).isEqualTo("asta");
        assertThat(shown.getString("room")).isEqualTo("kaffe");
        assertThat(shown.getBoolean("edited")).isFalse();
        assertThat(guest.get("/rooms/te").response().body())
                .contains("läcker alltid. Varje morgon &amp; kväll", "/rooms/kaffe#p-" + source);

        var logged = RoomLog.events(SERVER.url(), "te").get(0);
        assertThat(logged.getJsonArray("parts").getJsonObject(0)).isEqualTo(without(part));
        assertThat(logged.encode()).doesNotContain("morgon");
        assertThat(asta.api()
                        .write("POST", "/api/rooms/te/posts", body(source, 1, null), "c2")
                        .status())
                .as("all of it")
                .isEqualTo(201);
    }

    @Test
    void itFollowsWhatTheAuthorWritesAnew() {
        var asta = joins("asta-e").startsRoom("e");
        var source = asta.says("Den läcker alltid vid handtaget.");
        var chosen = quotes(asta, source, 1, "läcker alltid", "c1");
        var whole = quotes(asta, source, 1, null, "c2");
        asta.edits(source, "Jag tror nu att den läcker alltid när det är kallt.");
        assertThat(source(chosen).getString("words")).isEqualTo("läcker alltid");
        assertThat(source(chosen).getBoolean("chosen")).isTrue();
        assertThat(source(chosen).getBoolean("edited")).isTrue();
        assertThat(source(chosen).getInteger("version")).isEqualTo(2);
        assertThat(source(whole).getString("words")).startsWith("Jag tror nu");
        asta.edits(source, "Den läcker aldrig.");
        assertThat(source(chosen).getString("words")).isEqualTo("Den läcker aldrig.");
        assertThat(source(chosen).getBoolean("chosen")).isFalse();
        assertThat(guest.get("/rooms/e").response().body()).contains("ändrat sedan det citerades");
    }

    @Test
    void itShowsWhyTheSourceIsGoneAndGivesItBack() {
        var asta = joins("asta-g").startsRoom("g");
        var hidden = asta.says("Ordet-som-döljs står här.");
        var taken = asta.says("Ordet-som-tas står här.");
        var first = quotes(asta, hidden, 1, "Ordet-som-döljs", "c1");
        var second = quotes(asta, taken, 1, null, "c2");
        var act = moderation.acts(hidden, 3);
        asta.withdraws(taken);
        assertThat(source(first).getString("words")).isEmpty();
        assertThat(source(first).getJsonObject("restraint").getLong("entry")).isEqualTo(act.n());
        assertThat(source(second).getString("words")).isEmpty();
        assertThat(source(second).getBoolean("withdrawn")).isTrue();
        var page = guest.get("/rooms/g").response().body();
        assertThat(page)
                .doesNotContain("Ordet-som")
                .contains("/openness/" + act.n(), "Det citerade har tagits tillbaka");
        assertThat(RoomLog.events(SERVER.url(), "g").toString()).doesNotContain("Ordet-som");

        moderation.reverses(act, "Det var ingen adress.");
        assertThat(source(first).getString("words")).isEqualTo("Ordet-som-döljs");
        assertThat(source(first).getJsonObject("restraint")).isNull();
    }

    @Test
    void aPostIsSilentWithWhatItCarriesAndIsGivenBackWhole() {
        var asta = joins("asta-s").startsRoom("s");
        var source = asta.says("Källan.");
        var quoting = quotes(asta, source, 1, null, "c1");
        var before = stored(quoting);
        try (var bo = Person.guest(SERVER.url(), "bo-s", history).enters("s")) {
            var act = moderation.acts(quoting, 3);
            bo.hearsOf("post.hidden");
            assertThat(post(quoting).getJsonArray("parts")).isNull();
            assertThat(RoomLog.events(SERVER.url(), "s").get(1).getJsonArray("parts"))
                    .as("who catches up")
                    .isNull();
            moderation.reverses(act, "Det var ingen adress.");
            assertThat(bo.hearsOf("post.shown").getJsonArray("parts").getJsonObject(0))
                    .isEqualTo(without(part(post(quoting))));
        }
        assertThat(stored(quoting)).isEqualTo(before);
        asta.withdraws(quoting);
        assertThat(post(quoting).getJsonArray("parts")).isNull();
    }

    @Test
    void roomsThatQuoteAreToldWhenTheSourceChangesElsewhere() {
        var asta = joins("asta-l").startsRoom("kallan");
        var source = asta.says("Den läcker.");
        var bo = joins("bo-l").startsRoom("annanstans");
        var quoting = quotes(bo, source, 1, null, "c1");
        try (var guest = Person.guest(SERVER.url(), "gäst-l", history).enters("annanstans")) {
            asta.edits(source, "Den droppar.");
            assertThat(guest.hearsOf("parts.changed").getString("source")).isEqualTo(source);
            assertThat(source(quoting).getString("words")).isEqualTo("Den droppar.");
            asta.withdraws(source);
            Wait.until(
                    "it is told that it is gone",
                    () -> guest.live().heard("room:annanstans").stream()
                            .anyMatch(event -> event.getBoolean("gone", false)));
        }
        var list = this.guest.get("/api/posts/" + source + "/quotes").json();
        assertThat(list.getInteger("count")).isEqualTo(1);
        assertThat(list.getJsonArray("posts").getJsonObject(0).getString("id")).isEqualTo(quoting);
        bo.withdraws(quoting);
        assertThat(this.guest.get("/api/posts/" + source + "/quotes").json().getInteger("count"))
                .isZero();
    }

    /** Its words are overwritten, as when a person is erased: nothing of them is left in what quotes them. */
    @Test
    void ofASourceThatIsErasedNothingIsLeft() {
        var asta = joins("asta-x").startsRoom("x");
        var source = asta.says("Ordet-som-utplånas står här.");
        var quoting = quotes(asta, source, 1, "Ordet-som-utplånas", "c1");
        get(OWNER.preparedQuery("UPDATE post SET source = '', html = '', withdrawn_at = now() WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(source))));
        get(OWNER.preparedQuery("UPDATE event SET payload = '{}' WHERE payload ->> 'post' = $1")
                .execute(Tuple.of(source)));
        assertThat(source(quoting).getString("words")).isEmpty();
        for (var table : List.of("post", "event", "quote", "receipt", "held_post", "mention")) {
            assertThat(get(OWNER.query("SELECT count(*)::integer AS n FROM " + table + " one WHERE one::text LIKE"
                                            + " '%som-utplånas%'")
                                    .execute())
                            .iterator()
                            .next()
                            .getInteger("n"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void aPseudonymStaysOneInAQuote() {
        var asta = joins("asta-p").startsRoom("p");
        var asked = joins("dold-fragare").entersQuietly("p").asks("Varför läcker den?", true);
        var quoting = quotes(asta, asked, 1, null, "c1");
        var author = source(quoting).getJsonObject("author");
        assertThat(author.getBoolean("alias")).isTrue();
        assertThat(author.getString("handle")).isEmpty();
        assertThat(guest.get("/rooms/p").response().body()).doesNotContain("dold-fragare");
        assertThat(post(quoting).encode()).doesNotContain("dold-fragare");
    }

    @Test
    void oneThatIsSentTwiceIsOneWhateverCameOfItsSource() {
        var asta = joins("asta-i").startsRoom("i");
        var source = asta.says("Källan säger något.");
        var quoting = quotes(asta, source, 1, "säger", "c1");
        asta.edits(source, "Källan tiger.");
        assertThat(quotes(asta, source, 1, "säger", "c1")).isEqualTo(quoting);
        asta.withdraws(source);
        assertThat(quotes(asta, source, 1, "säger", "c1")).isEqualTo(quoting);
        assertThat(tries(asta, source, 1, "Källan", "c1").status())
                .as("another under the same id")
                .isEqualTo(409);
        assertThat(tries(asta, source, 1, "Källan", "c2").json().getString("detail"))
                .contains("withdrawn");
    }

    @Test
    void whatIsNoQuoteIsRefusedWithItsFieldAndRule() {
        var asta = joins("asta-r").startsRoom("r");
        var source = asta.says("Källan.");
        assertThat(tries(asta, source, 2, null, "c1").status()).isEqualTo(404);
        assertThat(tries(asta, UUID.randomUUID().toString(), 1, null, "c2").status())
                .isEqualTo(404);
        var words = tries(asta, source, 1, "står inte där", "c3");
        assertThat(words.status()).isEqualTo(400);
        assertThat(words.json().encode()).contains("parts.excerpt");
        var many = new JsonArray();
        for (int n = 0; n < 9; n++) {
            many.add(quote(source, 1, null));
        }
        assertThat(asta.api()
                        .post(
                                "/api/rooms/r/posts",
                                new JsonObject().put("text", "x").put("parts", many))
                        .status())
                .isEqualTo(400);
        assertThat(asta.api()
                        .post(
                                "/api/rooms/r/posts",
                                new JsonObject()
                                        .put("text", "x")
                                        .put("parts", List.of(new JsonObject().put("kind", "nothing"))))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatWaitsInAHeldRoomKeepsWhatItCarries() {
        var asta = joins("asta-h").startsRoom("h");
        var source = asta.says("Källan.");
        var hold = new JsonObject().put("minutes", 10).put("why", "Vi läser ikapp innan fler skriver.");
        assertThat(asta.api().write("PUT", "/api/rooms/h/hold", hold, "hold").status())
                .isEqualTo(200);
        var held = tries(asta, source, 1, null, "c1");
        assertThat(held.status()).isEqualTo(202);
        assertThat(tries(asta, source, 1, null, "c1").json()).isEqualTo(held.json());
        assertThat(asta.api().delete("/api/rooms/h/hold").status()).isEqualTo(200);
        var id = held.json().getString("held");
        Wait.until("it is said", () -> guest.get("/api/posts/" + id).status() == 200);
        assertThat(source(id).getString("words")).isEqualTo("Källan.");
    }

    private Person joins(String name) {
        return Person.joins(SERVER.url(), name, history);
    }

    private JsonObject post(String id) {
        return guest.get("/api/posts/" + id).json();
    }

    private static JsonObject part(JsonObject post) {
        return post.getJsonArray("parts").getJsonObject(0);
    }

    private JsonObject source(String quoting) {
        return part(post(quoting)).getJsonObject("source");
    }

    private static JsonObject without(JsonObject part) {
        var copy = part.copy();
        copy.remove("source");
        return copy;
    }

    /** All of its row. */
    private static String stored(String post) {
        return get(OWNER.preparedQuery("SELECT to_jsonb(post)::text AS row FROM post WHERE id = $1")
                        .execute(Tuple.of(UUID.fromString(post))))
                .iterator()
                .next()
                .getString("row");
    }
}
