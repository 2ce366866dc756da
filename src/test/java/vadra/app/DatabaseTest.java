package vadra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.faults.FaultProxy;
import vadra.faults.Pipe;
import vadra.it.Wait;

/** Over a link that swallows all, nobody waits for ever, and what comes after goes over another. */
class DatabaseTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final URI DIRECT = URI.create(TestDatabase.fresh().url());

    @AfterAll
    static void stop() {
        TestDatabase.get(VERTX.close());
    }

    @Test
    void aQuestionOnASilentConnectionEnds() throws IOException {
        try (var proxy = new FaultProxy(DIRECT.getPort());
                var database = through(proxy)) {
            var pool = database.pool(VERTX);
            TestDatabase.get(Future.all(ask(pool, 50)));
            proxy.pipes().forEach(Pipe::swallow);
            // What was in a pipe already still comes out of it.
            int failed = TestDatabase.get(Future.join(ask(pool, 50)).map(0).otherwise(1));
            assertThat(failed).isOne();
            // The pool may still give out one that was closed a moment ago, once each.
            Wait.until(
                    "it is answered again",
                    () -> TestDatabase.get(
                            ask(pool, 1).get(0).map(rows -> rows.size() == 1).otherwise(false)));
        }
    }

    @Test
    void hintsThatWentSilentComeBack() throws IOException {
        try (var proxy = new FaultProxy(DIRECT.getPort());
                var database = through(proxy)) {
            var opened = new AtomicInteger();
            var hints = database.hints(VERTX);
            TestDatabase.get(hints.listen(hint -> {}, opened::incrementAndGet));
            proxy.pipes().forEach(Pipe::swallow);
            Wait.until("they have come back", () -> opened.get() > 1);
            TestDatabase.get(hints.close());
        }
    }

    @Test
    void theServerWorksAsARoleThatOwnsNothing() throws IOException {
        try (var database = Database.open(settings(TestDatabase.fresh().url()))) {
            var pool = database.pool(VERTX);
            // A pool gives a connection up after two seconds, which a busy machine may need.
            Wait.until(
                    "it works as its role",
                    () -> TestDatabase.get(pool.query(
                                            "SELECT session_user::text || pg_has_role('postgres', 'MEMBER')::text AS who")
                                    .execute()
                                    .map(rows -> rows.iterator().next().getString("who"))
                                    .otherwise("away"))
                            .equals("vadra_appfalse"));
        }
    }

    @Test
    void serversThatStartInTheSameMomentDoNotGetInEachOthersWay() {
        for (int i = 0; i < 10; i++) {
            var owner = Database.options(TestDatabase.fresh().url());
            var ready = IntStream.range(0, 8)
                    .mapToObj(server -> VERTX.executeBlocking(() -> ServerRole.on(owner), false))
                    .toList();
            assertThat(TestDatabase.get(Future.all(ready)).size()).isEqualTo(8);
        }
    }

    @Test
    void aServerThatCouldChangeWordsDoesNotStart() {
        var database = TestDatabase.fresh();
        TestDatabase.get(database.pool(VERTX)
                .query("GRANT UPDATE (source) ON post TO vadra_app")
                .execute());
        assertThatThrownBy(() -> Database.open(settings(database.url()))).hasMessageContaining("take those rights");
    }

    @Test
    void overTlsTheServerItsMigrationsAndItsRoleAreWhoTheyAskedFor() throws IOException {
        var own = SelfSignedCertificate.create("localhost");
        var foreign = SelfSignedCertificate.create("localhost");
        try (var postgres = overTls(own)) {
            var url = "postgresql://postgres:postgres@localhost:" + postgres.getPort() + "/postgres?sslmode=";
            try (var database = Database.open(settings(url + "verify-full&sslrootcert=" + own.certificatePath()))) {
                var pool = database.pool(VERTX);
                Wait.until(
                        "the pool speaks TLS",
                        () -> TestDatabase.get(pool.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                                .execute()
                                .map(rows -> rows.iterator().next().getBoolean("ssl"))
                                .otherwise(false)));
            }
            Database.open(settings(url + "require")).close();
            var another = settings(url + "verify-full&sslrootcert=" + foreign.certificatePath());
            assertThatThrownBy(() -> Database.open(another)).hasStackTraceContaining("SSLHandshakeException");
            assertThatThrownBy(() -> settings(url + "verify-full")).hasMessageContaining("sslrootcert");
        } finally {
            own.delete();
            foreign.delete();
        }
    }

    /** A PostgreSQL with a certificate, whose key it wants to be nobody else's to read. */
    private static EmbeddedPostgres overTls(SelfSignedCertificate certificate) throws IOException {
        Files.setPosixFilePermissions(
                Path.of(certificate.privateKeyPath()), PosixFilePermissions.fromString("rw-------"));
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.certificatePath())
                .setServerConfig("ssl_key_file", certificate.privateKeyPath())
                .start();
    }

    private static Settings settings(String url) throws IOException {
        return Settings.load(Path.of("none"), Map.of("VADRA_DATABASE_URL", url));
    }

    private static Database through(FaultProxy proxy) throws IOException {
        var url = "postgresql://" + DIRECT.getUserInfo() + "@localhost:" + proxy.port() + DIRECT.getPath();
        return Database.open(settings(url));
    }

    private static List<Future<RowSet<Row>>> ask(Pool pool, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> pool.preparedQuery("SELECT $1::int4 + 1").execute(Tuple.of(1)))
                .toList();
    }
}
