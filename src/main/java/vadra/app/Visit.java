package vadra.app;

import io.vertx.pgclient.PgConnectOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import vadra.backup.Unfit;

/**
 * The owner's way into the database for a command beside the server. An embedded database that runs is used as it is, and one
 * that does not is started for as long as the visit lasts.
 */
final class Visit implements AutoCloseable {
    private final PgConnectOptions owner;
    private final @Nullable EmbeddedPostgres started;

    private Visit(PgConnectOptions owner, @Nullable EmbeddedPostgres started) {
        this.owner = owner;
        this.started = started;
    }

    /** While servers may run. Blocks. */
    static Visit beside(Settings settings) throws IOException {
        if (!settings.databaseUrl().isEmpty()) {
            return new Visit(Database.options(settings.databaseUrl()), null);
        }
        var port = Leftover.port(Database.folder(settings));
        return port.isPresent() ? new Visit(Database.owner(port.get()), null) : start(settings);
    }

    /**
     * Where no server runs; of another database than the embedded one nobody can know that here. Blocks.
     *
     * @throws Unfit when the embedded database runs
     */
    static Visit alone(Settings settings) throws IOException {
        if (settings.databaseUrl().isEmpty()
                && Leftover.port(Database.folder(settings)).isPresent()) {
            throw new Unfit("a server runs on " + settings.dataDir().toAbsolutePath() + "; stop it first");
        }
        return beside(settings);
    }

    private static Visit start(Settings settings) throws IOException {
        var embedded = Database.startEmbedded(settings.dataDir().toAbsolutePath());
        return new Visit(Database.owner(embedded.getPort()), embedded);
    }

    PgConnectOptions owner() {
        return owner;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(Database.jdbc(owner), owner.getUser(), Database.password(owner));
    }

    @Override
    public void close() throws IOException {
        if (started != null) {
            started.close();
        }
    }
}
