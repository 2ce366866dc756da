package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.opentest4j.TestAbortedException;
import vadra.faults.Cluster;
import vadra.faults.DatabaseProcess;
import vadra.faults.Gathering;
import vadra.faults.Load;
import vadra.faults.SmallDisk;
import vadra.it.Wait;

/** The disk of the database is full: posts are refused honestly, reading goes on, and all is well when there is room again. */
final class FullDisks implements Scenario {
    private static final int MEGABYTES = 200;

    @Override
    public Report run(Dose dose) {
        try (var disk = SmallDisk.mount("full-disk", MEGABYTES)
                        .orElseThrow(() -> new TestAbortedException("a small disk can only be mounted by root"));
                var cluster = Cluster.start(
                        "full", dose.nodes(), new DatabaseProcess(disk.folder().resolve("data")), node -> Map.of());
                var people = new Gathering(cluster, dose.size())) {
            double worst = 0;
            try (var load = people.talk(20)) {
                for (int i = 0; i < dose.rounds(); i++) {
                    people.goesOn(100);
                    worst = Math.max(worst, fill(disk, cluster, people, load));
                }
                assertThat(load.oddities()).isEmpty();
            }
            people.catchUp();
            var violations = people.judge();
            assertThat(people.listeners())
                    .allSatisfy(one -> assertThat(one.live().closes()).isEmpty());
            var done = "full " + dose.rounds() + " times, " + people.history().acked() + " acks, " + people.returns();
            return new Report(done, violations, worst);
        }
    }

    private static double fill(SmallDisk disk, Cluster cluster, Gathering people, Load load) {
        disk.fill();
        int before = load.refusals();
        Wait.until("posts are refused", () -> load.refusals() > before + 50);
        cluster.nodes()
                .forEach(node ->
                        assertThat(node.status("/api/rooms/rum-0/posts")).isEqualTo(200));
        disk.free();
        if (!cluster.database().isAlive()) {
            // It stops itself when not even its own log can be written.
            cluster.database().close();
            cluster.database().start();
        }
        return people.goesOn(50);
    }
}
