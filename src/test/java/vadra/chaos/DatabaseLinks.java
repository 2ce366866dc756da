package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import vadra.faults.Cluster;
import vadra.faults.DatabaseProcess;
import vadra.faults.FaultProxy;
import vadra.faults.Gathering;
import vadra.faults.Pipe;
import vadra.it.Folders;
import vadra.it.Wait;

/** The network between the nodes and PostgreSQL fails: connections are reset, refused, or swallow all in silence. */
final class DatabaseLinks implements Scenario {
    @Override
    public Report run(Dose dose) {
        var database = new DatabaseProcess(Folders.fresh("links-database"));
        try (var proxy = new FaultProxy(database.port());
                var cluster = Cluster.start(
                        "links",
                        dose.nodes(),
                        database,
                        node -> Map.of("VADRA_DATABASE_URL", DatabaseProcess.urlOn(proxy.port())));
                var people = new Gathering(cluster, dose.size())) {
            double worst = 0;
            try (var load = people.talk(20)) {
                for (int i = 0; i < dose.rounds(); i++) {
                    people.goesOn(100);
                    fail(proxy, i, dose.time().toMillis());
                    worst = Math.max(worst, people.goesOn(20));
                }
                assertThat(load.oddities()).isEmpty();
            }
            people.catchUp();
            var violations = people.judge();
            var done = dose.rounds() + " failures, " + people.history().acked() + " acks, " + people.returns();
            return new Report(done, violations, worst);
        }
    }

    private static void fail(FaultProxy proxy, int round, long millis) {
        switch (round % 3) {
            case 0 -> proxy.resetAll();
            case 1 -> {
                proxy.refuse(true);
                proxy.resetAll();
                Wait.pause(millis);
                proxy.refuse(false);
            }
            default -> {
                // As a router that has forgotten them does: nobody is told, ever.
                proxy.pipes().forEach(Pipe::swallow);
            }
        }
    }
}
