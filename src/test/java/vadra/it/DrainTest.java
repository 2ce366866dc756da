package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SIGTERM: everybody is told to come back, and nothing that was acknowledged is lost. */
class DrainTest {
    private static final List<String> ROOMS = List.of("kaffe");

    private final History history = new History();

    @Test
    void aServerThatIsStoppedSendsItsListenersAwayWithACodeThatSaysComeBack() {
        try (var server = new ServerProcess("drain", Map.of())) {
            server.start();
            var writers = IntStream.range(0, 4)
                    .mapToObj(i -> Person.joins(server.url(), "skribent" + i, history))
                    .toList();
            writers.get(0).startsRoom("kaffe");
            writers.forEach(writer -> writer.entersQuietly("kaffe"));
            var listeners = IntStream.range(0, 12)
                    .mapToObj(
                            i -> Person.guest(server.url(), "gäst" + i, history).enters("kaffe"))
                    .toList();
            try (var load = new Load(writers, 20)) {
                Wait.until("it runs", () -> history.acked() > 100);
                stopsInGoodOrder(server, listeners);
                server.start();
                assertThat(load.oddities()).isEmpty();
            }
            listeners.forEach(Person::catchesUp);
            assertThat(TestServer.judge(server.url(), history, ROOMS)).isEmpty();
            listeners.forEach(Person::close);
        }
    }

    private static void stopsInGoodOrder(ServerProcess server, List<Person> listeners) {
        long asked = System.nanoTime();
        int exit = server.terminate();
        double seconds = (System.nanoTime() - asked) / 1e9;
        System.out.printf("SIGTERM under load: gone after %.1f s, exit code %d%n", seconds, exit);
        assertThat(exit).isEqualTo(143);
        assertThat(seconds).isLessThan(20);
        assertThat(listeners).allSatisfy(one -> assertThat(one.live().closes()).startsWith(3001));
    }
}
