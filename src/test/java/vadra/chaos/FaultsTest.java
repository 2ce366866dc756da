package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vadra.chaos.Scenario.Dose;

/** Whatever fails, under load: nothing acknowledged is lost, nothing is doubled, and nobody misses anything. */
class FaultsTest {
    private static final int NODES = 2;
    private static final long SEED = 9;

    @Test
    void eightKillsOfNodes() {
        holds(new Kills(), new Dose(NODES, 60, 10, 8, Duration.ZERO, SEED));
    }

    @Test
    void threeCrashesOfPostgres() {
        holds(new Crashes(), new Dose(NODES, 60, 10, 3, Duration.ZERO, SEED));
    }

    @Test
    void aNodeThatStopsInItsTracks() {
        holds(new Pauses(), new Dose(NODES, 40, 4, 2, Duration.ofSeconds(5), SEED));
    }

    @Test
    void aNetworkToPostgresThatFails() {
        holds(new DatabaseLinks(), new Dose(NODES, 20, 4, 3, Duration.ofSeconds(3), SEED));
    }

    @Test
    void aNodeThatIsDrained() {
        holds(new Drains(), new Dose(NODES, 60, 4, 1, Duration.ZERO, SEED));
    }

    @Test
    void aDiskThatIsFull() {
        holds(new FullDisks(), new Dose(NODES, 20, 4, 1, Duration.ZERO, SEED));
    }

    @Test
    void aClockThatJumps() {
        holds(new ClockJumps(), new Dose(NODES, 20, 4, 3, Duration.ZERO, SEED));
    }

    @Test
    void aHundredThousandMalformedMessages() {
        holds(new Fuzz(), new Dose(1, 20, 2, 100_000, Duration.ZERO, SEED));
    }

    private static void holds(Scenario scenario, Dose dose) {
        var report = scenario.run(dose);
        System.out.printf(
                "%s: %s; worst recovery %.1f s%n", scenario.getClass().getSimpleName(), report.done(), report.worst());
        assertThat(report.violations()).isEmpty();
    }
}
