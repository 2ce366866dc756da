package vadra.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.it.Api;
import vadra.it.Folders;
import vadra.it.TestServer;
import vadra.it.Wait;

/** A server as a process of its own, as who runs it has it, so that it can be killed. Its port stays the same. */
public final class ServerProcess implements AutoCloseable {
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
    public ServerProcess(String name, Map<String, String> environment) {
        this.folder = Folders.fresh(name);
        this.port = freePort();
        this.environment = new HashMap<>(Map.of(
                "VADRA_HTTP_PORT", Integer.toString(port),
                "VADRA_HTTP_HOST", "127.0.0.1",
                "VADRA_DATA_DIR", folder.resolve("data").toString(),
                "VADRA_DEMO", "false",
                "VADRA_STAFF_PASSWORD", TestServer.STAFF_PASSWORD,
                "VADRA_LIMITS_JOINS_PER_HOUR", "100000",
                "VADRA_LIMITS_WRITES_PER_MINUTE", "1000000",
                "VADRA_LIMITS_NEWCOMER_HOURS", "0",
                "VADRA_LIMITS_ADDRESS_WRITES_PER_MINUTE", "1000000"));
        this.environment.putAll(environment);
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path output() {
        return folder.resolve("server.log");
    }

    /** Starts it, and returns when it is ready. */
    public void start() {
        launch();
        awaitReady();
    }

    private void launch() {
        try {
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx512m",
                            "-cp",
                            classPath(),
                            "vadra.app.Main")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Maven runs a tool in a loader of its own, and its own class path stands in the usual property. */
    private static String classPath() {
        return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader ours
                ? Arrays.stream(ours.getURLs()).map(URL::getPath).collect(Collectors.joining(":"))
                : System.getProperty("java.class.path");
    }

    /** Returns when it takes visitors; one that gave up starting is started again, as by who watches over it. */
    public void awaitReady() {
        Wait.until("the server is ready; see " + output(), Duration.ofMinutes(2), () -> {
            if (!running().isAlive()) {
                launch();
            }
            return status("/health/ready") == 200;
        });
    }

    /** The status of a page, 0 when nobody answers. */
    public int status(String path) {
        try {
            return new Api(url(), Optional.empty()).get(path).status();
        } catch (UncheckedIOException nobody) {
            return 0;
        }
    }

    /** Stops it in its tracks; its sockets stay open and say nothing. */
    public void pause() {
        Signals.send(running().pid(), "STOP");
    }

    /** Lets it go on. */
    public void resume() {
        Signals.send(running().pid(), "CONT");
    }

    /** Resident memory, bytes. */
    public long residentBytes() {
        return Signals.residentBytes(running().pid());
    }

    /** What lives on the heap, bytes, after a full collection. */
    public long liveBytes() {
        return Signals.liveBytes(running().pid());
    }

    /** How many connections the kernel holds for it, whatever the server itself believes. */
    public long openFiles() {
        try (var files = Files.list(Path.of("/proc/" + running().pid() + "/fd"))) {
            return files.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lines of its log that want a person. */
    public List<String> errors() {
        try (var lines = Files.lines(output())) {
            return lines.filter(line -> line.contains(" ERROR ") || line.contains("Exception in thread"))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What {@code kill -9} does. */
    public void kill() {
        var unused = end(running().destroyForcibly());
    }

    /** What Ctrl-C does; its exit code. */
    public int terminate() {
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
            resume();
            var unused = terminate();
        }
    }
}
