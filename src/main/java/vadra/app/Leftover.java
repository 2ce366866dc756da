package vadra.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An embedded database that outlived a server which was killed; it holds the folder that the next server needs. */
final class Leftover {
    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
    private static final int PATIENCE_SECONDS = 20;
    /** Where its port stands in the file that it leaves while it runs. */
    private static final int PORT_LINE = 3;

    private Leftover() {}

    /** Stops the PostgreSQL that still runs on a data folder, if there is one. Blocks. */
    static void stop(Path data) throws IOException {
        var process = process(lines(data));
        if (process.isPresent()) {
            LOG.warn("database.leftover pid={} action=stop", process.get().pid());
            stop(process.get());
        }
    }

    /** The port of the PostgreSQL that runs on a data folder, if there is one. */
    static Optional<Integer> port(Path data) throws IOException {
        var lines = lines(data);
        return lines.size() > PORT_LINE && process(lines).isPresent()
                ? Optional.of(Integer.valueOf(lines.get(PORT_LINE).strip()))
                : Optional.empty();
    }

    private static List<String> lines(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        return Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
    }

    private static Optional<ProcessHandle> process(List<String> lines) {
        var pid = lines.isEmpty() ? "" : lines.get(0).strip();
        return pid.matches("[0-9]{1,18}")
                ? ProcessHandle.of(Long.parseLong(pid)).filter(Leftover::isPostgres)
                : Optional.empty();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.contains("postgres"))
                .isPresent();
    }

    private static void stop(ProcessHandle process) throws IOException {
        // Its clients are gone with the killed server, so a plain stop does not wait for long.
        if (!process.destroy() || !ended(process)) {
            // PostgreSQL recovers from this as from a power cut: what was committed stays.
            var unused = process.destroyForcibly();
            if (!ended(process)) {
                throw new IOException("PostgreSQL of an earlier start (process " + process.pid() + ") does not stop");
            }
        }
    }

    private static boolean ended(ProcessHandle process) throws IOException {
        try {
            var unused = process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException failure) {
            throw new IOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
