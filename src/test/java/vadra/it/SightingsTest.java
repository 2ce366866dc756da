package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;
import vadra.outside.Signature;

/** What is seen outside of the network comes in by hand, by a signed call and by a feed, and is never counted inside. */
class SightingsTest {
    private static final String OLD_KEY = "den gamla nyckeln med sexton tecken";
    private static final String NEW_KEY = "den nya nyckeln med sexton tecken";

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-02T08:00:00Z"));
    private TestServer server;
    private Api staff;

    @BeforeEach
    void start() {
        server = TestServer.start(
                TestDatabase.fresh().url(),
                Map.of("VADRA_SIGHTINGS_HOOK_KEYS", OLD_KEY + "," + NEW_KEY, "VADRA_OUTSIDE_LOOPBACK", "true"),
                clock);
        staff = server.staff();
        var named = staff.post(
                "/api/desk/claims",
                new JsonObject().put("title", "Brand").put("phrases", new JsonArray().add("fattar eld")));
        assertThat(named.status()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonArray sightings(String query) {
        return staff.get("/api/desk/sightings" + query).json().getJsonArray("sightings");
    }

    @Test
    void oneByHandStandsBesideTheClaimIsHeardOnTheDeskAndChangesNoCount() {
        var desk = Person.signedIn("desk", staff, new History());
        desk.live().open();
        assertThat(desk.live().listen("desk:monitor").containsKey("subscribe")).isTrue();
        var given = new JsonObject()
                .put("source", "phone")
                .put("title", "En kund ringde om att bryggaren fattar eld")
                .put("note", "Frågade om återkallelse.");
        var added = staff.post("/api/desk/sightings", given);
        assertThat(added.status()).as(added.json().encode()).isEqualTo(201);
        assertThat(Schemas.OPENAPI.errors("Sighting", added.json())).isEmpty();
        assertThat(added.json().getJsonArray("claims")).containsExactly("brand");
        Wait.until(
                "the desk hears of it",
                () -> desk.live().heard("desk:monitor").stream()
                        .anyMatch(one -> one.getString("kind").equals("sighting")));
        Wait.until("it is counted beside", () -> claim().getInteger("outside") == 1);
        assertThat(claim().getJsonObject("reading").getInteger("mentions")).isZero();
        desk.close();
    }

    @Test
    void oneThatHoldsNoClaimIsPutToOneByHandAndALinkThatIsNoneIsRefused() {
        var given = new JsonObject().put("source", "phone").put("title", "Något helt annat");
        var loose = staff.post("/api/desk/sightings", given);
        assertThat(sightings("?loose=true")).hasSize(1);
        var assigned = staff.write(
                "PUT",
                "/api/desk/sightings/" + loose.json().getString("id"),
                new JsonObject().put("claims", new JsonArray().add("brand")),
                "k");
        assertThat(assigned.json().getJsonArray("claims")).containsExactly("brand");
        assertThat(staff.post("/api/desk/sightings", given.put("url", "javascript:alert(1)"))
                        .problem())
                .isEqualTo("invalid");
    }

    private JsonObject claim() {
        return staff.get("/api/desk/claims/brand").json();
    }

    @Test
    void aSignedCallIsTakenOnceAndAWrongAnOldAndAnAlteredOneAreRefused() {
        var now = clock.instant().getEpochSecond();
        var body = sent("77").encode();
        for (var key : List.of(OLD_KEY, NEW_KEY)) {
            assertThat(call(body, now, signed(key, now, body))).isEqualTo(202);
        }
        assertThat(sightings("?claim=brand")).hasSize(1);
        assertThat(call(body, now, signed("en nyckel som ingen alls har", now, body)))
                .isEqualTo(403);
        assertThat(call(body, now - 301, signed(NEW_KEY, now - 301, body))).isEqualTo(403);
        assertThat(call(sent("78").encode(), now, signed(NEW_KEY, now, body))).isEqualTo(403);
        assertThat(call(body, now - 10, signed(NEW_KEY, now, body))).isEqualTo(403);
        clock.step(Duration.ofSeconds(301));
        assertThat(call(body, now, signed(NEW_KEY, now, body))).isEqualTo(403);
        assertThat(sightings("")).hasSize(1);
    }

    private static JsonObject sent(String id) {
        return new JsonObject().put("id", id).put("source", "network").put("title", "Bryggaren fattar eld?");
    }

    private static String signed(String key, long seconds, String body) {
        return Signature.of(key, seconds, body.getBytes(StandardCharsets.UTF_8));
    }

    private int call(String body, long seconds, String signature) {
        return Api.send(HttpRequest.newBuilder(server.url().resolve("/api/hooks/sightings"))
                        .header("Content-Type", "application/json")
                        .header("Vadra-Timestamp", Long.toString(seconds))
                        .header("Vadra-Signature", signature)
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .status();
    }

    @Test
    void aFeedBringsWhatHoldsAClaimIsAskedWhetherItHasChangedAndIsNotFollowedElsewhere() throws IOException {
        var asked = new CopyOnWriteArrayList<String>();
        var press = press(asked);
        var base = "http://127.0.0.1:" + press.getAddress().getPort();
        for (var path : List.of("/feed", "/moved")) {
            clock.step(Duration.ofSeconds(1));
            var added = staff.post(
                    "/api/desk/feeds", new JsonObject().put("url", base + path).put("source", "press"));
            assertThat(added.status()).as(added.json().encode()).isEqualTo(201);
        }
        read();
        assertThat(statuses()).containsExactly("ok", "refused");
        var found = sightings("");
        assertThat(found).hasSize(1);
        assertThat(found.getJsonObject(0).getString("title")).isEqualTo("Läsare: bryggaren fattar eld");
        assertThat(found.getJsonObject(0).getString("via")).isEqualTo("feed");
        clock.step(Duration.ofMinutes(6));
        read();
        assertThat(asked).containsExactly("null", "\"v1\"");
        assertThat(statuses()).containsExactly("unchanged", "refused");
        assertThat(sightings("")).hasSize(1);
        press.stop(0);
    }

    private static HttpServer press(List<String> asked) throws IOException {
        var press = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        press.createContext("/feed", exchange -> {
            var tag = exchange.getRequestHeaders().getFirst("If-None-Match");
            asked.add(String.valueOf(tag));
            exchange.getResponseHeaders().add("ETag", "\"v1\"");
            var body = FEED.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(tag == null ? 200 : 304, tag == null ? body.length : -1);
            if (tag == null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        press.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/feed");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        press.start();
        return press;
    }

    private void read() {
        TestDatabase.get(server.services().desk().sightings().readFeeds());
    }

    private List<String> statuses() {
        return staff.get("/api/desk/feeds").json().getJsonArray("feeds").stream()
                .map(JsonObject.class::cast)
                .map(feed -> feed.getString("status"))
                .toList();
    }

    @Test
    void addressesThatAreNotOnThePublicInternetAreRefused() {
        for (var url : List.of(
                "http://10.0.0.1/feed",
                "http://192.168.1.1/feed",
                "http://169.254.169.254/latest/meta-data",
                "http://[fd00::1]/feed",
                "http://[::ffff:10.0.0.1]/feed",
                "http://0.0.0.0/feed",
                "http://100.64.0.1/feed",
                "file:///etc/passwd",
                "http://user:secret@press.example.org/feed",
                "gopher://press.example.org/")) {
            var refused = staff.post(
                    "/api/desk/feeds", new JsonObject().put("url", url).put("source", "press"));
            assertThat(refused.status()).as(url).isEqualTo(400);
            assertThat(refused.json().getString("field")).as(url).isEqualTo("url");
        }
        assertThat(staff.get("/api/desk/feeds").json().getJsonArray("feeds")).isEmpty();
    }

    private static final String FEED = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
              <title>Pressen</title><id>urn:x:feed</id><updated>2026-11-02T07:00:00Z</updated>
              <entry><title>Läsare: bryggaren fattar eld</title><id>urn:x:1</id><updated>2026-11-02T07:00:00Z</updated>
                <link href="https://press.example.org/1"/><summary>Flera hör av sig.</summary></entry>
              <entry><title>Vädret i helgen</title><id>urn:x:2</id><updated>2026-11-02T07:00:00Z</updated>
                <link href="https://press.example.org/2"/><summary>Regn.</summary></entry>
            </feed>
            """;
}
