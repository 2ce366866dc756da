package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.history.History;
import vadra.it.Person;
import vadra.it.RawSocket;
import vadra.it.TestServer;

/** Whoever reads nothing is sent away with a code that says why, and costs the others nothing. */
class SlowReaderTest {
    /** Together far more than what a kernel and the server hold back for one reader. */
    private static final int POSTS = 320;

    private static final int AUTHORS = 8;

    private final History history = new History();

    /** Soon enough that the reader, who then reads on, is still told why. */
    private void saysAtOnce(Person asta, TestServer server) {
        IntStream.range(0, AUTHORS).parallel().forEach(author -> {
            var one = author == 0
                    ? asta
                    : Person.joins(server.url(), "en-" + author, history).entersQuietly("kaffe");
            for (int i = 0; i < POSTS / AUTHORS; i++) {
                one.says(author + "-" + i + "☕".repeat(3_900));
            }
        });
    }

    @Test
    void aReaderWhoStopsReadingIsClosedAsSlowAndTheOthersHearAll() throws IOException {
        try (var server = TestServer.start();
                var asta = Person.joins(server.url(), "asta", history).startsRoom("kaffe");
                var bo = Person.joins(server.url(), "bo", history).enters("kaffe");
                var slow = RawSocket.open(server.url(), "")) {
            assertThat(slow.status()).contains(" 101 ");
            slow.text("{\"id\":1,\"connect\":{}}\n{\"id\":2,\"subscribe\":{\"channel\":\"room:kaffe\"}}");
            assertThat(slow.next()).contains("\"connect\"");

            saysAtOnce(asta, server);
            bo.catchesUp(POSTS);
            var last = slow.next();
            long heard = 0;
            for (; !last.startsWith("close "); last = slow.next()) {
                heard += last.lines()
                        .filter(line -> line.contains("post.created"))
                        .count();
            }
            assertThat(last).isEqualTo("close 3008");
            assertThat(heard).isLessThan(POSTS);

            bo.catchesUp();
            assertThat(TestServer.judge(server.url(), history, List.of("kaffe")))
                    .isEmpty();
            assertThat(bo.live().closes()).isEmpty();
        }
    }
}
