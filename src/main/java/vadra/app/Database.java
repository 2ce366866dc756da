package vadra.app;

import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import vadra.live.Hints;
import vadra.live.PgHints;

/** The PostgreSQL that the server runs on: its own embedded one, or whichever the settings name. */
final class Database implements AutoCloseable {
    /** Connections of one server; a batch of commands holds one for two round trips. */
    private static final int CONNECTIONS = 12;
    /** How many statements may wait for a connection; further ones fail at once. */
    private static final int MAX_WAITING = 2_000;

    /** Longer than any statement takes to begin to answer. */
    private static final int SILENCE_SECONDS = 10;

    /** A transaction of which nothing was heard for so long is rolled back; a commit is given up earlier. */
    private static final String ABANDONED_MS = "5000";

    private static final String AUTHORITY = "sslrootcert=";

    private final PgConnectOptions role;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(PgConnectOptions role, @Nullable EmbeddedPostgres embedded) {
        this.role = role;
        this.embedded = embedded;
    }

    /** Opens the database and brings its tables up to date. Blocks. */
    static Database open(Settings settings) throws IOException {
        if (!settings.databaseUrl().isEmpty()) {
            return new Database(prepared(options(settings.databaseUrl())), null);
        }
        var embedded = startEmbedded(settings.dataDir().toAbsolutePath());
        return new Database(prepared(owner(embedded.getPort())), embedded);
    }

    private static PgConnectOptions prepared(PgConnectOptions owner) {
        migrate(flyway(owner).load());
        return ServerRole.on(owner);
    }

    /** Who owns the tables of the embedded database. */
    static PgConnectOptions owner(int port) {
        return options("postgresql://postgres:postgres@localhost:" + port + "/postgres");
    }

    /** Where the embedded database keeps its files. */
    static Path folder(Settings settings) {
        return settings.dataDir().toAbsolutePath().resolve("postgresql");
    }

