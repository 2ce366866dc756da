package vadra.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole product, with its embedded PostgreSQL, in a process of its own. */
final class VadraTarget implements Target {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path DATA = Path.of("target/bench/data");
    private static final int PORT = 8099;

    private final Process process;
    private final long startedInMs;
    private String host = "";

    private VadraTarget(Process process, long startedInMs) {
        this.process = process;
        this.startedInMs = startedInMs;
    }

    /** Starts it on a data folder that is kept from run to run. */
    static VadraTarget start() {
        try {
            Files.createDirectories(DATA);
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var builder = new ProcessBuilder(Processes.onCore(0, List.of(java, "-cp", classPath(), "vadra.app.Main")));
            builder.environment()
                    .putAll(Map.of(
                            "VADRA_HTTP_HOST", "127.0.0.1",
                            "VADRA_HTTP_PORT", Integer.toString(PORT),
                            "VADRA_DATA_DIR", DATA.toString(),
                            "VADRA_DEMO", "false",
                            "VADRA_STAFF_PASSWORD", "bench-bench",
                            "VADRA_LIMITS_JOINS_PER_HOUR", "1000000",
                            "VADRA_LIMITS_SIGN_INS_PER_MINUTE", "1000000",
                            "VADRA_LIMITS_WRITES_PER_MINUTE", "1000000",
                            "VADRA_LIMITS_SOCKETS", "100000"));
            long began = System.nanoTime();
            var log = Path.of("target/bench/vadra.log").toFile();
            var process = builder.redirectErrorStream(true).redirectOutput(log).start();
            awaitReady();
            return new VadraTarget(process, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Maven runs us in a loader of our own, and its own class path stands in the usual property. */
    private static String classPath() {
        return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader ours
                ? Arrays.stream(ours.getURLs()).map(URL::getPath).collect(Collectors.joining(":"))
                : System.getProperty("java.class.path");
    }

    private static void awaitReady() throws IOException {
        for (int tries = 0; tries < 1_200; tries++) {
            try {
                if (send("GET", "/health/ready", "", null).statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // The port is not open yet.
            }
            pause(50);
        }
        throw new IOException("the server is not ready after a minute; see target/bench/vadra.log");
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static HttpResponse<String> send(String method, String path, String token, @Nullable JsonObject body) {
        var publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.encode());
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
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
    long startedInMs() {
        return startedInMs;
    }

    @Override
    public String name() {
        return "vadra";
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + PORT);
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
        try {
            var postmaster = Files.readAllLines(DATA.resolve("postgresql/postmaster.pid"))
                    .get(0);
            return Processes.secondsOfTree(Long.parseLong(postmaster.strip()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void room(String room) {
        if (host.isEmpty()) {
            host = speaker("Värd");
        }
        var body = new JsonObject().put("title", room).put("slug", room);
        var answer = send("POST", "/api/rooms", host, body);
        if (answer.statusCode() != 201 && answer.statusCode() != 409) {
            throw new IllegalStateException(answer.body());
        }
    }

    @Override
    public String speaker(String name) {
        var body = new JsonObject()
                .put("name", name + " " + System.nanoTime())
                .put("password", "fönstret-på-glänt")
                .put("acceptedRules", 1)
                .put("session", "token");
        var answer = send("POST", "/api/members", "", body);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
        return new JsonObject(answer.body()).getString("token");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
