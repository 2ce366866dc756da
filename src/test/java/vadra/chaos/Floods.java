package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import vadra.faults.Cluster;
import vadra.faults.Gathering;
import vadra.faults.ServerProcess;
import vadra.it.RawSocket;
import vadra.it.Wait;

/** Strangers take what they can get: silence, crumbs, pings, fragments, bombs. Each is closed, and the others go on. */
final class Floods implements Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More than who says nothing is given, and less than who has said something. */
    private static final Duration SILENCE = Duration.ofSeconds(25);

    private static final int TEXT_COMPRESSED = 0xC1;
    private static final int PING = 0x89;
    private static final long GROWTH = 160L * 1024 * 1024;
    private static final String HALF_A_REQUEST = "GET /connection/websocket HTTP/1.1\r\nHost: x\r\nX-Slow: ";

    private final List<String> slowest = new ArrayList<>();

    @Override
    public Report run(Dose dose) {
        var settings = Map.of("JAVA_TOOL_OPTIONS", "-Xms512m -XX:+AlwaysPreTouch");
        try (var cluster = Cluster.start("floods", dose.nodes(), settings);
                var people = new Gathering(cluster, new Gathering.Size(dose.rooms(), 6, 20))) {
            long memory = cluster.nodes().stream()
                    .mapToLong(ServerProcess::residentBytes)
                    .sum();
            try (var load = people.talk(50)) {
                people.goesOn(50);
                flood(cluster.urls().get(0), dose.clients());
                people.goesOn(50);
                assertThat(load.oddities()).isEmpty();
            }
            double worst = people.catchUp();
            long grown = cluster.nodes().stream()
                            .mapToLong(ServerProcess::residentBytes)
                            .sum()
                    - memory;
            assertThat(grown).isLessThan(GROWTH);
            assertThat(cluster.errors()).isEmpty();
            assertThat(people.listeners())
                    .allSatisfy(one -> assertThat(one.live().closes()).isEmpty());
            var done = String.join(", ", slowest) + ", memory grew by " + grown / 1024 / 1024 + " MiB";
            return new Report(done, people.judge(), worst);
        }
    }

    private void flood(URI node, int many) {
        try {
            var silent = open(node, many, "");
            var crumbs = open(node, many / 10, HALF_A_REQUEST);
            var idle = sockets(node, many / 10);
            bombs(node);
            fragments(node);
            pings(node);
            histories(node);
            gone("idle connections", silent, "");
            gone("half requests", crumbs, "a");
            gone("sockets that never say who they are", idle, "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<RawSocket> open(URI node, int many, String first) throws IOException {
        var all = new ArrayList<RawSocket>();
        for (int i = 0; i < many; i++) {
            var raw = RawSocket.raw(node);
            raw.bytes(first.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            all.add(raw);
        }
        return all;
    }

    private static List<RawSocket> sockets(URI node, int many) throws IOException {
        var all = new ArrayList<RawSocket>();
        for (int i = 0; i < many; i++) {
            var raw = RawSocket.open(node, "");
            assertThat(raw.status()).contains(" 101 ");
            all.add(raw);
        }
        return all;
    }

    /** Waits until all are closed, while a crumb more comes on each every now and then. */
    private void gone(String what, List<RawSocket> attackers, String crumb) {
        long begun = System.nanoTime();
        Wait.until(what + " are closed", SILENCE, () -> {
            attackers.removeIf(raw -> closed(raw, crumb));
            return attackers.isEmpty();
        });
        slowest.add(String.format("%s closed after %.0f s more", what, (System.nanoTime() - begun) / 1e9));
    }

    private static boolean closed(RawSocket raw, String crumb) {
        try {
            raw.bytes(crumb.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return raw.isClosed();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void bombs(URI node) throws IOException {
        var deflater = new Deflater(9, true);
        deflater.setInput(new byte[40 * 1024 * 1024]);
        var packed = new byte[64 * 1024];
        int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
        deflater.end();
        for (int i = 0; i < 20; i++) {
            try (var raw = RawSocket.open(node, "Sec-WebSocket-Extensions: permessage-deflate\r\n")) {
                assertThat(raw.status()).contains(" 101 ");
                raw.frame(TEXT_COMPRESSED, java.util.Arrays.copyOf(packed, length));
                assertThat(raw.next()).isEqualTo("close 1009");
            }
        }
    }

    private static void fragments(URI node) throws IOException {
        try (var raw = RawSocket.open(node, "")) {
            assertThat(raw.status()).contains(" 101 ");
            raw.frame(RawSocket.TEXT_BEGIN);
            for (int i = 0; i < 10_000; i++) {
                raw.frame(0x00);
            }
            assertThat(raw.next()).isEqualTo("close 1009");
        }
    }

    /** Pings without end, and no answer is read: what waits for this peer has an end. */
    private static void pings(URI node) throws IOException {
        try (var raw = RawSocket.open(node, "")) {
            assertThat(raw.status()).contains(" 101 ");
            raw.text("{\"id\":1,\"connect\":{}}");
            var thousand = new ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                thousand.write(PING);
                thousand.write(0x80 | 125);
                thousand.writeBytes(new byte[4 + 125]);
            }
            for (int i = 0; i < 200; i++) {
                raw.bytes(thousand.toByteArray());
            }
            Wait.until("the pings have an end", PATIENCE, () -> closed(raw, ""));
        }
    }

    /** A message of a thousand questions, each with an answer a thousand times as long; and no answer is read. */
    private static void histories(URI node) throws IOException {
        try (var raw = RawSocket.open(node, "")) {
            assertThat(raw.status()).contains(" 101 ");
            raw.text("{\"id\":1,\"connect\":{}}");
            var question = "{\"id\":2,\"history\":{\"channel\":\"room:rum-0\",\"limit\":200}}\n";
            for (int i = 0; i < 20; i++) {
                raw.text(question.repeat(1_000));
            }
            Wait.until("the questions have an end", PATIENCE, () -> closed(raw, ""));
        }
    }
}
