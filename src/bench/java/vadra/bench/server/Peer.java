package vadra.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another server, in a process of its own, that only passes on what is said.
 *
 * @param process what is ended in the end
 * @param pid the process that does the work, where that is another one
 */
record Peer(String name, Dialect dialect, URI url, Process process, long pid) implements Target {
    /** Starts a command that prints its port when it listens. */
    static Target listening(String name, Dialect dialect, List<String> command) {
        try {
            var process = new ProcessBuilder(Processes.on("0", command))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (line == null) {
                throw new IOException(name + " ended at once");
            }
            return new Peer(name, dialect, local(line.replaceAll("\\D", "")), process, process.pid());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static URI local(String port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
