package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vadra.app.TestDatabase;

/** The script for outsiders, {@code docs/verify-openness.py}: it comes to what the server says, and sees what was changed. */
class VerifyOpennessTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX);

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Path saved;

    /** What a program said, and how it ended. */
    private record Ran(int exit, String output) {}

    @BeforeAll
    static void act() throws IOException, InterruptedException {
        assumeTrue(pythonIsThere(), "python3 is not there");
        server = TestServer.start(DATABASE.url(), Map.of());
        new RandomActs(server, OWNER, 11).run(60);
        saved = folder.resolve("export.json");
        var ran = verify(server.url().toString(), "--save", saved.toString());
        assertThat(ran.output()).startsWith("holds: ");
        assertThat(ran.exit()).isZero();
    }

    /** Where the build must be whole, the lack of a tool is a failure and not a reason to leave it out. */
    private static boolean pythonIsThere() throws InterruptedException {
        try {
            return run(List.of("python3", "--version")).exit() == 0;
        } catch (IOException missing) {
            assertThat(System.getenv("CI")).as("python3 is missing").isNotEqualTo("true");
            return false;
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        get(VERTX.close());
    }

    @Test
    void whatWasKeptHoldsWithoutTheServer() throws IOException, InterruptedException {
        assertThat(verify(saved.toString()).exit()).isZero();
    }

    /** One byte of a row, of a digest, of a figure, of a statement, of a day. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "facts": "A                  | row 1 was changed
            "criticism": t               | row
            "hash": "                    | row
            "id": "                      | row 1
            "interventions":             | figure
            "medianSeconds":             | figure
            "posts":                     | figure
            "state": "a                  | figure state
            "decision_facts": "          | decision_facts
            "automated_detection": "     | automated_detection
            "puid": "                    | statement
            "thing": "                   | row 1""")
    void aChangedByteIsFoundAndNamed(String before, String named) throws IOException, InterruptedException {
        var bytes = Files.readAllBytes(saved);
        // Each byte of these is one character in this alphabet, so a place in the text is a place in the file.
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(before) + before.length();
        assertThat(at).isGreaterThan(before.length());
        while (bytes[at] == ' ' || bytes[at] == '"') {
            at++;
        }
        bytes[at] = (byte) (bytes[at] == '1' ? '2' : bytes[at] >= '0' && bytes[at] <= '9' ? '1' : bytes[at] ^ 3);
        var changed = Files.write(folder.resolve("changed.json"), bytes);
        var ran = verify(changed.toString());
        assertThat(ran.exit()).as(ran.output()).isIn(1, 2);
        if (ran.exit() == 1) {
            assertThat(ran.output()).startsWith("does not hold: ").contains(named);
        }
    }

    @Test
    void aRowThatIsLeftOutIsMissed() throws IOException, InterruptedException {
        var text = Files.readString(saved);
        var second = Pattern.compile("\\{\"n\": 2, [^}]*\"prev\"[^}]*}, |\\{[^{}]*\"n\": 2, [^{}]*\"prev\"[^{}]*}, ")
                .matcher(text);
        var without = Files.writeString(folder.resolve("without.json"), second.replaceFirst(""));
        assertThat(Files.size(without)).isLessThan(Files.size(saved));
        assertThat(verify(without.toString()).output()).contains("row 2 is lacking");
    }

    /** Who owns the database can write it all anew so that it holds in itself, but not against a head that was kept. */
    @Test
    void aRewrittenChainIsFoundByWhoKeptAHead() throws IOException, InterruptedException {
        var rewritten = TestDatabase.fresh();
        var vertx = Vertx.vertx();
        try (var other = TestServer.start(rewritten.url(), Map.of())) {
            var acts = new RandomActs(other, rewritten.pool(vertx), 3);
            acts.run(10);
            var heads = folder.resolve("heads");
            assertThat(verify(other.url().toString(), "--since", heads.toString())
                            .exit())
                    .isZero();
            assertThat(Files.readAllLines(heads)).hasSize(1);
            rewrite(rewritten.pool(vertx));
            // Figures are kept for ten seconds, and name the head of before.
            Wait.until("new figures", () -> passes(other.url().toString()));
            var ran = verify(other.url().toString(), "--since", heads.toString());
            assertThat(ran.output()).contains("is another than a head that was kept names");
            assertThat(ran.exit()).isEqualTo(1);
        } finally {
            get(vertx.close());
        }
    }

    private static boolean passes(String url) {
        try {
            return verify(url).exit() == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void rewrite(Pool owner) {
        get(owner.query("""
                BEGIN;
                SET LOCAL session_replication_role = replica;
                UPDATE ledger SET facts = 'It was somewhat different.' WHERE n = 1;
                DO $$
                DECLARE
                    entry ledger;
                    last bytea := decode(repeat('00', 32), 'hex');
                BEGIN
                    FOR entry IN SELECT * FROM ledger ORDER BY n LOOP
                        entry.prev := last;
                        last := sha256(last || ledger_bytes(entry));
                        UPDATE ledger SET prev = entry.prev, hash = last WHERE n = entry.n;
                    END LOOP;
                    UPDATE ledger_head SET hash = last;
                END $$;
                COMMIT""").execute());
        assertThat(get(owner.query("SELECT ledger_fault()").execute())
                        .iterator()
                        .next()
                        .getValue(0))
                .isNull();
    }

    private static Ran verify(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3", "docs/verify-openness.py"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static Ran run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), output);
    }
}
