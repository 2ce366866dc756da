package vadra.app;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * A migrated, empty PostgreSQL database for one test class. The server behind it is started once per JVM; each database
 * is a copy of a template, which takes some tens of milliseconds.
 *
 * <pre>{@code
 * private static final TestDatabase DATABASE = TestDatabase.fresh();
 * Pool pool = DATABASE.pool(vertx);
 * TestDatabase.get(pool.query("SELECT 1").execute());
 * }</pre>
 */
public final class TestDatabase {
    private static final String TEMPLATE = "vadra_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A new database with the newest schema and no rows of members or rooms. */
    public static TestDatabase fresh() {
        var name = "vadra_test_" + COUNT.incrementAndGet();
        try (var connection = Server.PG.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return new TestDatabase(name);
    }

    /** Where it is, as the setting {@code database.url} wants it. */
    public String url() {
        return "postgresql://postgres:postgres@localhost:" + Server.PG.getPort() + "/" + name;
    }

    /** A pool of up to eight connections; it closes with its Vert.x. */
    public Pool pool(Vertx vertx) {
        return pool(vertx, 8);
    }

    /** A pool of up to so many connections; it closes with its Vert.x. */
    public Pool pool(Vertx vertx, int connections) {
        return pool(vertx, connections, PgConnectOptions.fromUri(url()));
    }

    /** A pool that works as the server does, with the server's rights; it closes with its Vert.x. */
    public Pool serverPool(Vertx vertx) {
        return pool(vertx, 8, ServerRole.on(Database.options(url())));
    }

    private static Pool pool(Vertx vertx, int connections, PgConnectOptions options) {
        return PgBuilder.pool()
                .connectingTo(options.setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(connections))
                .using(vertx)
                .build();
    }

    /** The result of a future, awaited on a test's own thread for at most a minute. */
    @CanIgnoreReturnValue
    public static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
        } catch (InterruptedException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class Server {
        private static final EmbeddedPostgres PG = start();

        private static EmbeddedPostgres start() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(1))
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "off")
                        .start();
                migrate(postgres);
                return postgres;
            } catch (IOException | SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static void migrate(EmbeddedPostgres postgres) throws SQLException {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + TEMPLATE);
            }
            Flyway.configure()
                    .dataSource(postgres.getDatabase("postgres", TEMPLATE))
                    .load()
                    .migrate();
        }
    }
}
