package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vadra.app.TestCommands;
import vadra.backup.Unfit;
import vadra.faults.Load;
import vadra.history.History;
import vadra.history.History.Step;

/** A backup that is made while people talk, and a second server that begins where it ends. */
class BackupTest {
    private static final List<String> ROOMS = List.of("torget", "verkstaden");
    private static final History HISTORY = new History();

    @TempDir
    private static Path folder;

    private static Path file;
    private static List<Step.Acked> before;
    private static JsonObject position;
    private static String token;
    private static TestServer restored;

    @BeforeAll
    static void backUpUnderLoadAndRestore() throws IOException, SQLException {
        file = folder.resolve("backups/monday.vadra");
        try (var first = TestServer.start("", at("first"))) {
            var people = Stream.of("asta", "bo", "cia", "dag")
                    .map(name -> Person.joins(first.url(), name, HISTORY))
                    .toList();
            gather(people);
            new Moderation(first).acts(people.get(0).says("Den här syns inte."), 3);
            try (var listener = Person.guest(first.url(), "gäst", HISTORY).enters(ROOMS.get(0));
                    var load = new Load(people, 5)) {
                Wait.until("people talk", () -> acked().size() > 100);
                before = acked();
                assertThat(backUp()).contains("Backed up");
                int then = acked().size();
                Wait.until("people went on", () -> acked().size() > then + 20);
                assertThat(load.oddities()).isEmpty();
                assertThatThrownBy(() -> run("first", "restore")).hasMessageContaining("a server runs");
                position = listener.live()
                        .command("history", new JsonObject().put("channel", "room:" + ROOMS.get(0)))
                        .getJsonObject("history");
            }
            token = Person.member(first.url(), "eva").token().orElseThrow();
            first.stop();
        }
        assertThat(run("second", "restore")).contains("Restored", "Everybody signs in anew");
        restored = TestServer.start("", at("second"));
    }

    private static void gather(List<Person> people) {
        for (int i = 0; i < ROOMS.size(); i++) {
            people.get(i).startsRoom(ROOMS.get(i));
            people.get(i + 2).entersQuietly(ROOMS.get(i));
        }
    }

    @AfterAll
    static void stop() {
        if (restored != null) {
            restored.stop();
            restored.close();
        }
    }

    private static Map<String, String> at(String name) {
        return Map.of("VADRA_DATA_DIR", folder.resolve(name).toString());
    }

    private static String backUp() throws IOException, SQLException {
        return run("first", "backup");
    }

    @CanIgnoreReturnValue
    private static String run(String where, String command) throws IOException, SQLException {
        return TestCommands.run(at(where), command, file.toString());
    }

    private static List<Step.Acked> acked() {
        return HISTORY.steps().stream()
                .filter(Step.Acked.class::isInstance)
                .map(Step.Acked.class::cast)
                .toList();
    }

    private static String sql(String question) throws IOException, SQLException {
        var url = "jdbc:postgresql://localhost:" + TestCommands.port(folder.resolve("second")) + "/postgres";
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
        }
    }

    @Test
    void whatWasAckedBeforeItBeganIsThereAndNoRoomHasAGap() throws IOException, SQLException {
        for (var room : ROOMS) {
            assertThat(RoomLog.read(restored.url(), room))
                    .doesNotHaveDuplicates()
                    .containsAll(before.stream()
                            .filter(step -> step.room().equals("room:" + room))
                            .map(Step.Acked::command)
                            .toList());
        }
        assertThat(sql("SELECT count(*) FROM room WHERE last_seq <> (SELECT count(*) FROM event WHERE room_id = id)"
                        + " OR last_seq <> (SELECT coalesce(max(seq), 0) FROM event WHERE room_id = id)"))
                .isEqualTo("0");
    }

    @Test
    void theLedgerHoldsForTheServerAndForOutsiders() throws IOException, SQLException, InterruptedException {
        assertThat(sql("SELECT ledger_fault()")).isEqualTo("null");
        assertThat(sql("SELECT count(*) FROM ledger")).isNotEqualTo("0");
        var verify = new ProcessBuilder(
                        "python3", "docs/verify-openness.py", restored.url().toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("holds: ");
        assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** The one of before the restore is ahead of this log: another event would stand at its place. */
    @Test
    void whoComesBackWithAnOldPositionIsToldToLoadAnew() {
        try (var guest = Person.guest(restored.url(), "gäst", new History())) {
            guest.live().open();
            var reply = guest.live()
                    .command(
                            "subscribe",
                            new JsonObject()
                                    .put("channel", "room:" + ROOMS.get(0))
                                    .put("recover", true)
                                    .put("epoch", position.getString("epoch"))
                                    .put("offset", position.getLong("offset")));
            var subscribed = reply.getJsonObject("subscribe");
            assertThat(subscribed.getBoolean("recovered", false)).isFalse();
            assertThat(subscribed.getString("epoch")).isNotEqualTo(position.getString("epoch"));
            assertThat(subscribed.getLong("offset")).isLessThan(position.getLong("offset"));
        }
    }

    /** A sign-in that was ended after the backup would come to life otherwise. */
    @Test
    void nobodyIsSignedInAndEverybodyCanSignInAndTalk() {
        var old = new Api(restored.url(), Optional.of(token));
        assertThat(old.get("/api/me/contacts").status()).isEqualTo(401);
        var login = new JsonObject().put("handle", "asta").put("password", Person.PASSWORD);
        var fresh = new Api(restored.url(), Optional.empty()).post("/api/tokens", login);
        assertThat(fresh.status()).isEqualTo(201);
        var asta = new Api(restored.url(), Optional.of(fresh.json().getString("token")));
        assertThat(asta.post("/api/rooms/" + ROOMS.get(0) + "/posts", new JsonObject().put("text", "Vi är här igen."))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void itsFileIsForItsOwnerAloneAndNoOtherTakesItsPlace() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(BackupTest::backUp).isInstanceOf(Unfit.class).hasMessageContaining("is there already");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }
}
