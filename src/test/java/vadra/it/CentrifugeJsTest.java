package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vadra.history.History;
import vadra.history.History.Step;

/**
 * The same promises, kept to a client that others wrote: {@code centrifuge-js}, unmodified, from npm.
 */
class CentrifugeJsTest {
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
        var npm = Npm.with("centrifuge-js", "centrifuge@5.8.0", "ws@8.23.0");
        var members = IntStream.range(0, WRITERS)
                .mapToObj(i -> Person.joins(SERVER.url(), "skribent" + i, history))
                .toList();
        ROOMS.forEach(room -> members.get(0).startsRoom(room));
        var tokens =
                members.stream().map(one -> one.api().token().orElseThrow()).toList();
        var process = run(npm, tokens);
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

    private static Process run(Npm npm, List<String> tokens) throws IOException {
        var plan = new JsonObject()
                .put("url", SERVER.url().toString().replaceFirst("http", "ws") + "/connection/websocket")
                .put("rooms", new JsonArray(ROOMS))
                .put("tokens", new JsonArray(tokens))
                .put("clients", CLIENTS)
                .put("cuts", CUTS)
                .put("everyMs", 20);
        var script = npm.script(CentrifugeJsTest.class, "centrifuge-clients.mjs");
        script.command().add(plan.encode());
        return script.start();
    }

    private static JsonObject next(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        assertThat(line).as("the clients ended; see errors.log beside them").isNotNull();
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
