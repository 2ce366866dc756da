package vadra.it;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vadra.api.Services;
import vadra.app.Settings;
import vadra.app.TestClock;
import vadra.app.TestDatabase;
import vadra.app.Vadra;
import vadra.history.History;
import vadra.history.HistoryChecker;
import vadra.history.HistoryChecker.Violation;
import vadra.websocket.Transports;

/** A whole server in this JVM, on a database and a port of its own. */
public final class TestServer implements AutoCloseable {
    public static final String STAFF_PASSWORD = "personalens-lösenord";

    private final Vertx vertx;
    private final Vadra vadra;

    private TestServer(Vertx vertx, Vadra vadra) {
        this.vertx = vertx;
        this.vadra = vadra;
    }

    public static TestServer start() {
        return start(TestDatabase.fresh().url(), Map.of());
    }

    /** A server with further settings, named as in the environment. */
    public static TestServer start(String database, Map<String, String> more) {
        return start(database, more, Vadra::start);
    }

    /** A server that lives by another clock. */
    static TestServer start(String database, Map<String, String> more, Clock clock) {
        return start(database, more, (vertx, settings, metrics) -> TestClock.start(vertx, settings, metrics, clock));
    }

    private interface Starter {
        Future<Vadra> start(Vertx vertx, Settings settings, PrometheusMeterRegistry metrics);
    }

    private static TestServer start(String database, Map<String, String> more, Starter starter) {
        var settings = new HashMap<>(Map.of(
                "VADRA_HTTP_PORT", "0",
                "VADRA_HTTP_HOST", "127.0.0.1",
                "VADRA_DATABASE_URL", database,
                "VADRA_DEMO", "false",
                "VADRA_STAFF_PASSWORD", STAFF_PASSWORD,
                "VADRA_LIMITS_JOINS_PER_HOUR", "100000",
                "VADRA_LIMITS_SIGN_INS_PER_MINUTE", "100000",
                "VADRA_LIMITS_WRITES_PER_MINUTE", "1000000",
                "VADRA_LIMITS_NEWCOMER_HOURS", "0",
                "VADRA_LIMITS_ADDRESS_WRITES_PER_MINUTE", "1000000"));
        settings.putAll(more);
        try {
            var vertx = Vertx.builder().withTransport(Transports.best()).build();
            var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            var read = Settings.load(Path.of("no-such-file"), settings);
            return new TestServer(vertx, TestDatabase.get(starter.start(vertx, read, metrics)));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + vadra.port());
    }

    /** The first member of staff. */
    public Api staff() {
        return signedIn("staff");
    }

    /** Another member of staff. */
    public Api staff(String handle) {
        TestDatabase.get(vadra.services().community().createStaff(handle, handle, STAFF_PASSWORD));
        return signedIn(handle);
    }

    private Api signedIn(String handle) {
        var login = new JsonObject().put("handle", handle).put("password", STAFF_PASSWORD);
        var token = new Api(url(), Optional.empty())
                .post("/api/tokens", login)
                .json()
                .getString("token");
        return new Api(url(), Optional.of(token));
    }

    /** How far it has heard a room, 0 when it does not know it. */
    long offset(String room) {
        return TestDatabase.get(
                services().reader().key(room).compose(key -> services().tail().top(key.id())));
    }

    /** What runs inside. */
    public Services services() {
        return vadra.services();
    }

    /** Does what it does at night when somebody has left. */
    void wipes() {
        TestDatabase.get(vadra.wipe());
    }

    /** Stops it as Ctrl-C does. */
    public void stop() {
        TestDatabase.get(vadra.stop());
    }

    /** All that is wrong with what clients saw of these rooms, judged against the server's log. */
    public static List<Violation> judge(URI server, History history, List<String> rooms) {
        var logs = new HashMap<String, List<String>>();
        rooms.forEach(room -> logs.put("room:" + room, RoomLog.read(server, room)));
        return HistoryChecker.check(history.steps(), logs, (client, room) -> true);
    }

    @Override
    public void close() {
        TestDatabase.get(vertx.close());
    }
}