    static EmbeddedPostgres startEmbedded(Path folder) throws IOException {
        Files.createDirectories(folder);
        var data = folder.resolve("postgresql");
        Leftover.stop(data);
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(folder.resolve("runtime").toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .setServerConfig("max_connections", "60")
                // The wrapper is made for tests and turns both off; what is acked here must survive a power cut.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                // Or words that were erased stay in files that are kept to be written over.
                .setServerConfig("wal_recycle", "off")
                .start();
    }

    /** Whether it says where a database is. */
    static boolean isUrl(String url) {
        try {
            return url.matches("postgres(ql)?://.+/.+") && options(url).getPort() > 0;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /**
     * How a database is reached that a URL names. Its {@code sslmode} and {@code sslrootcert} are PostgreSQL's own, see
     * <a href="https://www.postgresql.org/docs/current/libpq-ssl.html">there</a>: {@code require} keeps out who only listens,
     * {@code verify-full} who stands in between, too.
     *
     * @throws IllegalArgumentException when it is none, or certificates are to be checked against nothing
     */
    static PgConnectOptions options(String url) {
        var options = PgConnectOptions.fromUri(url);
        return options.setSslOptions(tls(options.getSslMode(), url))
                .setCachePreparedStatements(true)
                .setPipeliningLimit(64)
                // A node that went silent in the middle of a commit must not keep a room locked for the others.
                .addProperty("idle_in_transaction_session_timeout", ABANDONED_MS);
    }

    private static ClientSSLOptions tls(SslMode mode, String url) {
        boolean full = mode == SslMode.VERIFY_FULL;
        var tls = new ClientSSLOptions().setHostnameVerificationAlgorithm(full ? "HTTPS" : "");
        var authority = Optional.ofNullable(URI.create(url).getQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(parameter -> parameter.startsWith(AUTHORITY))
                .map(parameter -> parameter.substring(AUTHORITY.length()))
                .findFirst();
        if (authority.isEmpty() && (full || mode == SslMode.VERIFY_CA)) {
            throw new IllegalArgumentException(AUTHORITY + " is lacking");
        }
        return authority
                .map(file -> tls.setTrustOptions(new PemTrustOptions().addCertPath(file)))
                .orElseGet(() -> tls.setTrustAll(true));
    }

    /** The same place, as JDBC names it. */
    static String jdbc(PgConnectOptions options) {
        var url = "jdbc:postgresql://" + options.getHost() + ":" + options.getPort() + "/" + options.getDatabase()
                + "?sslmode=" + options.getSslMode().value;
        var tls = Objects.requireNonNull(options.getSslOptions());
        return tls.getTrustOptions() instanceof PemTrustOptions authority
                ? url + "&" + AUTHORITY
                        + URLEncoder.encode(authority.getCertPaths().get(0), StandardCharsets.UTF_8)
                : url;
    }

    private static void migrate(Flyway flyway) {
        var unused = flyway.migrate();
    }

    /** Makes the tables as they were at an earlier schema, for a backup of that time; the next start brings them up to date. */
    static void migrate(PgConnectOptions owner, int schema) {
        // What runs anew at each start is of today's schema.
        migrate(flyway(owner)
                .target(String.valueOf(schema))
                .repeatableSqlMigrationPrefix("LATER")
                .ignoreMigrationPatterns("repeatable:missing")
                .load());
    }

    /** The newest schema that this server knows. */
    static int newestSchema(PgConnectOptions owner) {
        return Stream.of(flyway(owner).load().info().all())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .mapToInt(version -> version.getMajor().intValueExact())
                .max()
                .orElseThrow();
    }

    private static FluentConfiguration flyway(PgConnectOptions owner) {
        return Flyway.configure().dataSource(jdbc(owner), owner.getUser(), password(owner));
    }

    static String password(PgConnectOptions owner) {
        return Optional.ofNullable(owner.getPassword()).orElse("");
    }

    Pool pool(Vertx vertx) {
        return pool(vertx, CONNECTIONS);
    }

    private Pool pool(Vertx vertx, int connections) {
        return PgBuilder.pool()
                .connectingTo(role)
                // A connection that a router has forgotten hears nothing any more and is told of nothing. One that lies
                // idle for so long is closed too, and opened again when it is needed.
                .with(new NetClientOptions().setConnectTimeout(2_000).setReadIdleTimeout(SILENCE_SECONDS))
                .with(new PoolOptions()
                        .setMaxSize(connections)
                        .setMaxWaitQueueSize(MAX_WAITING)
                        .setConnectionTimeout(2)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .withConnectHandler(connection -> {
                    Silence.watch(connection);
                    connection.close();
                })
                .using(vertx)
                .build();
    }

    /** Hints to and from the other servers on this database. */
    Hints hints(Vertx vertx) {
        return new PgHints(vertx, pool(vertx, 1));
    }

    /**
     * Takes what members who left had said out of the files of the embedded database as well, where it stays as what the tables no
     * longer show. Writes all of them anew, so that each table waits in its turn; not for the day. Blocks. Another database's files
     * are its operator's.
     */
    void wipe() throws SQLException {
        if (embedded == null) {
            return;
        }
        try (var connection = embedded.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var wiped = connection.prepareStatement(
                        "UPDATE leaving SET wiped_at = ledger_now() WHERE done_at <= ? AND wiped_at IS NULL")) {
            var unwiped = statement.executeQuery("SELECT max(done_at) FROM leaving WHERE wiped_at IS NULL");
            var last = unwiped.next() ? unwiped.getTimestamp(1) : null;
            if (last == null) {
                return;
            }
            statement.execute("VACUUM (FULL, ANALYZE)");
            // The log of the database ends at a checkpoint; the second one lets go of what the first still held.
            statement.execute("SELECT pg_switch_wal()");
            statement.execute("CHECKPOINT");
            statement.execute("SELECT pg_switch_wal()");
            statement.execute("CHECKPOINT");
            wiped.setTimestamp(1, last);
            wiped.executeUpdate();
        }
    }

    /** Stops the embedded database; another is left as it is. */
    @Override
    public void close() throws IOException {
        if (embedded != null) {
            embedded.close();
        }
    }
}
