package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;
import vadra.faults.Cluster;
import vadra.faults.FakeTime;
import vadra.faults.Gathering;
import vadra.history.History;
import vadra.it.Api;
import vadra.it.Folders;
import vadra.it.LiveClient;
import vadra.it.TestServer;
import vadra.it.Wait;

/** The wall clock of a server jumps by hours: nobody is signed out, no limit opens or jams, no reading leaps. */
final class ClockJumps implements Scenario {
    private static final String MONITOR = "desk:monitor";
    private static final List<Duration> JUMPS = List.of(Duration.ofHours(3), Duration.ofHours(-3), Duration.ZERO);
    private static final int TOO_FAST = 429;
    private static final int TRIES = 8;
    private static final Duration LIMIT_RETURNS = Duration.ofSeconds(30);

    @Override
    public Report run(Dose dose) {
        var time = FakeTime.in(Folders.fresh("clock"))
                .orElseThrow(() -> new TestAbortedException("libfaketime is not installed"));
        // One node goes wrong, the others and the database go right.
        try (var cluster = Cluster.start(
                        "clocks", dose.nodes(), database(), node -> node == 0 ? time.environment() : Map.of());
                var people = new Gathering(cluster, dose.size());
                var desk = desk(cluster)) {
            try (var load = people.talk(20)) {
                people.goesOn(300);
                for (int i = 0; i < dose.rounds(); i++) {
                    jump(time, JUMPS.get(i % JUMPS.size()), cluster, people, desk);
                }
                assertThat(load.oddities()).isEmpty();
            }
            double worst = people.catchUp();
            assertThat(people.listeners())
                    .allSatisfy(one -> assertThat(one.live().closes()).isEmpty());
            long said =
                    cluster.tops().values().stream().mapToLong(Long::longValue).sum();
            Wait.until("all is counted", () -> reading(desk).getLong("mentions") == said);
            var done = dose.rounds() + " jumps, " + people.history().acked() + " acks, " + said + " mentions counted";
            return new Report(done, people.judge(), worst);
        }
    }

    private static vadra.faults.DatabaseProcess database() {
        return new vadra.faults.DatabaseProcess(Folders.fresh("clocks-database"));
    }

    private static LiveClient desk(Cluster cluster) {
        var node = cluster.urls().get(0);
        var credentials = new JsonObject().put("handle", "staff").put("password", TestServer.STAFF_PASSWORD);
        var token = new Api(node, Optional.empty())
                .post("/api/tokens", credentials)
                .json()
                .getString("token");
        var staff = new Api(node, Optional.of(token));
        var claim = new JsonObject().put("title", "Inlägg").put("phrases", new JsonArray().add("inlägg"));
        assertThat(staff.post("/api/desk/claims", claim).status()).isEqualTo(201);
        var desk = new LiveClient("desk", staff, new History()).open();
        desk.listen(MONITOR);
        return desk;
    }

    private static void jump(FakeTime time, Duration to, Cluster cluster, Gathering people, LiveClient desk) {
        var stranger = new Api(cluster.urls().get(0), Optional.empty());
        double before = reading(desk).getDouble("velocity");
        Wait.until("the limit is reached", () -> signIn(stranger) == TOO_FAST);
        time.jump(to);
        Wait.pause(1_500);
        // One try comes back every six seconds; by a clock that jumps ahead, all would have.
        assertThat(IntStream.range(0, TRIES)
                        .filter(i -> signIn(stranger) != TOO_FAST)
                        .count())
                .as("tries after a jump")
                .isLessThan(TRIES / 2);
        people.goesOn(200);
        Wait.pause(3_000);
        // All who talk are counted already, so the velocity can only sink, and in a few seconds not by much.
        assertThat(reading(desk).getDouble("velocity")).as("velocity").isBetween(before * 0.7, before * 1.05);
        Wait.until("the limit opens", LIMIT_RETURNS, () -> signIn(stranger) != TOO_FAST);
    }

    private static int signIn(Api stranger) {
        var wrong = new JsonObject().put("handle", "ingen").put("password", "fel-lösenord");
        return stranger.post("/api/session", wrong).status();
    }

    private static JsonObject reading(LiveClient desk) {
        Wait.until("there are readings", () -> !desk.heard(MONITOR).isEmpty());
        var heard = desk.heard(MONITOR);
        return heard.get(heard.size() - 1)
                .getJsonArray("claims")
                .getJsonObject(0)
                .getJsonObject("reading");
    }
}
