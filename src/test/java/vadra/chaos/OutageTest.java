package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.faults.Load;
import vadra.faults.ServerProcess;
import vadra.history.History;
import vadra.it.Api;
import vadra.it.Folders;
import vadra.it.LiveClient;
import vadra.it.Person;
import vadra.it.TestServer;
import vadra.it.Wait;

/** PostgreSQL goes away under load, and comes back: the server says so, reads on from memory, and recovers alone. */
class OutageTest {
    private static final Duration AWAY = Duration.ofSeconds(20);
    private static final Path DATA = Folders.fresh("outage");
    private static final List<String> ROOMS = List.of("kaffe");
    private static final int PORT = ServerProcess.freePort();

    private final History history = new History();

    @Test
    void twentySecondsWithoutPostgresLoseNothingAndAreToldHonestly() throws IOException {
        var postgres = startPostgres();
        var url = "postgresql://postgres:postgres@localhost:" + PORT + "/postgres";
        try (var server = TestServer.start(url, Map.of())) {
            var writers = writers(server);
            var listeners = IntStream.range(0, 12)
                    .mapToObj(
                            i -> Person.guest(server.url(), "gäst" + i, history).enters("kaffe"))
                    .toList();
            try (var load = new Load(writers, 20)) {
                Wait.until("it runs", () -> history.acked() > 200);
                postgres.close();
                long stopped = System.nanoTime();
                staysHonest(server, writers.get(0), listeners.get(0));
                Wait.until("the time is over", () -> System.nanoTime() - stopped > AWAY.toNanos());
                assertThat(load.refusals()).isPositive();
                postgres = startPostgres();
                recovers(server, load);
            }
            listeners.forEach(Person::catchesUp);
            assertThat(TestServer.judge(server.url(), history, ROOMS)).isEmpty();
            assertThat(listeners)
                    .allSatisfy(one -> assertThat(one.live().closes()).isEmpty());
        } finally {
            postgres.close();
        }
    }

    private List<Person> writers(TestServer server) {
        var writers = IntStream.range(0, 6)
                .mapToObj(i -> Person.joins(server.url(), "skribent" + i, history))
                .toList();
        writers.get(0).startsRoom("kaffe");
        writers.forEach(writer -> writer.entersQuietly("kaffe"));
        return writers;
    }

    private void staysHonest(TestServer server, Person writer, Person listener) {
        Wait.until("it is known", () -> status(server, "/health/ready") == 503);
        assertThat(status(server, "/health/live")).isEqualTo(200);
        refusesOverHttp(writer);
        refusesOverTheSocket(writer.alsoAs("annan"));
        readsFromMemory(server, listener.live().offset("room:kaffe"));
    }

    private static void refusesOverHttp(Person writer) {
        long asked = System.nanoTime();
        var refused = writer.api().post("/api/rooms/kaffe/posts", new JsonObject().put("text", "Hör ni mig?"));
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(6));
        assertThat(refused.status()).as(refused.json().encode()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("unavailable");
        assertThat(refused.json().getBoolean("temporary")).isTrue();
        assertThat(refused.header("Retry-After")).isPresent();
    }

    private static void refusesOverTheSocket(Person writer) {
        writer.live().open();
        var reply =
                writer.live().call("say", new JsonObject().put("room", "kaffe").put("text", "Och nu?"));
        assertThat(reply.getJsonObject("error").getBoolean("temporary"))
                .as(reply.encode())
                .isTrue();
        assertThat(reply.getJsonObject("error").getInteger("code")).isEqualTo(503);
        writer.close();
    }

    /** A new listener gets what was said a moment ago, and may stay. */
    private static void readsFromMemory(TestServer server, long top) {
        try (var late = new LiveClient("sen", new Api(server.url(), Optional.empty()), new History()).open()) {
            var since = new JsonObject().put("offset", top - 5);
            var reply = late.command(
                    "history",
                    new JsonObject()
                            .put("channel", "room:kaffe")
                            .put("limit", 5)
                            .put("since", since));
            assertThat(reply.getJsonObject("history", new JsonObject()).getJsonArray("publications"))
                    .as(reply.encode())
                    .hasSize(5);
            assertThat(late.listen("room:kaffe").containsKey("subscribe")).isTrue();
        }
    }

    private void recovers(TestServer server, Load load) {
        long back = System.nanoTime();
        long before = history.acked();
        Wait.until("posts are acknowledged again", () -> history.acked() > before + 20);
        Wait.until("it is ready again", () -> status(server, "/health/ready") == 200);
        System.out.printf(
                "PostgreSQL away for %d s: %d honest refusals, acknowledging again %.1f s after it was back%n",
                AWAY.toSeconds(), load.refusals(), (System.nanoTime() - back) / 1e9);
        assertThat(load.oddities()).isEmpty();
    }

    private static int status(TestServer server, String path) {
        return new Api(server.url(), Optional.empty()).get(path).status();
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(PORT)
                    .setDataDirectory(DATA)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("fsync", "on")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
