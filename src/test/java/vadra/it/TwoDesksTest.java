package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.app.TestDatabase;

/** Two servers on one database watch for the same claims, and one of them speaks of it. */
class TwoDesksTest {
    private static final Instant BEFORE_IT_CROSSES = Story.START.plusSeconds(46 * 60 + 20);

    private final String database = TestDatabase.fresh().url();
    private final SteppedClock clock = new SteppedClock(Story.START.minusSeconds(60));
    private final TestServer north = node();
    private final TestServer south = node();

    private TestServer node() {
        return TestServer.start(database, Map.of("VADRA_LIVE_HINTS", "pg"), clock);
    }

    @AfterEach
    void stop() {
        List.of(north, south).forEach(TestServer::close);
    }

    private static JsonArray claims(Api staff) {
        return staff.get("/api/desk/claims?state=proposed").json().getJsonArray("claims");
    }

    private static JsonArray alerts(Api staff) {
        return staff.get("/api/desk/alerts?state=all").json().getJsonArray("alerts");
    }

    @Test
    void aStoryToldOnBothIsOneClaimWithOneAlertAndBothDesksShowTheSame() {
        var both = List.of(north, south);
        Story.begun(north, clock).tell(both, () -> false);
        var here = north.staff();
        var there = south.staff();
        Wait.until("the alert is there", () -> !alerts(there).isEmpty());
        Wait.until("both count the claim", () -> carriers(here) == carriers(there) && carriers(here) > 30);
        settle();
        assertThat(claims(here)).hasSize(1);
        assertThat(alerts(here)).hasSize(1);
        assertThat(alerts(there).encode()).isEqualTo(alerts(here).encode());
        assertThat(changes(there)).isEqualTo(changes(here)).isNotEmpty();
    }

    /** Lets some rounds go by, in which whatever is doubled would be. */
    private void settle() {
        for (int i = 0; i < 10; i++) {
            clock.step(Duration.ofSeconds(1));
            Wait.pause(200);
        }
    }

    private static int carriers(Api staff) {
        return claims(staff).stream()
                .mapToInt(one -> ((JsonObject) one).getJsonObject("reading").getInteger("carriers"))
                .max()
                .orElse(0);
    }

    private static List<String> changes(Api staff) {
        var slug = claims(staff).getJsonObject(0).getString("slug");
        return staff.get("/api/desk/claims/" + slug + "/changes").json().getJsonArray("changes").stream()
                .map(one -> ((JsonObject) one).getString("from") + " " + ((JsonObject) one).getString("to"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stops", "falls silent"})
    void whenTheOneThatSpeaksGoesTheOtherRaisesTheAlertAndNoSecondOne(String how) {
        var both = List.of(north, south);
        var there = south.staff();
        var story = Story.begun(north, clock);
        story.tell(both, () -> !clock.instant().isBefore(BEFORE_IT_CROSSES));
        Wait.until("it is proposed", () -> claims(there).size() == 1);
        assertThat(alerts(there)).isEmpty();
        if (how.equals("stops")) {
            north.stop();
        }
        north.close();
        story.tell(List.of(south), () -> false);
        Wait.until("the alert is there", () -> !alerts(there).isEmpty());
        settle();
        assertThat(claims(there)).hasSize(1);
        assertThat(alerts(there)).hasSize(1);
        try (var third = node()) {
            var elsewhere = third.staff();
            Wait.until("it has counted", () -> carriers(elsewhere) > 30);
            south.stop();
            settle();
            assertThat(alerts(elsewhere)).hasSize(1);
        }
    }
}
