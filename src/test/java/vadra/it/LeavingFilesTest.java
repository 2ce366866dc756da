package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vadra.history.History;

/** Who was erased cannot be dug up from the files of the server's own database either. */
class LeavingFilesTest {
    @TempDir
    Path folder;

    @Test
    void noFileOfTheDataFolderHasAWordOfWhoLeft() throws IOException {
        var vertx = Vertx.vertx();
        try (var server = TestServer.start(
                "",
                Map.of(
                        "VADRA_DATA_DIR", folder.toString(),
                        "VADRA_HTTP_PUBLIC_URL", "http://localhost",
                        "VADRA_MAIL_SMTP_URL", "smtp://127.0.0.1:1",
                        "VADRA_MAIL_FROM", "vadra@example.org"))) {
            var leaver = new Leaver(server, new History()).doesEverything();
            assertThat(leaver.leaves("erase", Person.PASSWORD).status()).isEqualTo(200);
            var owner = owner(vertx);
            get(owner.query("SELECT leave_again(member_id) FROM leaving").execute());
            for (int round = 0; round < 3; round++) {
                get(server.services().people().leaving().carryOut());
            }
            get(owner.query("CHECKPOINT").execute());
            assertThat(withATrace()).as("what this test looks for is there").isNotEmpty();

            server.wipes();
            assertThat(withATrace()).isEmpty();
            assertThat(leaver.other.says("Det går vidare.")).isNotBlank();
            server.stop();
        } finally {
            get(vertx.close());
        }
        assertThat(withATrace()).isEmpty();
    }

    /** The embedded database tells its port in the fourth line of its own file. */
    private Pool owner(Vertx vertx) throws IOException {
        var port =
                Files.readAllLines(folder.resolve("postgresql/postmaster.pid")).get(3);
        return PgBuilder.pool()
                .connectingTo(
                        PgConnectOptions.fromUri("postgresql://postgres:postgres@localhost:" + port + "/postgres"))
                .using(vertx)
                .build();
    }

    private List<Path> withATrace() throws IOException {
        try (var files = Files.walk(folder.resolve("postgresql"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> hasTrace(file))
                    .toList();
        }
    }

    private static boolean hasTrace(Path file) {
        try {
            var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return content.contains(Leaver.WORD) || content.contains("Lindeborg");
        } catch (IOException gone) {
            return false;
        }
    }
}
