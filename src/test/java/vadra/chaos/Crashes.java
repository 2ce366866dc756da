package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import vadra.faults.Cluster;
import vadra.faults.Gathering;
import vadra.it.Wait;

/** PostgreSQL crashes and recovers from its own log; what was acknowledged is in it, and nothing twice. */
final class Crashes implements Scenario {
    @Override
    public Report run(Dose dose) {
        try (var cluster = Cluster.start("crashes", dose.nodes(), Map.of());
                var people = new Gathering(cluster, dose.size())) {
            double worst = crashAgainAndAgain(dose, cluster, people);
            people.catchUp();
            var violations = people.judge();
            assertThat(people.listeners())
                    .allSatisfy(one -> assertThat(one.live().closes()).isEmpty());
            var done = dose.rounds() + " crashes, " + people.history().acked() + " acks, " + people.returns();
            return new Report(done, violations, worst);
        }
    }

    private static double crashAgainAndAgain(Dose dose, Cluster cluster, Gathering people) {
        var random = dose.random();
        double worst = 0;
        try (var load = people.talk(20)) {
            for (int i = 0; i < dose.rounds(); i++) {
                people.goesOn(200);
                Wait.pause(random.nextInt(300));
                cluster.database().crash();
                cluster.database().start();
                worst = Math.max(worst, people.goesOn(20));
                cluster.nodes().forEach(node -> node.awaitReady());
            }
            assertThat(load.oddities()).isEmpty();
        }
        return worst;
    }
}
