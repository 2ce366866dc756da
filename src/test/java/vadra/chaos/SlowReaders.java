package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import vadra.faults.Cluster;
import vadra.faults.Seat;
import vadra.faults.ServerProcess;
import vadra.faults.Swarm;
import vadra.history.History;
import vadra.it.Person;
import vadra.it.Wait;

/** A tenth of the listeners stop reading, with open sockets; they are sent away, and the others feel nothing of it. */
final class SlowReaders implements Scenario {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What may wait for one reader, in the outbox and in the transport. */
    private static final long OUTBOX = (1024 + 64) * 1024;
    /** What a JVM takes beside, for reasons of its own. */
    private static final long SLACK = 64L * 1024 * 1024;
    /** The most that a room may say while somebody is away who is to catch up. */
    private static final int MOST_POSTS = 900;

    private static final int SLOW_CLOSE = 3008;

    @Override
    public Report run(Dose dose) {
        // The heap is taken at once, so that what grows later is what waits for readers.
        var settings = Map.of("JAVA_TOOL_OPTIONS", "-Xms512m -XX:+AlwaysPreTouch");
        try (var cluster = Cluster.start("slow", dose.nodes(), settings)) {
            var rooms =
                    IntStream.range(0, dose.rooms()).mapToObj(i -> "rum-" + i).toList();
            var speaker = Person.joins(cluster.homes(0), cluster.homes(0), "talare", new History());
            rooms.forEach(speaker::startsRoom);
            try (var swarm = new Swarm(cluster.urls(), rooms, List.of())) {
                var all = swarm.open(dose.clients());
                var stopped = all.subList(0, Math.max(1, dose.clients() / 10));
                var done = stopAndGo(dose, cluster, swarm, stopped, speaker);
                double back = swarm.reach(cluster.tops(), PATIENCE);
                assertThat(swarm.wrongs()).isEmpty();
                return new Report(done, cluster.judge(new History(), rooms), back);
            }
        }
    }

    private static String stopAndGo(Dose dose, Cluster cluster, Swarm swarm, List<Seat> stopped, Person speaker) {
        int words = dose.clients() > 500 ? 300 : 3_800;
        speak(dose, speaker, 60, words);
        double calm = swarm.p99();
        long memory = resident(cluster);
        long files = files(cluster);
        stopped.forEach(seat -> seat.reads(false));
        speak(dose, speaker, MOST_POSTS - 200, words);
        double disturbed = swarm.p99();
        Wait.until("the sockets are gone", PATIENCE, () -> files(cluster) <= files - stopped.size());
        long grown = resident(cluster) - memory;
        assertThat(grown).isLessThan(stopped.size() * OUTBOX + SLACK);
        stopped.forEach(seat -> seat.reads(true));
        Wait.until("all are back", PATIENCE, () -> swarm.inside() == dose.clients());
        return String.format(
                "%d of %d stopped reading; %d closed as slow, memory grew by %d MiB,"
                        + " p99 of the others %.1f ms before, %.1f ms then (%+.0f %%)",
                stopped.size(),
                dose.clients(),
                swarm.closes(SLOW_CLOSE),
                grown / 1024 / 1024,
                calm,
                disturbed,
                (disturbed / calm - 1) * 100);
    }

    /** A post now and then, into one room after another; the first has all who stop, or most. */
    private static void speak(Dose dose, Person speaker, int posts, int words) {
        for (int i = 0; i < posts; i++) {
            speaker.entersQuietly("rum-" + i % dose.rooms()).says("☕".repeat(words) + Seat.MARK + System.nanoTime());
            Wait.pause(5);
        }
    }

    private static long resident(Cluster cluster) {
        return cluster.nodes().stream().mapToLong(ServerProcess::residentBytes).sum();
    }

    private static long files(Cluster cluster) {
        return cluster.nodes().stream().mapToLong(ServerProcess::openFiles).sum();
    }
}
