package vadra.faults;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.it.Wait;

/** A PostgreSQL of its own, with the durability of a real one, that can be made to crash. Its port stays the same. */
public final class DatabaseProcess implements AutoCloseable {
    private static final String NAME = "postgres";

    private final Path data;
    private final int port = ServerProcess.freePort();
    private @Nullable EmbeddedPostgres postgres;

    /**
     * Prepares a database.
     *
     * @param data where it keeps its data
     */
    public DatabaseProcess(Path data) {
        this.data = data;
    }

    /** Starts it; what it had committed before is there. */
    public void start() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What {@code pg_ctl -m immediate} does: no goodbye, no checkpoint; it recovers from its log when it starts. */
    public void crash() {
        var postmaster = ProcessHandle.of(pid()).orElseThrow();
        Signals.send(postmaster.pid(), "QUIT");
        Wait.until("PostgreSQL is gone", () -> !postmaster.isAlive());
        close();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return Files.exists(data.resolve("postmaster.pid"))
                && ProcessHandle.of(pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How it was started: what starts it again, without a helper between. */
    List<String> command() {
        var info = ProcessHandle.of(pid()).orElseThrow().info();
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root, so it runs as nobody in a namespace of users of its own.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(info.command().orElseThrow());
        command.addAll(List.of(info.arguments().orElseThrow()));
        return command;
    }

    public int port() {
        return port;
    }

    /** Where it is, as the setting {@code database.url} wants it. */
    public String url() {
        return urlOn(port);
    }

    /** The same database by another port, such as a proxy's. */
    public static String urlOn(int port) {
        return "postgresql://postgres:postgres@localhost:" + port + "/" + NAME;
    }

    /** The rows of a query, each as the texts of its columns; null is the empty text. */
    @CanIgnoreReturnValue
    public List<List<String>> query(String sql) {
        try (var connection = running().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            var rows = new ArrayList<List<String>>();
            if (statement.execute(sql)) {
                var result = statement.getResultSet();
                while (result.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private EmbeddedPostgres running() {
        var running = postgres;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    /** Stops it in good order, where it runs. */
    @Override
    public void close() {
        var running = postgres;
        postgres = null;
        if (running != null) {
            try {
                running.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
