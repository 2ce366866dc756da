package vadra.bench.server;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The whole product, with its embedded PostgreSQL, in a process of its own. */
public final class VadraTarget implements Target {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String STAFF_PASSWORD = "bench-bench";
    private static final Path BENCH = Path.of("target/bench");
    private static final Path COLLECTIONS = BENCH.resolve("gc.log");
    private static final Pattern LIVE = Pattern.compile("->(\\d+)M\\(");

    private final Process process;
    private final Setup setup;
    private final URI url;
    private final long began = System.nanoTime();
    private long startedInMs;
    private String host = "";

    /**
     * How it is started.
     *
     * @param cores where it may run with its database, in the form of {@code taskset}
     * @param guarded whether new accounts are limited as they are by default
     * @param recording a file for a flight recording of the whole life of the process, null for none
     * @param data the folder of its database, which is kept from run to run
     */
    public record Setup(
            String cores, boolean guarded, @Nullable Path recording, Path data) {
        /** The server and its database have the first core to themselves. */
        public static final Setup PINNED = new Setup("0", false, null, BENCH.resolve("data"));
        /** The same, with the limits that new accounts have. */
        public static final Setup GUARDED = new Setup("0", true, null, BENCH.resolve("data"));
        /** With a database of its own, for a great many posts. */
        public static final Setup FULL = new Setup("0", false, null, BENCH.resolve("data-posts"));

        private List<String> options() {
            var options = new ArrayList<>(List.of("-Xlog:gc:file=" + COLLECTIONS));
            if (recording != null) {
                options.add("-XX:FlightRecorderOptions=stackdepth=256");
                options.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
            }
            return options;
        }
    }

    private VadraTarget(Process process, Setup setup, URI url) {
        this.process = process;
        this.setup = setup;
        this.url = url;
    }

    /** Starts it. */
    public static VadraTarget start(Setup setup) {
        try {
            Files.createDirectories(setup.data());
            int port = Processes.freePort();
            var command = new ArrayList<>(List.of(Processes.jdk("java")));
            command.addAll(setup.options());
            command.addAll(List.of("-cp", Processes.classPath(), "vadra.app.Main"));
            var builder = new ProcessBuilder(Processes.on(setup.cores(), command));
            builder.environment().putAll(environment(port));
            builder.environment().put("VADRA_DATA_DIR", setup.data().toString());
            builder.environment().put("VADRA_LIMITS_NEWCOMER_HOURS", setup.guarded() ? "3" : "0");
            var log = BENCH.resolve("vadra.log").toFile();
            var process = builder.redirectErrorStream(true).redirectOutput(log).start();
            var target = new VadraTarget(process, setup, Peer.local(Integer.toString(port)));
            target.awaitReady();
            return target;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, String> environment(int port) {
        return Map.of(
                "VADRA_HTTP_HOST",
                "127.0.0.1",
                "VADRA_HTTP_PORT",
                Integer.toString(port),
                "VADRA_DEMO",
                "false",
                "VADRA_STAFF_PASSWORD",
                STAFF_PASSWORD,
                "VADRA_LIMITS_JOINS_PER_HOUR",
                "1000000",
                "VADRA_LIMITS_SIGN_INS_PER_MINUTE",
                "1000000",
                "VADRA_LIMITS_WRITES_PER_MINUTE",
                "1000000",
                "VADRA_LIMITS_SOCKETS",
                "100000",
                "VADRA_LIMITS_ADDRESS_WRITES_PER_MINUTE",
                "1000000");
    }

    private void awaitReady() throws IOException {
        for (int tries = 0; tries < 6_000 && process.isAlive(); tries++) {
            try {
                if (send("GET", "/health/ready", "", null).statusCode() == 200) {
                    startedInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // The port is not open yet.
            }
            Processes.pause(10);
        }
        process.destroy();
        throw new IOException("the server does not get ready; see target/bench/vadra.log");
    }

    private HttpResponse<String> send(String method, String path, String token, @Nullable JsonObject body) {
        var publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.encode());
        var request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, publisher);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** From the start of the process to ready, in milliseconds. */
    public long startedInMs() {
        return startedInMs;
    }

    @Override
    public String name() {
        return "vadra";
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public Dialect dialect() {
        return new Dialect.Vadra();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public double databaseSeconds() {
        return Processes.secondsOfTree(
                Long.parseLong(BenchDatabase.postmaster(setup.data()).get(0)));
    }

    /** Statements that the server has sent to its database so far. */
    public long statements() {
        return (long) send("GET", "/metrics", "", null)
                .body()
                .lines()
                .filter(line -> line.startsWith("vertx_sql_processing_time_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Megabytes that the last collection of the young left alive, as the JVM itself wrote down. */
    public long liveMegabytes() {
        try (var lines = Files.lines(COLLECTIONS)) {
            return lines.map(LIVE::matcher)
                    .filter(Matcher::find)
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .reduce(0, (earlier, last) -> last);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void room(String room) {
        if (host.isEmpty()) {
            host = speakers(1).get(0);
        }
        var body = new JsonObject().put("title", room).put("slug", room);
        var answer = send("POST", "/api/rooms", host, body);
        if (answer.statusCode() != 201 && answer.statusCode() != 409) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** Says something in a room that was made here, as its host. */
    public void say(String room, String text) {
        made("/api/rooms/" + room + "/posts", host, new JsonObject().put("text", text));
    }

    /** Adds posts, each of two of these lines, until there are so many. */
    public void posts(List<String> lines, int count) {
        var unused = speakers(1);
        BenchPosts.fill(setup.data(), lines, count);
    }

    /** How many events the log of a room has. */
    public long top(String room) {
        return new JsonObject(send("GET", "/api/rooms/" + room + "/posts?limit=1", "", null)
                        .body())
                .getJsonObject("position")
                .getLong("offset");
    }

    /** The token of a member of staff. */
    public String staff() {
        var login = new JsonObject().put("handle", "staff").put("password", STAFF_PASSWORD);
        return new JsonObject(made("/api/tokens", "", login)).getString("token");
    }

    /** Has a claim watched for, by whoever of the staff has a token. */
    public void claim(String token, String phrase) {
        var claim = new JsonObject()
                .put("title", phrase)
                .put("phrases", new JsonArray().add(phrase))
                .put("language", "sv");
        made("/api/desk/claims", token, claim);
    }

    /** Asks questions in a room that was made here, and makes the first speakers its hosts. */
    public List<String> questions(String room, int count, int hosts) {
        for (int number = 1; number <= hosts; number++) {
            var given = send("PUT", "/api/rooms/" + room + "/hosts/bench-" + number, host, new JsonObject());
            if (given.statusCode() != 200) {
                throw new IllegalStateException(given.body());
            }
        }
        var question = new JsonObject().put("text", "En fråga?").put("question", true);
        return IntStream.range(0, count)
                .mapToObj(i -> new JsonObject(made("/api/rooms/" + room + "/posts", host, question)).getString("post"))
                .toList();
    }

    @CanIgnoreReturnValue
    private String made(String path, String token, JsonObject body) {
        var answer = send("POST", path, token, body);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
        return answer.body();
    }

    /** Of so many speakers, the first have been members since yesterday, and the others since now. */
    public List<String> speakers(int elders, int newcomers) {
        var tokens = speakers(elders + newcomers);
        BenchDatabase.age(setup.data(), elders);
        return tokens;
    }

    @Override
    public List<String> speakers(int count) {
        return BenchDatabase.sessions(setup.data(), count);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        if (setup.recording() != null) {
            Profile.print(setup.recording());
        }
    }
}
