package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.faults.Cluster;
import vadra.faults.ServerProcess;
import vadra.history.History;
import vadra.it.Person;
import vadra.it.RoomLog;
import vadra.it.Wait;

/** What waited in a held room is said once and in its order, though two servers say it and one is killed on the way. */
class HeldRoomTest {
    private static final int PEOPLE = 12;
    private static final int EACH = 10;
    private static final String ROOM = "hallet";

    @Test
    void aKillInBetweenLosesNothingAndDoublesNothing() {
        try (var cluster = Cluster.start("held-room", 2, Map.of())) {
            var people = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> Person.joins(cluster.homes(i), cluster.homes(i), "medlem" + i, new History()))
                    .toList();
            var written = writeWhileHeld(people);
            killed(cluster.nodes());
            endWhileOneIsKilled(cluster, people);
            Wait.until("all is said", () -> cluster.tops().getOrDefault(ROOM, 0L) == written.size() + 3);

            var log = RoomLog.read(cluster.urls().get(1), ROOM);
            assertThat(log.subList(2, log.size() - 1)).isEqualTo(written);
            assertThat(log).as("what came when it was over").endsWith("efter");
            assertThat(cluster.database()
                            .query("SELECT count(*) FROM held_post")
                            .get(0))
                    .containsExactly("0");
            assertThat(cluster.errors()).isEmpty();
        }
    }

    /** All in one order, each by another way than the one before; their ids. */
    private static List<String> writeWhileHeld(List<Person> people) {
        var starter = people.get(0).startsRoom(ROOM).api();
        var hold = new JsonObject().put("minutes", 60).put("why", "Vi läser ikapp innan fler skriver.");
        assertThat(starter.write("PUT", "/api/rooms/" + ROOM + "/hold", hold, "hold")
                        .status())
                .isEqualTo(200);
        var written = new ArrayList<String>();
        for (int i = 0; i < PEOPLE * EACH; i++) {
            var person = people.get(i % PEOPLE).entersQuietly(ROOM);
            var command = "c" + i;
            assertThat(person.triesToSay("nr " + i, command).status()).isEqualTo(202);
            written.add(command);
        }
        return written;
    }

    private static void killed(List<ServerProcess> nodes) {
        nodes.forEach(ServerProcess::kill);
        nodes.forEach(ServerProcess::start);
    }

    private static void endWhileOneIsKilled(Cluster cluster, List<Person> people) {
        assertThat(people.get(1).api().delete("/api/rooms/" + ROOM + "/hold").status())
                .as("not theirs to end")
                .isEqualTo(403);
        assertThat(people.get(0).api().delete("/api/rooms/" + ROOM + "/hold").status())
                .isEqualTo(200);
        Wait.until("some is said, by who speaks next too", () -> cluster.tops().getOrDefault(ROOM, 0L) > 5);
        var north = cluster.nodes().get(0);
        north.kill();
        var after = people.get(3).entersQuietly(ROOM).triesToSay("efter", "efter");
        assertThat(after.status()).isIn(201, 202);
        north.start();
    }
}
