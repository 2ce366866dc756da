package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import vadra.faults.Cluster;
import vadra.faults.Gathering;
import vadra.it.Wait;

/** A node stops in its tracks and goes on later, as a machine does that is out of memory or moved; its listeners miss nothing. */
final class Pauses implements Scenario {
    @Override
    public Report run(Dose dose) {
        try (var cluster = Cluster.start("pauses", dose.nodes(), Map.of());
                var people = new Gathering(cluster, dose.size())) {
            double worst = 0;
            var random = dose.random();
            try (var load = people.talk(20)) {
                for (int i = 0; i < dose.rounds(); i++) {
                    people.goesOn(50);
                    var node = cluster.any(random);
                    node.pause();
                    Wait.pause(dose.time().toMillis());
                    node.resume();
                    // All that is in the log at this moment.
                    worst = Math.max(worst, people.reach(cluster.tops()));
                }
                assertThat(load.oddities()).isEmpty();
            }
            people.catchUp();
            var violations = people.judge();
            var done = dose.rounds() + " pauses of " + dose.time().toSeconds() + " s, "
                    + people.history().acked() + " acks, " + people.returns();
            return new Report(done, violations, worst);
        }
    }
}
