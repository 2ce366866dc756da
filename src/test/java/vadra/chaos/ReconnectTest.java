package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;
import vadra.it.Person;
import vadra.it.TestServer;
import vadra.it.Wait;

/** However often connections break, every listener ends with the same log: nothing lost, nothing doubled. */
class ReconnectTest {
    private static final TestServer SERVER = TestServer.start();
    private static final int CONNECTIONS = 200;
    private static final int CUTS = 1_000;
    private static final int MEMBERS = 20;
    private static final List<String> ROOMS = List.of("bryggtips", "reklamationer", "barnvagnar", "prat");

    private final Random random = new Random(20_261_123);
    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void twoHundredListenersAndAThousandLostConnectionsLoseNothing() {
        var members = members(SERVER.url());
        var listeners = listeners(members);
        var over = new AtomicBoolean();
        var writers = writers(members, over);
        long begun = System.nanoTime();
        for (int cut = 0; cut < CUTS; cut++) {
            listeners.get(random.nextInt(CONNECTIONS)).live().cut();
            Wait.pause(10);
        }
        over.set(true);
        writers.forEach(CompletableFuture::join);
        long acked = history.acked();
        double seconds = (System.nanoTime() - begun) / 1e9;

        listeners.forEach(Person::catchesUp);
        assertThat(TestServer.judge(SERVER.url(), history, ROOMS)).isEmpty();
        report(listeners, acked, seconds);
        listeners.forEach(Person::close);
    }

    private List<Person> members(URI server) {
        var members = new ArrayList<Person>();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(Person.joins(server, "medlem" + i, history));
        }
        ROOMS.forEach(room -> members.get(0).startsRoom(room));
        return members;
    }

    private List<Person> listeners(List<Person> members) {
        return IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> i % 4 == 0
                        ? Person.guest(SERVER.url(), "gäst" + i, history)
                        : members.get(i % MEMBERS).alsoAs("lyssnare" + i))
                .map(person -> person.enters(ROOMS.get(random.nextInt(ROOMS.size()))))
                .toList();
    }

    /** Everybody talks all the time, half over HTTP and half over sockets that break as the others do. */
    private List<CompletableFuture<Void>> writers(List<Person> members, AtomicBoolean over) {
        ExecutorService threads = Executors.newFixedThreadPool(MEMBERS);
        return IntStream.range(0, MEMBERS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> write(members.get(i), i, over), threads))
                .toList();
    }

    private void write(Person writer, int number, AtomicBoolean over) {
        var dice = new Random(number);
        writer.entersQuietly(ROOMS.get(number % ROOMS.size()));
        boolean live = number % 2 == 0;
        if (live) {
            writer.live().open();
        }
        for (int i = 0; !over.get(); i++) {
            var command = "w" + number + "-" + i;
            if (!live) {
                writer.triesToSay("inlägg " + command, command);
            } else if (!writer.triesToSayLive("inlägg " + command, command).containsKey("rpc")) {
                i--; // Nobody knows whether it was committed: send it again under the same id.
            }
            if (live && dice.nextInt(20) == 0) {
                writer.live().cut();
            }
            Wait.pause(20 + dice.nextInt(40));
        }
        writer.close();
    }

    private static void report(List<Person> listeners, long acked, double seconds) {
        int recovered =
                listeners.stream().mapToInt(one -> one.live().returns()[0]).sum();
        int reloaded =
                listeners.stream().mapToInt(one -> one.live().returns()[1]).sum();
        System.out.printf(
                "%d connections, %d cuts in %.1f s under %.0f acked posts/s: %d came back by offset, %d had to reload%n",
                CONNECTIONS, CUTS, seconds, acked / seconds, recovered, reloaded);
        assertThat(recovered).isGreaterThan(CUTS / 3);
    }
}
