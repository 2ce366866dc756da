package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vadra.history.History;
import vadra.history.History.Step;

/**
 * The same promises, kept to a client that others wrote: {@code centrifuge-js}, unmodified, from npm. Without npm it is
 * skipped; with {@code CI=true} that is a failure.
 */
class CentrifugeJsTest {
    private static final Path FOLDER = Path.of("target", "centrifuge-js").toAbsolutePath();
    private static final String[] PACKAGES = {"centrifuge@5.8.0", "ws@8.23.0"};
    private static final List<String> ROOMS = List.of("kaffe", "te");
    private static final int CLIENTS = 40;
    private static final int WRITERS = 6;
    private static final int CUTS = 300;
    private static final TestServer SERVER = TestServer.start();

    private final History history = new History();
    private final Map<String, Long> offsets = new HashMap<>();
    private int recovered;
    private int reloaded;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void unmodifiedClientsWhoseConnectionsBreakLoseNothing() throws IOException, InterruptedException {
        install();
        var members = IntStream.range(0, WRITERS)
                .mapToObj(i -> Person.joins(SERVER.url(), "skribent" + i, history))
                .toList();
        ROOMS.forEach(room -> members.get(0).startsRoom(room));
        var tokens =
                members.stream().map(one -> one.api().token().orElseThrow()).toList();
        var process = run(tokens);
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = next(lines); !"written".equals(line.getString("step")); line = next(lines)) {
                take(line);
            }
            catchUp(lines);
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(TestServer.judge(SERVER.url(), history, ROOMS)).isEmpty();
        System.out.printf(
                "centrifuge-js: %d clients, %d cuts, %d acks; %d came back by offset, %d had to reload%n",
                CLIENTS, CUTS, history.acked(), recovered, reloaded - CLIENTS);
        assertThat(recovered).isGreaterThan(CUTS / 3);
        assertThat(reloaded).isEqualTo(CLIENTS);
    }

    private static void install() throws IOException, InterruptedException {
        boolean there = Files.isDirectory(FOLDER.resolve("node_modules/centrifuge"));
        if (!there) {
            Files.createDirectories(FOLDER);
            int exit = exitOf("npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts");
            boolean must = "true".equals(System.getenv("CI"));
            assertThat(exit == 0 || !must)
                    .as("npm cannot install centrifuge-js")
                    .isTrue();
            Assumptions.assumeTrue(exit == 0, "npm cannot install centrifuge-js");
        }
        try (var script = CentrifugeJsTest.class.getResourceAsStream("centrifuge-clients.mjs")) {
            Files.copy(
                    Objects.requireNonNull(script), FOLDER.resolve("clients.mjs"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static int exitOf(String... command) throws IOException, InterruptedException {
        var whole = new ArrayList<>(List.of(command));
        whole.addAll(List.of(PACKAGES));
        whole.addAll(List.of("--prefix", FOLDER.toString()));
        try {
            var process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("npm.log").toFile())
                    .start();
            return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (IOException noNpm) {
            return -1;
        }
    }

    private static Process run(List<String> tokens) throws IOException {
        var plan = new JsonObject()
                .put("url", SERVER.url().toString().replaceFirst("http", "ws") + "/connection/websocket")
                .put("rooms", new JsonArray(ROOMS))
                .put("tokens", new JsonArray(tokens))
                .put("clients", CLIENTS)
                .put("cuts", CUTS)
                .put("everyMs", 20);
        return new ProcessBuilder("node", "clients.mjs", plan.encode())
                .directory(FOLDER.toFile())
                .redirectError(FOLDER.resolve("errors.log").toFile())
                .start();
    }

    private static JsonObject next(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        assertThat(line)
                .as("the clients ended; see " + FOLDER.resolve("errors.log"))
                .isNotNull();
        return new JsonObject(line);
    }

    /** The steps come in the order in which the one process of all clients took them. */
    private void take(JsonObject line) {
        var client = line.getString("client");
        var room = line.getString("room");
        long offset = line.getLong("offset", 0L);
        switch (line.getString("step")) {
            case "sent" -> history.add(new Step.Sent(client, room, line.getString("id")));
            case "acked" -> history.add(new Step.Acked(client, room, line.getString("id"), offset));
            case "recovered" -> recovered++;
            case "loaded" -> {
                reloaded++;
                history.add(new Step.Loaded(client, room, offset));
                offsets.put(client, offset);
            }
            case "heard" -> {
                history.add(new Step.Heard(client, room, offset, line.getString("id")));
                offsets.put(client, offset);
            }
            default -> throw new AssertionError(line.encode());
        }
    }

    private void catchUp(BufferedReader lines) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            var room = ROOMS.get(i % ROOMS.size());
            int top = RoomLog.read(SERVER.url(), room).size();
            while (offsets.getOrDefault("js" + i, 0L) < top) {
                take(next(lines));
            }
            history.add(new Step.Stayed("js" + i, "room:" + room));
        }
    }
}
