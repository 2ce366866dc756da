package vadra.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import vadra.faults.Gathering;
import vadra.history.HistoryChecker.Violation;

/** Something that goes wrong, again and again, under load; and what must hold meanwhile and after. */
interface Scenario {
    /** Fails with an {@link AssertionError} where something is wrong that is not a matter of the history. */
    Report run(Dose dose);

    /**
     * How much of it.
     *
     * @param nodes server processes on one database
     * @param clients listeners or sockets
     * @param rooms that they are spread over
     * @param rounds how often it goes wrong, where that can be counted
     * @param time how long it goes wrong, where it cannot
     * @param seed of all chances
     */
    record Dose(int nodes, int clients, int rooms, int rounds, Duration time, long seed) {
        Random random() {
            return new Random(seed);
        }

        /** One who talks for every five who listen. */
        Gathering.Size size() {
            return new Gathering.Size(rooms, Math.max(4, clients / 5), clients);
        }
    }

    /**
     * What came of it.
     *
     * @param done what was done, in figures
     * @param violations the judge's verdict; empty is good
     * @param worst seconds from the worst thing until all was well
     */
    record Report(String done, List<Violation> violations, double worst) {}
}
