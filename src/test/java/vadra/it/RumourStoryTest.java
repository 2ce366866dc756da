package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A rumour that nobody told the monitor of, from the first post to the alert and beyond, seen from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RumourStoryTest {
    private final String database = TestDatabase.fresh().url();
    private final SteppedClock clock = new SteppedClock(Story.START.minusSeconds(60));
    private final History history = new History();
    private TestServer server;
    private Api staff;
    private Person desk;
    private Story story;
    private String slug;

    @BeforeAll
    void tell() {
        server = TestServer.start(database, Map.of(), clock);
        staff = server.staff();
        desk = Person.signedIn("desk", staff, history);
        desk.live().open();
        assertThat(desk.live().listen("desk:monitor").containsKey("subscribe")).isTrue();
        story = Story.told(server, clock);
        Wait.until("the story is proposed", () -> !proposed().isEmpty());
        slug = proposed().getJsonObject(0).getString("slug");
        Wait.until("the alert is there", () -> !alerts(staff).isEmpty());
    }

    @AfterAll
    void stop() {
        desk.close();
        server.close();
    }

    private JsonArray proposed() {
        return staff.get("/api/desk/claims?state=proposed").json().getJsonArray("claims");
    }

    private static JsonArray alerts(Api staff) {
        return staff.get("/api/desk/alerts?state=all").json().getJsonArray("alerts");
    }

    private JsonObject get(String path) {
        var answer = staff.get(path);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        return answer.json();
    }

    @Test
    @Order(1)
    void itAppearsByItselfAndIsTheOnlyThingThatDoes() {
        assertThat(proposed()).hasSize(1);
        var claim = proposed().getJsonObject(0);
        assertThat(Schemas.OPENAPI.errors("WatchedClaim", claim)).isEmpty();
        assertThat(claim.getBoolean("emergent")).isTrue();
        assertThat(claim.getJsonObject("reading").getInteger("carriers")).isGreaterThan(30);
        assertThat(get("/api/desk/claims/" + slug + "/acts")
                        .getJsonArray("acts")
                        .getJsonObject(0)
                        .getString("act"))
                .isEqualTo("proposed");
        assertThat(get("/api/desk/claims").getJsonArray("claims")).hasSize(1);
    }

    @Test
    @Order(2)
    void thereIsOneAlertThatSaysWhyAndTheDeskHeardOfIt() {
        assertThat(alerts(staff)).hasSize(1);
        var alert = alerts(staff).getJsonObject(0);
        var full = get("/api/desk/alerts/" + alert.getString("id"));
        assertThat(Schemas.OPENAPI.errors("AlertInFull", full)).isEmpty();
        assertThat(alert.getString("claim")).isEqualTo(slug);
        assertThat(alert.getString("level")).isIn("elevated", "critical");
        var evidence = full.getJsonObject("evidence");
        assertThat(tiers(evidence)).containsKeys("velocity", "unusual", "spreading", "authors", "people");
        assertThat(tiers(evidence).get("velocity")).isGreaterThanOrEqualTo(1);
        assertThat(evidence.getJsonArray("posts")).isNotEmpty();
        assertThat(evidence.getJsonArray("support")).isNotEmpty();
        Wait.until(
                "the desk hears of it",
                () -> heard("alert").anyMatch(one -> one.getString("event").equals("raised")));
        fit("level", "LevelChanged");
        fit("claim", "ClaimChanged");
        fit("readings", "Readings");
        fit("alert", "AlertChanged");
    }

    private void fit(String kind, String schema) {
        assertThat(heard(kind))
                .as(kind)
                .isNotEmpty()
                .allSatisfy(one ->
                        assertThat(Schemas.ASYNCAPI.errors(schema, plain(one))).isEmpty());
    }

    /** A message without the time at which the test heard it. */
    private static JsonObject plain(JsonObject heard) {
        var plain = heard.copy();
        plain.remove("heardNanos");
        return plain;
    }

    private Stream<JsonObject> heard(String kind) {
        return desk.live().heard("desk:monitor").stream().filter(one -> kind.equals(one.getString("kind")));
    }

    private static Map<String, Integer> tiers(JsonObject evidence) {
        return evidence.getJsonArray("measures").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(one -> one.getString("name"), one -> one.getInteger("tier")));
    }

    @Test
    @Order(3)
    void theCountsOfANamedClaimAreThoseOfAHandCount() {
        var named = staff.post(
                "/api/desk/claims",
                new JsonObject()
                        .put("title", "Räknad för hand")
                        .put("phrases", new JsonArray().add("fattar eld").add("fatta eld"))
                        .put("language", "sv"));
        assertThat(named.status()).as(named.json().encode()).isEqualTo(201);
        var reading = named.json().getJsonObject("reading");
        Lines.figures("story-figures-by-hand.tsv")
                .forEach((figure, value) -> assertThat(reading.getDouble(figure))
                        .as(figure)
                        .isCloseTo(Double.parseDouble(value), within(1e-9)));
        assertThat(reading.getString("firstPost")).isEqualTo(story.first());
        var minutes = get("/api/desk/claims/raknad-for-hand/minutes");
        assertThat(Schemas.OPENAPI.errors("Timeline", minutes)).isEmpty();
        assertThat(Story.minutes(minutes.getJsonArray("minutes"))).isEqualTo(Story.minutesByHand());
        var spread = get("/api/desk/claims/raknad-for-hand/spread");
        assertThat(Schemas.OPENAPI.errors("Spread", spread)).isEmpty();
        assertThat(spread.getJsonArray("nodes")).hasSize(41);
        assertThat(spread.getString("first")).isEqualTo(story.first());
        assertThat(spread.getJsonArray("mostAsked").getString(0)).isEqualTo(story.first());
        assertThat(get("/api/desk/claims/raknad-for-hand/posts?stance=denies").getJsonArray("posts"))
                .hasSize(2);
    }

    @Test
    @Order(4)
    void nobodyIsNamedAndStrangersSeeNothing() {
        for (var path : List.of("", "/posts", "/spread", "/explanation", "/changes", "/minutes")) {
            var answer = get("/api/desk/claims/" + slug + path).encode();
            assertThat(story.names())
                    .as(path)
                    .allSatisfy(name -> assertThat(answer).doesNotContain("\"" + name + "\""));
            assertThat(story.person("s01")
                            .get("/api/desk/claims/" + slug + path)
                            .status())
                    .isEqualTo(403);
        }
        var evidence = get("/api/desk/claims/" + slug + "/explanation");
        assertThat(Schemas.OPENAPI.errors("Evidence", evidence)).isEmpty();
    }

    @Test
    @Order(5)
    void whoIsUnmaskedCanReadWhoLookedAndWhy() {
        var person = Person.signedIn("s00", story.person("s00"), history);
        person.live().open();
        assertThat(person.live().listen("me:s00").containsKey("subscribe")).isTrue();
        var carrier = carrierOf(story.first());
        var path = "/api/desk/claims/" + slug + "/carriers/" + carrier + "/unmask";
        assertThat(staff.post(path, new JsonObject()).problem()).isEqualTo("invalid");
        assertThat(story.person("s01")
                        .post(path, new JsonObject().put("reason", "nyfiken"))
                        .status())
                .isEqualTo(403);
        assertThat(story.person("s00").get("/api/me/unmaskings").json().getJsonArray("unmaskings"))
                .isEmpty();
        unmask(path);
        Wait.until(
                "it is told at once",
                () -> person.live().heard("me:s00").stream()
                        .anyMatch(one -> one.getString("kind").equals("unmasked")));
        person.close();
    }

    private void unmask(String path) {
        var unmasked = staff.post(path, new JsonObject().put("reason", "Kunden har bett oss ringa upp."));
        assertThat(unmasked.json().getJsonObject("member").getString("handle")).isEqualTo("s00");
        var told = story.person("s00").get("/api/me/unmaskings").json().getJsonArray("unmaskings");
        assertThat(told).hasSize(1);
        assertThat(told.getJsonObject(0).getString("reason")).isEqualTo("Kunden har bett oss ringa upp.");
        assertThat(told.getJsonObject(0).getJsonObject("by").getString("handle"))
                .isEqualTo("staff");
        assertThat(story.person("s01").get("/api/me/unmaskings").json().getJsonArray("unmaskings"))
                .isEmpty();
        var acts = get("/api/desk/claims/" + slug + "/acts").getJsonArray("acts");
        assertThat(acts.getJsonObject(0).getString("act")).isEqualTo("unmasked");
    }

    private String carrierOf(String post) {
        return get("/api/desk/claims/" + slug + "/spread").getJsonArray("nodes").stream()
                .map(JsonObject.class::cast)
                .filter(node -> node.getString("post").equals(post))
                .findAny()
                .orElseThrow()
                .getString("carrier");
    }

    @Test
    @Order(6)
    void whoReadsARoomWasShownWhatIsSaidThere() {
        long before = exposed();
        for (var reader : List.of("reader-1", "reader-2", "reader-3")) {
            assertThat(story.person(reader)
                            .get("/api/rooms/koket/posts?limit=200")
                            .status())
                    .isEqualTo(200);
        }
        Wait.until("three more were shown it", () -> exposed() == before + 3);
        assertThat(story.person("reader-1")
                        .get("/api/rooms/koket/posts?limit=200")
                        .status())
                .isEqualTo(200);
        clock.step(Duration.ofSeconds(1));
        assertThat(exposed()).isEqualTo(before + 3);
    }

    private long exposed() {
        return get("/api/desk/claims/" + slug).getJsonObject("reading").getLong("exposed");
    }

    @Test
    @Order(9)
    void aRestartGivesTheSameAlertsAndLevelsAndDoublesNone() {
        var alerts = alerts(staff);
        var changes = get("/api/desk/claims/" + slug + "/changes");
        var carrier = carrierOf(story.first());
        server.stop();
        server.close();
        server = TestServer.start(database, Map.of(), clock);
        staff = server.staff();
        Wait.until(
                "it is counted again",
                () -> get("/api/desk/claims/" + slug).getJsonObject("reading").getInteger("carriers") > 30);
        // Several rounds, in which whatever is doubled would be.
        for (int i = 0; i < 10; i++) {
            clock.step(Duration.ofSeconds(1));
            Wait.pause(200);
        }
        assertThat(alerts(staff).encode()).isEqualTo(alerts.encode());
        assertThat(get("/api/desk/claims/" + slug + "/changes").encode()).isEqualTo(changes.encode());
        assertThat(carrierOf(story.first())).isEqualTo(carrier);
    }
}
