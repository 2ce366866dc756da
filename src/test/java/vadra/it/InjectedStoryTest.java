package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import vadra.app.TestDatabase;
import vadra.history.History;
import vadra.it.Injection.Line;

/**
 * A rumour in a real chat. The chat comes first, three quarters of an hour of it, poured in by a clock of its own that ends
 * now; then another server starts on the same database, as it is shipped, by the database's clock and with the thresholds
 * that are shipped, reads all that from the log, and the rumour is told to it, second by second, as people do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InjectedStoryTest {
    private static final Duration CHAT = Duration.ofMinutes(45);
    /** The level follows after half a minute, and what is unusual after each full one. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final String database = TestDatabase.fresh().url();
    private final Map<String, String> byHand = Lines.figures("replay/by-hand.tsv");
    private Injection injection;
    private TestServer server;
    private Api staff;
    private Person desk;
    private String slug;

    private static List<Line> chat() {
        return Lines.of("replay/chat.tsv").stream()
                .map(cells -> {
                    int number = Integer.parseInt(cells[1].substring(1));
                    var room = Injection.ROOMS.get(number % 3 == 0 ? 1 : 0);
                    return new Line(Double.parseDouble(cells[0]), "talker-" + cells[1], room, "", "", cells[2]);
                })
                .toList();
    }

    private static List<Line> rumour() {
        return Lines.of("replay/rumour.tsv").stream()
                .map(cells -> new Line(Double.parseDouble(cells[0]), cells[1], cells[2], cells[3], cells[4], cells[6]))
                .toList();
    }

    @BeforeAll
    void tell() {
        var start = Clock.systemUTC().instant().minus(CHAT);
        var clock = new SteppedClock(start.minusSeconds(1));
        try (var before = TestServer.start(database, Map.of(), clock)) {
            injection = new Injection(before, chat());
            injection.pour(before, chat(), clock, start);
            before.stop();
        }
        server = TestServer.start(database, Map.of());
        staff = server.staff();
        desk = Person.signedIn("desk", staff, new History());
        desk.live().open();
        assertThat(desk.live().listen("desk:monitor").containsKey("subscribe")).isTrue();
        injection.join(server, rumour());
        Wait.until("the chat is counted", () -> get("/api/desk/monitor").getString("catchingUp") == null);
        assertThat(proposed()).isEmpty();
        injection.tell(server, rumour());
        Wait.until("it is proposed", () -> !proposed().isEmpty());
        slug = proposed().getJsonObject(0).getString("slug");
        Wait.until("the alert is there", PATIENCE, () -> !alerts().isEmpty());
    }

    @AfterAll
    void stop() {
        desk.close();
        server.close();
    }

    private JsonObject get(String path) {
        var answer = staff.get(path);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        return answer.json();
    }

    private JsonArray proposed() {
        return get("/api/desk/claims?state=proposed").getJsonArray("claims");
    }

    private JsonArray alerts() {
        return get("/api/desk/alerts?state=all").getJsonArray("alerts");
    }

    @Test
    @Order(1)
    void itIsOnTheDeskByItselfAndNothingElseIs() {
        assertThat(proposed()).hasSize(1);
        assertThat(proposed().getJsonObject(0).getBoolean("emergent")).isTrue();
        assertThat(get("/api/desk/claims").getJsonArray("claims")).hasSize(1);
        assertThat(desk.live().heard("desk:monitor"))
                .anyMatch(one -> one.getString("kind").equals("claim")
                        && one.getString("act").equals("proposed"));
    }

    @Test
    @Order(2)
    void oneAlertCameWithinFiveSecondsOfTheCrossingAndSaysWhy() {
        assertThat(alerts()).hasSize(1);
        var alert = alerts().getJsonObject(0);
        var took =
                Duration.between(Instant.parse(alert.getString("onsetAt")), Instant.parse(alert.getString("raisedAt")));
        System.out.printf("crossing to alert: %d ms%n", took.toMillis());
        assertThat(took).isBetween(Duration.ZERO, Duration.ofSeconds(5));
        var evidence = get("/api/desk/alerts/" + alert.getString("id")).getJsonObject("evidence");
        assertThat(evidence.getJsonArray("support")).isNotEmpty();
        assertThat(evidence.getJsonArray("posts")).contains(injection.post("a1"));
        assertThat(desk.live().heard("desk:monitor"))
                .anyMatch(one -> one.getString("kind").equals("alert")
                        && one.getString("event").equals("raised"));
    }

    @Test
    @Order(3)
    void itsFiguresAreThoseOfAHandCount() {
        // The alert may be there before the last of it is counted.
        var last = rumour().get(rumour().size() - 1).text();
        Wait.until("the last post is counted", () -> texts().contains(last));
        assertThat(texts())
                .containsExactlyInAnyOrderElementsOf(
                        rumour().stream().map(Line::text).toList());
        var reading = get("/api/desk/claims/" + slug).getJsonObject("reading");
        for (var figure : List.of("mentions", "carriers", "roomsCrossed", "depth")) {
            assertThat(reading.getInteger(figure)).as(figure).isEqualTo(number(figure));
        }
        for (var stance : List.of("spreads", "asks", "denies")) {
            assertThat(reading.getJsonObject("stances").getInteger(stance))
                    .as(stance)
                    .isEqualTo(number(stance));
        }
        assertThat(reading.getString("firstPost")).isEqualTo(injection.post(byHand("first")));
        assertThat(reading.getDouble("velocity")).isCloseTo(velocity(reading), within(1e-6));
    }

    /** The words of the posts that the claim is made of. */
    private List<String> texts() {
        var said = new HashMap<String, String>();
        events().forEach(event ->
                said.put(event.getString("post"), event.getJsonObject("text").getString("source")));
        return get("/api/desk/claims/" + slug + "/spread").getJsonArray("nodes").stream()
                .map(node -> said.getOrDefault(((JsonObject) node).getString("post"), "an unknown post"))
                .toList();
    }

    private String byHand(String figure) {
        return Objects.requireNonNull(byHand.get(figure), figure);
    }

    private int number(String figure) {
        return Integer.parseInt(byHand(figure));
    }

    /** The closed formula, on the times at which the log has what each person said first and did not deny. */
    private double velocity(JsonObject reading) {
        var at = Instant.parse(reading.getString("at"));
        var first = Instant.parse(reading.getString("firstAt"));
        double sum = 0;
        var carry = new HashSet<String>();
        for (var event : events()) {
            var author = event.getJsonObject("by").getString("handle");
            if (carries(event, author) && carry.add(author)) {
                sum += Math.exp(-seconds(Instant.parse(event.getString("at")), at) / 300);
            }
        }
        assertThat(carry).hasSize(25);
        return sum / (5 * (1 - Math.exp(-Math.max(300, seconds(first, at)) / 300)));
    }

    private List<JsonObject> events() {
        return Injection.ROOMS.stream()
                .flatMap(room -> RoomLog.events(server.url(), room).stream())
                .sorted(Comparator.comparing(event -> Instant.parse(event.getString("at"))))
                .toList();
    }

    private boolean carries(JsonObject event, String author) {
        var stances = new HashMap<String, String>();
        Lines.of("replay/rumour.tsv").forEach(cells -> stances.put(cells[6], cells[5]));
        var stance = stances.getOrDefault(event.getJsonObject("text").getString("source"), "denies");
        return injection.tellers().contains(author) && !stance.equals("denies");
    }

    private static double seconds(Instant from, Instant to) {
        // The engine counts in whole milliseconds.
        return (to.toEpochMilli() - from.toEpochMilli()) / 1e3;
    }

    @Test
    @Order(4)
    void nobodyIsNamed() {
        for (var path : List.of("", "/posts", "/spread", "/explanation", "/changes", "/minutes")) {
            assertThat(injection.tellers())
                    .allSatisfy(name -> assertThat(
                                    get("/api/desk/claims/" + slug + path).encode())
                            .as(path)
                            .doesNotContain("\"" + name + "\""));
        }
        assertThat(injection.tellers())
                .allSatisfy(name -> assertThat(desk.live().heard("desk:monitor"))
                        .noneMatch(one -> one.encode().contains("\"" + name + "\"")));
    }
}
