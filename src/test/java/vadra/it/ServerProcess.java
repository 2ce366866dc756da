package vadra.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server as a process of its own, as who runs it has it, so that it can be killed. Its port stays the same. */
final class ServerProcess implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private @Nullable Process process;

    /**
     * Prepares a process.
     *
     * @param name of a folder for its data and output
     * @param environment settings beside those that every test needs
     */
    ServerProcess(String name, Map<String, String> environment) {
        this.folder = Folders.fresh(name);
        this.port = freePort();
        this.environment = new HashMap<>(Map.of(
                "VADRA_HTTP_PORT", Integer.toString(port),
                "VADRA_HTTP_HOST", "127.0.0.1",
                "VADRA_DATA_DIR", folder.resolve("data").toString(),
                "VADRA_DEMO", "false",
                "VADRA_STAFF_PASSWORD", TestServer.STAFF_PASSWORD,
                "VADRA_LIMITS_JOINS_PER_HOUR", "100000",
                "VADRA_LIMITS_WRITES_PER_MINUTE", "1000000"));
        this.environment.putAll(environment);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path output() {
        return folder.resolve("server.log");
    }

    /** Starts it, and returns when it is ready. */
    void start() {
        try {
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx384m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "vadra.app.Main")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Wait.until("the server is ready; see " + output(), Duration.ofMinutes(2), () -> status("/health/ready") == 200);
    }

    /** The status of a page, 0 when nobody answers. */
    int status(String path) {
        try {
            return new Api(url(), Optional.empty()).get(path).status();
        } catch (UncheckedIOException nobody) {
            return 0;
        }
    }

    /** What {@code kill -9} does. */
    void kill() {
        var unused = end(running().destroyForcibly());
    }

    /** What Ctrl-C does; its exit code. */
    int terminate() {
        running().destroy();
        return end(running());
    }

    private Process running() {
        var running = process;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    private static int end(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        var running = process;
        if (running != null && running.isAlive()) {
            var unused = terminate();
        }
    }
}
