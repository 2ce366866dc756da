package vadra.faults;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vadra.it.Wait;

/** A PostgreSQL with a clock of its own, which a test moves; servers take their time from it, so they go with it. */
public final class MovedDatabase implements AutoCloseable {
    private static final Duration EXACT = Duration.ofMinutes(1);

    private final FakeTime time;
    private final int port;
    private final Process postmaster;

    private MovedDatabase(FakeTime time, int port, Process postmaster) {
        this.time = time;
        this.port = port;
        this.postmaster = postmaster;
    }

    /** Starts one in an empty folder, at the true time. */
    public static MovedDatabase start(Path folder, FakeTime time) {
        var data = folder.resolve("postgresql");
        var begun = new DatabaseProcess(data);
        begun.start();
        var command = begun.command();
        begun.close();
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.redirectOutput(folder.resolve("postgresql.log").toFile());
        process.environment().putAll(time.environment());
        try {
            var database = new MovedDatabase(time, begun.port(), process.start());
            Wait.until("PostgreSQL answers", database::answers);
            return database;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where it is, as the setting {@code database.url} wants it. */
    public String url() {
        return DatabaseProcess.urlOn(port);
    }

    /** Sets its clock to so long after the true time, and waits until it has it. */
    public void jump(Duration by) {
        time.jump(by);
        Wait.until("the clock has jumped", () -> {
            var told = Double.parseDouble(one("SELECT extract(epoch FROM clock_timestamp())"));
            return Math.abs(told - System.currentTimeMillis() / 1e3 - by.toSeconds()) < EXACT.toSeconds();
        });
    }

    /** Runs a statement as the owner; the first column of its rows. */
    @CanIgnoreReturnValue
    public List<String> column(String sql) {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
                var statement = connection.createStatement()) {
            var column = new ArrayList<String>();
            if (statement.execute(sql)) {
                var rows = statement.getResultSet();
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
            }
            return column;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** The only value that a query gives. */
    public String one(String sql) {
        return column(sql).get(0);
    }

    private boolean answers() {
        try {
            return "1".equals(one("SELECT 1"));
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        // Fast: it waits for nobody.
        Signals.send(postmaster.pid(), "INT");
        try {
            if (!postmaster.waitFor(20, TimeUnit.SECONDS)) {
                postmaster.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
