package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import vadra.faults.Cluster;
import vadra.faults.Gathering;

/** A node is stopped as its operator stops it, under load: its clients are told to come back, and are soon with another. */
final class Drains implements Scenario {
    /** 128 and SIGTERM, which the JVM adds after its shutdown hooks are through. */
    private static final int STOPPED = 143;

    private static final int COME_BACK = 3001;

    @Override
    public Report run(Dose dose) {
        try (var cluster = Cluster.start("drains", dose.nodes(), Map.of());
                var people = new Gathering(cluster, dose.size())) {
            double worst = 0;
            try (var load = people.talk(20)) {
                for (int i = 0; i < dose.rounds(); i++) {
                    people.goesOn(100);
                    var node = cluster.any(dose.random());
                    long asked = System.nanoTime();
                    assertThat(node.terminate()).isEqualTo(STOPPED);
                    if (dose.nodes() > 1) {
                        people.reach(cluster.tops());
                        worst = Math.max(worst, (System.nanoTime() - asked) / 1e9);
                    }
                    node.start();
                }
                assertThat(load.oddities()).isEmpty();
            }
            people.catchUp();
            assertThat(people.listeners())
                    .allSatisfy(one -> assertThat(one.live().closes()).allMatch(code -> code == COME_BACK))
                    .anySatisfy(one -> assertThat(one.live().closes()).isNotEmpty());
            var done = dose.rounds() + " drains, " + people.history().acked() + " acks, " + people.returns();
            return new Report(done, people.judge(), worst);
        }
    }
}
