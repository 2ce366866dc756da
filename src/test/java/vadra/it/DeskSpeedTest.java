package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** How fast the desk is, printed; what it must be is measured on a quiet machine. */
class DeskSpeedTest {
    private static final int FASTER = 10;
    private static final int PER_SECOND = 500;
    private static final int SECONDS = 8;
    private static final int PEOPLE = 40;

    /** A clock that runs ten times as fast. */
    private static final class FastClock extends Clock {
        private final Instant start = Instant.parse("2026-11-02T08:00:00Z");
        private final long nanos = System.nanoTime();

        @Override
        public Instant instant() {
            return start.plusNanos((System.nanoTime() - nanos) * FASTER);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static void named(Api staff) {
        var claim = new JsonObject()
                .put("title", "Brand")
                .put("phrases", new JsonArray().add("fattar eld"))
                .put("language", "sv");
        assertThat(staff.post("/api/desk/claims", claim).status()).isEqualTo(201);
    }

    @Test
    void anAlertIsThereWithinFiveSecondsOfTheCrossing() {
        var server = TestServer.start(TestDatabase.fresh().url(), Map.of(), new FastClock());
        var staff = server.staff();
        named(staff);
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> Person.member(server.url(), "m" + i))
                .toList();
        var room = new JsonObject().put("title", "koket").put("slug", "koket");
        assertThat(people.get(0).post("/api/rooms", room).status()).isEqualTo(201);
        for (var person : people) {
            var said = new JsonObject().put("text", "Hörde att den fattar eld").put("language", "sv");
            assertThat(person.post("/api/rooms/koket/posts", said).status()).isEqualTo(201);
        }
        Wait.until("the alert", () -> !alerts(staff).isEmpty());
        var alert = alerts(staff).getJsonObject(0);
        var took = Duration.between(
                        Instant.parse(alert.getString("onsetAt")), Instant.parse(alert.getString("raisedAt")))
                .dividedBy(FASTER);
        System.out.printf("crossing to alert: %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        server.close();
    }

    private static JsonArray alerts(Api staff) {
        return staff.get("/api/desk/alerts").json().getJsonArray("alerts");
    }

    @Test
    void everyPostComesToTheStaffsScreenAndItIsPrintedHowFast() throws InterruptedException {
        var server = TestServer.start();
        var staff = server.staff();
        named(staff);
        var desk = Person.signedIn("desk", staff, new History());
        desk.live().open();
        assertThat(desk.live().listen("desk:monitor").containsKey("subscribe")).isTrue();
        long wallMinusNanos = Clock.systemUTC().millis() - System.nanoTime() / 1_000_000;
        var said = say(server);
        Wait.until("all is counted", () -> mentions(desk) == said.size());
        var lags = new ArrayList<Long>();
        for (var at : said) {
            desk.live().heard("desk:monitor").stream()
                    .filter(one -> one.getString("kind").equals("readings") && holds(one, at))
                    .findFirst()
                    .ifPresent(one ->
                            lags.add(one.getLong("heardNanos") / 1_000_000 + wallMinusNanos - at.toEpochMilli()));
        }
        lags.sort(null);
        System.out.printf(
                "commit to staff screen at %d posts/s: p50 %d ms, p95 %d ms, p99 %d ms, max %d ms, of %d%n",
                PER_SECOND, at(lags, .5), at(lags, .95), at(lags, .99), at(lags, 1), lags.size());
        System.out.println("the server's own figure: "
                + staff.get("/api/desk/monitor").json().getJsonObject("lagMs"));
        assertThat(lags).hasSameSizeAs(said);
        desk.close();
        server.close();
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }

    private static int mentions(Person desk) {
        return desk.live().heard("desk:monitor").stream()
                .filter(one -> one.getString("kind").equals("readings"))
                .flatMap(one -> one.getJsonArray("claims").stream())
                .mapToInt(one -> ((JsonObject) one).getJsonObject("reading").getInteger("mentions"))
                .max()
                .orElse(0);
    }

    private static boolean holds(JsonObject readings, Instant at) {
        return readings.getJsonArray("claims").stream()
                .map(one -> ((JsonObject) one).getJsonObject("reading").getString("lastAt"))
                .anyMatch(last -> last != null && !Instant.parse(last).isBefore(at));
    }

    /** Lets people talk at a steady pace, every tenth time of the claim; when each of these was committed. */
    private static List<Instant> say(TestServer server) throws InterruptedException {
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> Person.member(server.url(), "m" + i))
                .toList();
        for (int room = 0; room < 10; room++) {
            var body = new JsonObject().put("title", "r" + room).put("slug", "r" + room);
            assertThat(people.get(room).post("/api/rooms", body).status()).isEqualTo(201);
        }
        var talk = Executors.newFixedThreadPool(PEOPLE);
        long start = System.nanoTime();
        for (int i = 0; i < PER_SECOND * SECONDS; i++) {
            var text = i % 10 == 0 ? "Den fattar eld " + i : "Ett ord om kaffe " + i;
            var person = people.get(i % PEOPLE);
            var path = "/api/rooms/r" + i % 10 + "/posts";
            long due = start + i * 1_000_000_000L / PER_SECOND;
            Wait.pause(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            talk.execute(() -> assertThat(person.post(path, new JsonObject().put("text", text))
                            .status())
                    .isEqualTo(201));
        }
        talk.shutdown();
        assertThat(talk.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        return committed(server);
    }

    private static List<Instant> committed(TestServer server) {
        var said = new ArrayList<Instant>();
        for (int room = 0; room < 10; room++) {
            RoomLog.events(server.url(), "r" + room).stream()
                    .filter(event ->
                            event.getJsonObject("text").getString("source").contains("fattar eld"))
                    .forEach(event -> said.add(Instant.parse(event.getString("at"))));
        }
        return said;
    }
}
