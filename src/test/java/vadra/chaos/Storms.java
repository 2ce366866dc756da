package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import vadra.faults.Cluster;
import vadra.faults.Swarm;
import vadra.history.History;
import vadra.it.Person;

/** Everybody is cut off at once and comes back at once; the database hardly notices. */
final class Storms implements Scenario {
    private static final int MEMBERS = 8;
    private static final int SAID_BEFORE = 30;
    /** Look-ups of names and the like that do not grow with anything. */
    private static final int CONSTANT = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String READS = """
            SELECT coalesce(sum(calls), 0), coalesce(sum(calls) FILTER (WHERE query LIKE '%FROM event%'), 0)
            FROM pg_stat_statements
            WHERE query LIKE '%FROM event%' OR query LIKE '%FROM session%' OR query LIKE '%FROM member%'""";

    private long all;
    private long log;

    @Override
    public Report run(Dose dose) {
        try (var cluster = Cluster.start("storms", dose.nodes(), Map.of())) {
            cluster.database().query("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            var rooms =
                    IntStream.range(0, dose.rooms()).mapToObj(i -> "rum-" + i).toList();
            var members = members(cluster, rooms);
            var tokens = members.stream()
                    .map(member -> member.api().token().orElseThrow())
                    .toList();
            try (var swarm = new Swarm(cluster.urls(), rooms, tokens)) {
                swarm.open(dose.clients());
                double worst = 0;
                for (int i = 0; i < dose.rounds(); i++) {
                    var before = reads(cluster);
                    worst = Math.max(worst, storm(cluster, swarm, members, rooms));
                    count(before, reads(cluster));
                }
                assertThat(swarm.wrongs()).isEmpty();
                // From memory, or once for all who wait for a room; who they are, for many at once.
                assertThat(log).isLessThanOrEqualTo((long) dose.rooms() * dose.nodes() + CONSTANT);
                assertThat(all - log).isLessThanOrEqualTo(dose.clients() / 20 + CONSTANT);
                var done = dose.clients() + " clients cut at once, " + dose.rounds() + " times; at most " + log
                        + " reads of the log and " + (all - log) + " of who they are, " + dose.rooms() + " rooms";
                return new Report(done, cluster.judge(new History(), rooms), worst);
            }
        }
    }

    private void count(List<Long> before, List<Long> after) {
        all = Math.max(all, after.get(0) - before.get(0));
        log = Math.max(log, after.get(1) - before.get(1));
    }

    private static List<Person> members(Cluster cluster, List<String> rooms) {
        var history = new History();
        var members = IntStream.range(0, MEMBERS)
                .mapToObj(i -> Person.joins(cluster.homes(0), cluster.homes(0), "medlem" + i, history))
                .toList();
        rooms.forEach(room -> {
            var speaker = members.get(0).startsRoom(room);
            IntStream.range(0, SAID_BEFORE).forEach(i -> speaker.says("före stormen " + i));
        });
        return members;
    }

    /** What is said while they are away is what they have to catch up with. */
    private static double storm(Cluster cluster, Swarm swarm, List<Person> members, List<String> rooms) {
        long begun = System.nanoTime();
        swarm.resetAll();
        rooms.forEach(room -> members.get(0).entersQuietly(room).says("under stormen"));
        swarm.reach(cluster.tops(), PATIENCE);
        return (System.nanoTime() - begun) / 1e9;
    }

    private static List<Long> reads(Cluster cluster) {
        return cluster.database().query(READS).get(0).stream()
                .map(Long::valueOf)
                .toList();
    }
}
