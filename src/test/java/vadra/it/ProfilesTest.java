package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.Blogger.ok;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.discussion.Room;
import vadra.media.Pictures;
import vadra.openness.Citation;
import vadra.openness.Entry;

/** Profiles on a whole server: what may be said, pictures, and what the house rules hide and give back. */
class ProfilesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final int SAFETY = 3;
    private static final JsonObject LINK =
            new JsonObject().put("label", "Båten").put("url", "https://example.org/bat?x=1");

    private final String handle = "asta-" + UUID.randomUUID().toString().substring(0, 8);
    private final Api asta = Person.member(SERVER.url(), handle);
    private final Api guest = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    private Api.Answer says(JsonObject change) {
        return asta.write("PATCH", "/api/me/profile", change, "x");
    }

    private Api.Answer shows(byte[] picture) {
        return Api.send(asta.request("/api/me/picture")
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(picture)));
    }

    private JsonObject own() {
        return ok(asta.get("/api/me/profile"));
    }

    private JsonObject seen(Api reader) {
        return ok(reader.get("/api/people/" + handle)).getJsonObject("profile");
    }

    private static JsonObject one(String field, Object value) {
        return new JsonObject().put(field, value);
    }

    private static JsonArray array(Object... all) {
        return new JsonArray(List.of(all));
    }

    private static JsonArray many(int count, String word) {
        return new JsonArray(IntStream.range(0, count).mapToObj(n -> word + n).toList());
    }

    private static JsonObject link(String url) {
        return one("links", array(LINK.copy().put("url", url)));
    }

    private static JsonObject owned(String since) {
        return one("products", array(one("product", "kvarnen").put("since", since)));
    }

    @Test
    void aProfileStartsEmptyAndReserved() {
        var own = own();
        assertThat(own.getBoolean("hidden")).isFalse();
        assertThat(own.getJsonObject("audiences"))
                .isEqualTo(new JsonObject()
                        .put("about", "public")
                        .put("picture", "public")
                        .put("place", "contacts")
                        .put("products", "members")
                        .put("interests", "members")
                        .put("languages", "public")
                        .put("links", "public")
                        .put("blog", "public"));
        assertThat(seen(guest)).isEmpty();
        assertThat(guest.get("/api/me/profile").status()).isEqualTo(401);
    }

    @Test
    void whatIsSaidIsKeptInItsNormalForm() {
        ok(says(one("interests", array("  Is  FISKE ", "kaffe", "KAFFE", "Öl"))
                .put("about", " Rad ett\r\nrad två ")
                .put("languages", array("sv", "smj", "sv"))
                .put("links", array(LINK))));
        var said = own().getJsonObject("profile");
        assertThat(said.getJsonArray("interests")).isEqualTo(array("is fiske", "kaffe", "öl"));
        assertThat(said.getString("about")).isEqualTo("Rad ett\nrad två");
        assertThat(said.getJsonArray("languages")).isEqualTo(array("sv", "smj"));
        assertThat(said.getJsonArray("links")).isEqualTo(array(LINK));
        ok(says(one("interests", new JsonArray()).put("about", "")));
        assertThat(own().getJsonObject("profile").getJsonArray("interests")).isEmpty();
        assertThat(seen(guest).containsKey("about")).isFalse();
    }

    /** What is bad, by the field that the problem must name. */
    private static Map<String, List<JsonObject>> badByField() {
        return Map.ofEntries(
                Map.entry("about", List.of(one("about", "x".repeat(501)), one("about", "a\u202eb"))),
                Map.entry("place", List.of(one("place", "x".repeat(61)), one("place", "två\nrader"))),
                Map.entry("interests", List.of(one("interests", many(21, "sak")))),
                Map.entry(
                        "interests.1",
                        List.of(one("interests", array("kaffe", "x")), one("interests", array("ok", "x".repeat(41))))),
                Map.entry(
                        "languages",
                        List.of(one("languages", array("sv", "en", "fi", "de", "fr", "es", "it", "nl", "da")))),
                Map.entry("languages.0", List.of(one("languages", array("qx")), one("languages", array("svenska")))),
                Map.entry("links", List.of(one("links", array(LINK, LINK, LINK, LINK, LINK, LINK)))),
                Map.entry(
                        "links.0.label", List.of(one("links", array(LINK.copy().put("label", " "))))),
                Map.entry(
                        "links.0.url",
                        List.of(
                                link("http://example.org"),
                                link("javascript:alert(1)"),
                                link("https://asta:x@example.org"),
                                link("https://"),
                                link("https://localhost"),
                                link("https://example.org/" + "x".repeat(300)))),
                Map.entry("products", List.of(one("products", array(one("product", "finns-inte"))))),
                Map.entry("products.0.since", List.of(owned("2999-01"), owned("igår"), owned("1899-12"))));
    }

    @Test
    void badInputNamesTheFieldAndTheRuleAndChangesNothing() {
        get(SERVER.services()
                .reader()
                .addProduct(new Room.Product(UUID.randomUUID(), "kvarnen", "Kvarnen", "Mal.", List.of())));
        ok(says(one("about", "Som det var.").put("links", array(LINK))));
        var before = own();
        badByField()
                .forEach((field, changes) -> changes.forEach(change -> {
                    var refused = says(change.copy().put("about", change.getString("about", "Ny text.")));
                    assertThat(refused.status()).as(change.encode()).isEqualTo(400);
                    assertThat(refused.json().getString("field"))
                            .as(change.encode())
                            .isEqualTo(field);
                    assertThat(refused.json().getString("rule")).isNotBlank();
                }));
        assertThat(says(one("audiences", one("about", "friends"))).status()).isEqualTo(400);
        assertThat(says(one("audiences", one("shoe", "public"))).status()).isEqualTo(400);
        assertThat(own()).as("all or nothing").isEqualTo(before);
    }

    @Test
    void nobodyHasMoreOfAProfileByTheirRole() {
        ok(says(one("about", "ordet").put("place", "orten").put("audiences", one("about", "contacts"))));
        assertThat(seen(SERVER.staff())).isEmpty();
        assertThat(seen(asta).fieldNames()).contains("about", "place");
    }

    @Test
    void theOlderWayToTheWordsAboutOneselfIsUnderTheSameRule() {
        ok(says(one("audiences", one("about", "me"))));
        var changed = ok(asta.write("PATCH", "/api/me", one("about", "Bara mitt."), "x"));
        assertThat(changed.getString("about")).isEqualTo("Bara mitt.");
        var person = ok(guest.get("/api/people/" + handle));
        assertThat(person.getJsonObject("member").getString("about")).isEmpty();
        assertThat(guest.get("/people/" + handle).response().body()).doesNotContain("Bara mitt.");
        assertThat(ok(asta.get("/api/people/" + handle)).encode()).contains("Bara mitt.");
    }

    @Test
    void aPictureIsFreedOfWhatItTellsAndReplacesTheOneBefore() {
        var first = ok(shows(Pictures.jpegWithExif(6))).getJsonObject("profile").getString("picture");
        var served = guest.get(first);
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.response().body()).doesNotContain(Pictures.SECRET);
        assertThat(served.header("Content-Type")).contains("image/jpeg");
        assertThat(served.header("X-Content-Type-Options")).contains("nosniff");
        var tag = served.header("ETag").orElseThrow();
        assertThat(Api.send(guest.request(first).header("If-None-Match", tag).GET())
                        .status())
                .isEqualTo(304);
        assertThat(ok(asta.get("/api/me/media")).getJsonArray("media")).hasSize(1);
        assertThat(asta.delete("/api/me/media/" + tag.replace("\"", "")).status())
                .as("in use")
                .isEqualTo(409);
        theNextReplacesIt(first, tag);
    }

    private void theNextReplacesIt(String first, String tag) {
        var second = ok(shows(Pictures.plain("png", 9, 9, Color.PINK)))
                .getJsonObject("profile")
                .getString("picture");
        assertThat(second).isNotEqualTo(first);
        assertThat(Api.send(guest.request(first).header("If-None-Match", tag).GET())
                        .status())
                .as("an old address has the new picture")
                .isEqualTo(200);
        assertThat(ok(asta.get("/api/me/media")).getJsonArray("media"))
                .as("the first was let go of")
                .hasSize(1);
        assertThat(asta.delete("/api/me/picture").status()).isEqualTo(204);
        assertThat(asta.delete("/api/me/picture").status()).isEqualTo(204);
        assertThat(guest.get(second).status()).isEqualTo(404);
        assertThat(ok(asta.get("/api/me/media")).getJsonArray("media")).isEmpty();
    }

    @Test
    void whatDoesNotFitAsAPictureIsRefusedInWords() {
        for (var upload : List.of(
                Pictures.plain("gif", 4, 4, Color.RED),
                Pictures.plain("png", 2049, 2, Color.RED),
                "<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            var refused = shows(upload);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().getString("field")).isEqualTo("picture");
        }
        assertThat(ok(asta.get("/api/me/media")).getJsonArray("media")).isEmpty();
        assertThat(guest.get("/api/pictures?handles=" + "a,".repeat(101)).status())
                .isEqualTo(200);
        var crowd = many(101, "a").stream().map(String.class::cast).collect(Collectors.joining(","));
        assertThat(guest.get("/api/pictures?handles=" + crowd).status()).isEqualTo(400);
    }

    @Test
    void theHouseRulesHideTheWholeProfileAndTheOverturnGivesItBackEqual() {
        ok(says(one("about", "ordabout")
                .put("place", "ordplace")
                .put("interests", array("ordinterests"))
                .put("links", array(LINK))
                .put("languages", array("sv"))
                .put("audiences", one("place", "public").put("interests", "public"))));
        ok(shows(Pictures.plain("png", 10, 10, Color.ORANGE)));
        var before = seen(guest);
        assertThat(before).hasSize(6);
        var picture = before.getString("picture");
        var moderation = new Moderation(SERVER);
        var act = hides(moderation);

        assertThat(seen(guest)).isEqualTo(one("languages", array("sv")));
        assertThat(seen(SERVER.staff())).isEqualTo(one("languages", array("sv")));
        assertThat(guest.get(picture).status()).isEqualTo(404);
        assertThat(guest.get("/people/" + handle).response().body())
                .doesNotContain("ordabout", "ordplace", "ordinterests", "Båten");
        staysAsItIsForItsOwner();

        ok(asta.post(
                "/api/me/appeals",
                new JsonObject().put("entry", act.n()).put("words", "Det är min egen båt, som alla känner.")));
        moderation.overturns(act, "Det var inget fel på det.");
        assertThat(seen(guest)).isEqualTo(before);
        assertThat(guest.get(picture).status()).isEqualTo(200);
    }

    private void staysAsItIsForItsOwner() {
        assertThat(own().getBoolean("hidden")).isTrue();
        assertThat(own().getJsonObject("profile").getString("about")).isEqualTo("ordabout");
        for (var change :
                List.of(one("about", "x"), one("place", "x"), one("interests", array("yz")), one("links", array()))) {
            assertThat(says(change).status()).as("kept as it is").isEqualTo(409);
        }
        assertThat(shows(Pictures.plain("png", 5, 5, Color.RED)).status()).isEqualTo(409);
        assertThat(asta.delete("/api/me/picture").status()).isEqualTo(409);
        ok(says(one("audiences", one("languages", "public"))));
    }

    private Entry hides(Moderation moderation) {
        var member = get(SERVER.services().community().person(handle)).id().value();
        return get(moderation
                        .openness()
                        .ledger()
                        .restrain(
                                moderation.another(),
                                Entry.Kind.PROFILE,
                                List.of(member),
                                Citation.of(1, SAFETY, Moderation.GROUNDS, Moderation.FACTS)))
                .get(0);
    }
}
