package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import vadra.faults.Cluster;
import vadra.faults.Gathering;
import vadra.it.Wait;

/** A node is killed in mid-sentence, again and again; what it acknowledged is known. */
final class Kills implements Scenario {
    @Override
    public Report run(Dose dose) {
        try (var cluster = Cluster.start("kills", dose.nodes(), Map.of());
                var people = new Gathering(cluster, dose.size())) {
            double worst = killAgainAndAgain(dose, cluster, people);
            people.catchUp();
            var violations = people.judge();
            assertThat(people.history().acked()).isGreaterThan(50L * dose.rounds());
            var done = dose.rounds() + " kills, " + people.history().acked() + " acks, " + people.returns();
            return new Report(done, violations, worst);
        }
    }

    private static double killAgainAndAgain(Dose dose, Cluster cluster, Gathering people) {
        var random = dose.random();
        double worst = 0;
        try (var load = people.talk(20)) {
            for (int i = 0; i < dose.rounds(); i++) {
                people.goesOn(50);
                Wait.pause(random.nextInt(500));
                var node = cluster.any(random);
                long killed = System.nanoTime();
                node.kill();
                node.start();
                people.goesOn(1);
                worst = Math.max(worst, (System.nanoTime() - killed) / 1e9);
            }
            assertThat(load.oddities()).isEmpty();
        }
        return worst;
    }
}
