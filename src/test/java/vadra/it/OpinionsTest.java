package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.discussion.Room;
import vadra.history.History;

/** Opinions of a product: posts in a form of their own, found by their words, in orders that ask for no praise. */
class OpinionsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX, 2);
    private static final List<String> USED = List.of("tried", "month", "half-year", "year", "three-years", "longer");
    private static final List<String> AGAIN = List.of("yes", "no", "unsure");
    private static final List<String> ORDERS = List.of("newest", "oldest", "longest");

    private final Api guest = new Api(SERVER.url(), Optional.empty());
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String product = "bryggare-" + id;
    private final Api asta =
            Person.joins(SERVER.url(), "asta-" + id, new History()).api();

    OpinionsTest() {
        get(SERVER.services()
                .reader()
                .addProduct(new Room.Product(UUID.randomUUID(), product, "Bryggare", "Brygger.", List.of())));
        var started = asta.post(
                "/api/rooms",
                new JsonObject()
                        .put("title", "Om " + id)
                        .put("slug", "om-" + id)
                        .put("product", product));
        assertThat(started.status()).as(started.json().encode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    @CanIgnoreReturnValue
    private Api.Answer thinks(Api who, String text, JsonObject facts) {
        return who.post(
                "/api/rooms/om-" + id + "/posts",
                new JsonObject().put("text", text).put("parts", JsonArray.of(facts)));
    }

    private JsonObject facts(String used, String again) {
        return new JsonObject()
                .put("kind", "opinion")
                .put("product", product)
                .put("version", "2")
                .put("used", used)
                .put("again", again);
    }

    private JsonObject opinions(String order) {
        return guest.get("/api/products/" + product + "/opinions?limit=50&order=" + order)
                .json();
    }

    private static List<String> ids(JsonObject opinions) {
        return opinions.getJsonArray("opinions").stream()
                .map(one -> ((JsonObject) one).getJsonObject("post").getString("id"))
                .toList();
    }

    @Test
    void anOpinionIsAPostThatIsReadFoundAndListed() {
        var text = "(+) Den är tyst som en ugglefjäder.\n\n(−) Locket glipar.\n\n(→) En längre sladd.";
        var said = thinks(asta, text, facts("half-year", "unsure"));
        assertThat(said.status()).as(said.json().encode()).isEqualTo(201);
        var post = said.json().getString("post");
        var list = opinions("newest");
        assertThat(Schemas.OPENAPI.errors("Opinions", list)).isEmpty();
        var one = list.getJsonArray("opinions").getJsonObject(0);
        assertThat(one.getString("good")).isEqualTo("Den är tyst som en ugglefjäder.");
        assertThat(one.getString("bad")).isEqualTo("Locket glipar.");
        assertThat(one.getString("wish")).isEqualTo("En längre sladd.");
        assertThat(one.getJsonObject("post").getJsonArray("parts"))
                .isEqualTo(JsonArray.of(facts("half-year", "unsure")));
        assertThat(guest.get("/api/search?q=ugglefj%C3%A4der").json().encode()).contains(post);
        for (var place :
                List.of("/products/" + product, "/products/" + product + "/opinions.atom", "/rooms/om-" + id)) {
            var page = guest.get(place).response();
            assertThat(page.statusCode()).as(place).isEqualTo(200);
            assertThat(page.body()).as(place).contains("ugglefjäder", "Locket glipar");
        }
    }

    @Test
    void itsWordsAreWrittenAnewAsAnOpinionAndTakenBackAsAPost() {
        var post = thinks(asta, "(+) Tyst.", facts("year", "yes")).json().getString("post");
        assertThat(asta.write("PUT", "/api/posts/" + post, new JsonObject().put("text", "Inga tecken."), "e1")
                        .problem())
                .as("it stays an opinion")
                .isEqualTo("invalid");
        assertThat(asta.write(
                                "PUT",
                                "/api/posts/" + post,
                                new JsonObject().put("text", "(-) Locket gick sönder."),
                                "e2")
                        .status())
                .isEqualTo(200);
        assertThat(opinions("newest").getJsonArray("opinions").getJsonObject(0).getString("bad"))
                .isEqualTo("Locket gick sönder.");
        assertThat(asta.delete("/api/posts/" + post).status()).isEqualTo(200);
        assertThat(ids(opinions("newest"))).isEmpty();
    }

    @Test
    void whatIsNoOpinionIsRefused() {
        assertThat(thinks(asta, "Bra.", facts("year", "yes")).problem()).isEqualTo("invalid");
        assertThat(thinks(asta, "(+) " + "x".repeat(1_001), facts("year", "yes"))
                        .problem())
                .isEqualTo("invalid");
        assertThat(thinks(asta, "(+) x", facts("ages", "yes")).problem()).isEqualTo("invalid");
        assertThat(thinks(asta, "(+) x", facts("year", "yes").put("product", "ingen"))
                        .status())
                .isEqualTo(404);
        assertThat(guest.get("/api/products/ingen/opinions").status()).isEqualTo(404);
        assertThat(guest.get("/products/ingen").response().statusCode()).isEqualTo(404);
    }

    @Test
    void everyOrderIsTheSameWhenPraiseAndBlameChangePlaces() {
        var dice = new Random(3);
        for (int i = 0; i < 14; i++) {
            var who = Person.member(SERVER.url(), "m" + i + "-" + id);
            var mark = dice.nextBoolean() ? "(+)" : "(−)";
            var said = thinks(who, mark + " Ord " + i, facts(USED.get(dice.nextInt(6)), AGAIN.get(dice.nextInt(3))));
            assertThat(said.status()).as(said.json().encode()).isEqualTo(201);
        }
        var before = new ArrayList<List<String>>();
        ORDERS.forEach(order -> before.add(ids(opinions(order))));
        var page = guest.get("/products/" + product).response().body();
        get(OWNER.query(
                        "UPDATE post SET source = translate(source, '+−', '−+') WHERE id IN (SELECT post_id FROM opinion)")
                .execute());
        get(OWNER.query(
                        "UPDATE opinion SET again = CASE again WHEN 'yes' THEN 'no' WHEN 'no' THEN 'yes' ELSE again END")
                .execute());
        var after = new ArrayList<List<String>>();
        ORDERS.forEach(order -> after.add(ids(opinions(order))));
        assertThat(after).isEqualTo(before);
        assertThat(before.get(0)).hasSize(14).isNotEqualTo(before.get(1)).isNotEqualTo(before.get(2));
        var flipped = guest.get("/products/" + product).response().body();
        assertThat(shape(flipped))
                .as("the page has its parts in the same places")
                .isEqualTo(shape(page));
    }

    /** The classes of a page in their order, with good and bad alike. */
    private static List<String> shape(String page) {
        return java.util.regex.Pattern.compile("(?:class|id)=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1).replaceAll("about-(good|bad)", "about"))
                .toList();
    }

    @Test
    void figuresNameHowManyAndAreNoneOfFewerThanFive() {
        for (int i = 0; i < 4; i++) {
            thinks(Person.member(SERVER.url(), "f" + i + "-" + id), "(+) Ord", facts("year", "yes"));
        }
        var few = opinions("newest").getJsonObject("figures");
        assertThat(few.getInteger("people")).isEqualTo(4);
        assertThat(few.getJsonObject("again")).isEqualTo(new JsonObject());
        assertThat(few.getJsonArray("versions")).isEmpty();
        var last = Person.member(SERVER.url(), "f4-" + id);
        thinks(last, "(−) Ord", facts("year", "no"));
        thinks(last, "(+) Nya ord", facts("longer", "yes").put("version", "3"));
        assertThat(asta.post("/api/rooms/om-" + id + "/posts", new JsonObject().put("text", "Jag bara pratar."))
                        .status())
                .isEqualTo(201);
        var five = opinions("newest").getJsonObject("figures");
        assertThat(five.getInteger("people")).as("each once").isEqualTo(5);
        assertThat(five.getInteger("talkers")).isEqualTo(6);
        assertThat(five.getJsonObject("again"))
                .isEqualTo(new JsonObject().put("yes", 5).put("no", 0).put("unsure", 0));
        assertThat(five.getJsonArray("versions"))
                .as("four and one are told together")
                .isEqualTo(JsonArray.of(new JsonObject().put("name", "").put("people", 5)));
        assertThat(guest.get("/products/" + product).response().body()).contains("83 %");
    }

    @Test
    void pagesFollowEachOtherInEveryOrder() {
        for (int i = 0; i < 7; i++) {
            thinks(asta, "(→) Önskan " + i, facts(USED.get(i % 6), "unsure"));
        }
        for (var order : ORDERS) {
            var all = ids(opinions(order));
            var seen = new ArrayList<String>();
            String next = "";
            do {
                var page = guest.get("/api/products/" + product + "/opinions?limit=3&order=" + order + next)
                        .json();
                seen.addAll(ids(page));
                next = page.getString("next") == null ? "" : "&after=" + page.getString("next");
            } while (!next.isEmpty());
            assertThat(seen).as(order).hasSize(7).isEqualTo(all);
        }
    }
}
