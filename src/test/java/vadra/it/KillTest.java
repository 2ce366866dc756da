package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The server is killed in mid-sentence, again and again; what it acknowledged it still knows. */
class KillTest {
    private static final int KILLS = 10;
    private static final int WRITERS = 8;
    private static final int LISTENERS = 24;
    private static final List<String> ROOMS = List.of("kaffe", "te");

    private final History history = new History();
    private final Random random = new Random(9);

    @Test
    void tenKillsUnderLoadLoseNoAckedPostAndDoubleNone() {
        try (var server = new ServerProcess("kill", java.util.Map.of())) {
            server.start();
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> Person.joins(server.url(), "skribent" + i, history))
                    .toList();
            ROOMS.forEach(room -> writers.get(0).startsRoom(room));
            IntStream.range(0, WRITERS).forEach(i -> writers.get(i).entersQuietly(ROOMS.get(i % ROOMS.size())));
            var listeners = IntStream.range(0, LISTENERS)
                    .mapToObj(
                            i -> Person.guest(server.url(), "gäst" + i, history).enters(ROOMS.get(i % ROOMS.size())))
                    .toList();

            double worstStart = killAgainAndAgain(server, writers);

            listeners.forEach(Person::catchesUp);
            assertThat(TestServer.judge(server.url(), history, ROOMS)).isEmpty();
            int reloads =
                    listeners.stream().mapToInt(one -> one.live().returns()[1]).sum();
            System.out.printf(
                    "%d kills, %d acks, %d listeners, %d reloads, slowest start %.1f s%n",
                    KILLS, history.acked(), LISTENERS, reloads, worstStart);
            assertThat(reloads).isZero();
            listeners.forEach(Person::close);
            writers.forEach(Person::close);
        }
    }

    private double killAgainAndAgain(ServerProcess server, List<Person> writers) {
        double worst = 0;
        try (var load = new Load(writers, 20)) {
            for (int kill = 0; kill < KILLS; kill++) {
                long before = history.acked();
                Wait.until("posts are acknowledged again", () -> history.acked() > before + 50);
                Wait.pause(random.nextInt(500));
                server.kill();
                long begun = System.nanoTime();
                server.start();
                worst = Math.max(worst, (System.nanoTime() - begun) / 1e9);
            }
            assertThat(load.oddities()).isEmpty();
        }
        return worst;
    }
}
