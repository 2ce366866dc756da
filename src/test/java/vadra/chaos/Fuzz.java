package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import vadra.faults.Cluster;
import vadra.faults.Gathering;
import vadra.faults.ServerProcess;
import vadra.it.Person;
import vadra.it.RawSocket;

/** Strangers send what no client sends, thousands of times: nothing breaks inside, and the others never notice. */
final class Fuzz implements Scenario {
    private static final int ATTACKERS = 4;
    private static final int AT_ONCE = 5;
    private static final int LAST = 999_999_999;
    private static final int INTERNAL = 100;
    private static final int MOST_TOLD = 20;
    private static final long GROWTH = 64L * 1024 * 1024;
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    @Override
    public Report run(Dose dose) {
        var settings = Map.of("JAVA_TOOL_OPTIONS", "-Xms512m -XX:+AlwaysPreTouch");
        try (var cluster = Cluster.start("fuzz", dose.nodes(), settings);
                var people = new Gathering(cluster, dose.size())) {
            var member = people.writers().get(0);
            member.alsoAs("stojare").startsRoom("stoj");
            long memory;
            try (var load = people.talk(100)) {
                // The first tenth warms up what is slow to grow and never shrinks.
                attack(cluster, member, dose.rounds() / 10, dose.seed());
                memory = resident(cluster);
                attack(cluster, member, dose.rounds() - dose.rounds() / 10, dose.seed() + 1);
                assertThat(load.oddities()).isEmpty();
            }
            double worst = people.catchUp();
            assertThat(faults).isEmpty();
            assertThat(cluster.errors()).isEmpty();
            assertThat(people.listeners())
                    .allSatisfy(one -> assertThat(one.live().closes()).isEmpty());
            long grown = resident(cluster) - memory;
            assertThat(grown).isLessThan(GROWTH);
            var done = dose.rounds() + " malformed frames and messages, memory grew by " + grown / 1024 / 1024 + " MiB";
            return new Report(done, people.judge(), worst);
        }
    }

    private void attack(Cluster cluster, Person member, int messages, long seed) {
        var threads = Executors.newFixedThreadPool(ATTACKERS);
        var all = IntStream.range(0, ATTACKERS)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> attack(
                                cluster.urls().get(i % cluster.urls().size()),
                                member.api().token().orElseThrow(),
                                new Mangler(seed * ATTACKERS + i),
                                messages / ATTACKERS),
                        threads))
                .toList();
        all.forEach(CompletableFuture::join);
        threads.shutdown();
    }

    private void attack(URI node, String token, Mangler mangler, int messages) {
        try {
            for (int sent = 0; sent < messages; ) {
                boolean frames = mangler.nextIsFrame();
                // What is pushed comes compressed then, and is not read but for its end.
                try (var raw = RawSocket.open(node, frames ? DEFLATE : "")) {
                    assertThat(raw.status()).contains(" 101 ");
                    var who = mangler.nextIsMember() ? "{\"token\":\"" + token + "\"}" : "{}";
                    raw.text("{\"id\":1,\"connect\":" + who + "}");
                    boolean open = true;
                    while (open && sent < messages) {
                        open = frames ? noise(raw, mangler) : volley(raw, mangler);
                        sent += AT_ONCE;
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends a few, and a ping behind them; whether the socket is still open. */
    private boolean volley(RawSocket raw, Mangler mangler) throws IOException {
        var sent = new StringBuilder();
        for (int i = 0; i < AT_ONCE; i++) {
            var message = mangler.message();
            sent.append(message).append('\n');
            raw.text(message);
        }
        raw.text("{\"id\":" + LAST + ",\"ping\":{}}");
        for (var next = raw.next(); !next.startsWith("close "); next = raw.next()) {
            if (next.lines().toList().stream().anyMatch(line -> isLast(line, sent))) {
                return true;
            }
        }
        return false;
    }

    /** Sends frames that are none, and says that no more will come; the server has to end it. */
    private static boolean noise(RawSocket raw, Mangler mangler) throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            raw.bytes(mangler.frame());
        }
        raw.endsSending();
        while (!raw.next().startsWith("close ")) {
            // Answers to those among them that were good.
        }
        return false;
    }

    private boolean isLast(String line, StringBuilder sent) {
        var json = new JsonObject(line);
        int code = json.getValue("error") instanceof JsonObject error ? error.getInteger("code") : 0;
        if ((code == INTERNAL || code == 500) && faults.size() < MOST_TOLD) {
            faults.add(line + " came of one of\n" + sent);
        }
        return json.getValue("id") instanceof Integer id && id == LAST;
    }

    private static long resident(Cluster cluster) {
        return cluster.nodes().stream().mapToLong(ServerProcess::residentBytes).sum();
    }
}
