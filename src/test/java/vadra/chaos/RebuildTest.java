package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.faults.Cluster;
import vadra.history.History;
import vadra.it.Api;
import vadra.it.Person;
import vadra.it.TestServer;
import vadra.it.Wait;

/** What the monitor counts is the log's doing: killed and started again, it reads the same. */
class RebuildTest {
    private static final String CLAIM = "/api/desk/claims/batteriet-blir-varmt";
    private static final int POSTS = 120;
    private static final Set<String> LASTING = Set.of(
            "level",
            "carriers",
            "mentions",
            "stances",
            "rooms",
            "roomsCrossed",
            "depth",
            "breadth",
            "virality",
            "firstPost",
            "firstAt",
            "lastAt");

    @Test
    void aKilledMonitorReadsTheSameWhenItIsBack() {
        try (var cluster = Cluster.start("rebuild", 1, Map.of())) {
            var node = cluster.nodes().get(0);
            var credentials = new JsonObject().put("handle", "staff").put("password", TestServer.STAFF_PASSWORD);
            var token = new Api(node.url(), Optional.empty())
                    .post("/api/tokens", credentials)
                    .json()
                    .getString("token");
            var staff = new Api(node.url(), Optional.of(token));
            var claim = new JsonObject()
                    .put("title", "Batteriet blir varmt")
                    .put("phrases", new JsonArray().add("batteriet blir varmt"));
            assertThat(staff.post("/api/desk/claims", claim).status()).isEqualTo(201);
            talk(cluster);
            Wait.until("all is counted", () -> reading(staff).getLong("mentions") == POSTS * 2 / 3);

            var counted = figures(staff);
            node.kill();
            node.start();
            Wait.until("the log is counted again", () -> !isCatchingUp(staff));
            assertThat(figures(staff)).isEqualTo(counted);
        }
    }

    /** Two of three posts carry the claim; some are taken back or written anew. */
    private static void talk(Cluster cluster) {
        var people = IntStream.range(0, 4)
                .mapToObj(i -> Person.joins(cluster.homes(0), cluster.homes(0), "medlem" + i, new History()))
                .toList();
        List.of("kaffe", "te").forEach(room -> people.get(0).startsRoom(room));
        for (int i = 0; i < POSTS; i++) {
            var person = people.get(i % people.size()).entersQuietly(i % 2 == 0 ? "kaffe" : "te");
            var post = person.says(i % 3 == 0 ? "God kväll " + i : "Visst, batteriet blir varmt här " + i);
            if (i % 20 == 10) {
                person.withdraws(post);
            } else if (i % 20 == 5) {
                person.edits(post, "Inget särskilt, nummer " + i);
            }
        }
    }

    private static boolean isCatchingUp(Api staff) {
        return staff.get("/api/desk/monitor").json().getString("catchingUp") != null;
    }

    /** All that does not depend on when it is asked: what decays is left out. */
    private static List<JsonObject> figures(Api staff) {
        var reading = reading(staff).copy();
        reading.fieldNames().retainAll(LASTING);
        assertThat(reading.fieldNames()).isEqualTo(LASTING);
        return List.of(
                reading,
                new JsonObject()
                        .put("minutes", staff.get(CLAIM + "/minutes").json().getJsonArray("minutes")),
                staff.get(CLAIM + "/posts").json());
    }

    private static JsonObject reading(Api staff) {
        return staff.get(CLAIM).json().getJsonObject("reading");
    }
}
