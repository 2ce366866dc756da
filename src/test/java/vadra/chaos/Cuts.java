package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import vadra.faults.Cluster;
import vadra.faults.FaultProxy;
import vadra.faults.Gathering;
import vadra.faults.Pipe;
import vadra.it.Homes;
import vadra.it.Wait;

/** Connections are cut, reset, half closed, slowed and swallowed, and their clients go to another node. */
final class Cuts implements Scenario {
    private static final int PAUSE_MS = 10;
    private static final int MAX_HELD = 40;

    private final Queue<Pipe> held = new ArrayDeque<>();
    private int faults;

    @Override
    public Report run(Dose dose) {
        try (var cluster = Cluster.start("cuts", dose.nodes(), Map.of())) {
            var proxies = cluster.nodes().stream()
                    .map(node -> new FaultProxy(node.url().getPort()))
                    .toList();
            var ways = proxies.stream().map(FaultProxy::url).toList();
            try (var people = new Gathering(cluster, dose.size(), client -> Homes.spread(ways, client))) {
                try (var load = people.talk(40)) {
                    disturb(dose, proxies);
                    heal(proxies);
                    assertThat(load.oddities()).isEmpty();
                }
                double worst = people.catchUp();
                var violations = people.judge();
                var done = faults + " faults, " + people.history().acked() + " acks, " + people.returns();
                return new Report(done, violations, worst);
            } finally {
                proxies.forEach(FaultProxy::close);
            }
        }
    }

    private void disturb(Dose dose, List<FaultProxy> proxies) {
        var random = dose.random();
        long end = System.nanoTime() + dose.time().toNanos();
        while (System.nanoTime() < end) {
            var proxy = proxies.get(random.nextInt(proxies.size()));
            proxy.any(random).ifPresent(pipe -> disturb(pipe, random));
            if (random.nextInt(100) == 0) {
                proxy.delay(Duration.ofMillis(random.nextInt(200)));
            }
            Wait.pause(random.nextInt(2 * PAUSE_MS));
        }
    }

    private void disturb(Pipe pipe, Random random) {
        faults++;
        switch (random.nextInt(6)) {
            case 0, 1 -> pipe.cut();
            case 2 -> pipe.reset();
            case 3 -> pipe.halfClose();
            case 4 -> hold(pipe, true);
            default -> hold(pipe, false);
        }
    }

    /** Neither of these ends by itself before the client's patience does, so that the oldest of them is reset. */
    private void hold(Pipe pipe, boolean swallow) {
        if (swallow) {
            pipe.swallow();
        } else {
            pipe.drip();
        }
        held.add(pipe);
        if (held.size() > MAX_HELD) {
            held.remove().reset();
        }
    }

    private void heal(List<FaultProxy> proxies) {
        proxies.forEach(proxy -> proxy.delay(Duration.ZERO));
        held.forEach(Pipe::reset);
    }
}
