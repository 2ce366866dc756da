package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vadra.app.TestCommands;
import vadra.app.TestDatabase;
import vadra.backup.PgBackup;
import vadra.backup.Unfit;

/** What may be in a backup, and which files and databases are refused, each with why. */
class BackupFileTest {
    /** Each table that is backed up; a new one is to be put here, or into what is left out. */
    private static final Set<String> KEPT = Set.of("""
            admission admission_author admission_version alert alert_delivery alert_event alias alias_unmasking \
            answers_for appeal appeal_judge article article_echo article_version ballot block blog brought calm_count \
            circle circle_member circle_room circle_rules claim claim_act claim_change claim_exposure consent contact \
            contact_pause control conversation conversation_party draft duty_shift event feed held_post interest \
            invitation invitation_use kindred_hidden leaving leaving_log ledger ledger_head ledger_person ledger_salt \
            left_handle link_preview mail_address mail_key mail_letter media media_holder media_use member member_totp \
            mention message message_event message_version mute notice notification notification_choice \
            notification_heard notification_parked notification_place notification_reader opinion outside_account \
            owned_product passkey personal_news poll post post_day post_version product profile profile_audience \
            profile_change question question_move question_shown quote reaction read_mark receipt recovery_code report \
            report_case reported_line role_given room room_alias room_host rule rule_text rules rules_accepted \
            saved_search sighting sighting_claim sitting staff_act staff_act_head telling unmasking word_filter""".split(" "));

    @TempDir
    private static Path folder;

    private static Path whole;

    @BeforeAll
    static void backUp() throws IOException, SQLException {
        whole = folder.resolve("whole.vadra");
        var database = TestDatabase.fresh().url();
        withMember(database, "asta");
        run(database, "backup", whole);
    }

    @CanIgnoreReturnValue
    private static String run(String database, String command, Path file) throws IOException, SQLException {
        return TestCommands.run(Map.of("VADRA_DATABASE_URL", database), command, file.toString());
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(
                url.replaceFirst("postgresql://postgres:postgres@", "jdbc:postgresql://"), "postgres", "postgres");
    }

    @CanIgnoreReturnValue
    private static String ask(String database, String question) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            if (!statement.execute(question)) {
                return "done";
            }
            var rows = statement.getResultSet();
            return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
        }
    }

    private static void withMember(String database, String handle) throws SQLException {
        var done = ask(database, """
                SELECT announce_rules(1, NULL, '[{"number": 1, "harm": "conduct", "category": "CYBER_VIOLENCE", "in":
                    {"sv": {"title": "a", "text": "b", "allowed": "c", "notAllowed": "d"},
                     "en": {"title": "a", "text": "b", "allowed": "c", "notAllowed": "d"}}}]')""");
        assertThat(done).isNotEqualTo("no row");
        ask(database, """
                INSERT INTO member (id, handle, name, role, about, password_hash, rules_version, joined_at)
                VALUES ('%s', '%s', 'Asta', 'member', '', 'x', 1, now())""".formatted(UUID.randomUUID(), handle));
    }

    /** A copy of the whole backup in which a file inside is another. */
    private Path changed(String name, String inside, UnaryOperator<String> change) throws IOException {
        var copy = Files.copy(whole, folder.resolve(name));
        try (var zip = FileSystems.newFileSystem(copy)) {
            var file = zip.getPath(inside);
            Files.writeString(file, change.apply(Files.readString(file)));
        }
        return copy;
    }

    private void refused(Path file, String why) {
        assertThatThrownBy(() -> run(TestDatabase.fresh().url(), "restore", file))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining(why);
    }

    @Test
    void eachTableWasDecidedOn() throws SQLException {
        var there = new TreeSet<>(Set.of(ask(TestDatabase.fresh().url(), """
                        SELECT string_agg(relname, ' ') FROM pg_class
                        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')""").split(" ")));
        var decided = new TreeSet<>(KEPT);
        decided.addAll(PgBackup.LEFT_OUT);
        assertThat(there).isEqualTo(decided);
        assertThat(KEPT).doesNotContainAnyElementsOf(PgBackup.LEFT_OUT);
    }

    @Test
    void aFileThatIsNotWholeIsRefused() throws IOException {
        var cut = Files.copy(whole, folder.resolve("cut.vadra"));
        try (var channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(cut) * 2 / 3);
        }
        refused(cut, "is not a whole backup");
        refused(Files.writeString(folder.resolve("other.vadra"), "nothing"), "is not a whole backup");
        refused(
                changed("members.vadra", "tables/member.copy", text -> text.replace("asta", "esta")),
                "the table member is not what its manifest says");
        var flipped = Files.copy(whole, folder.resolve("flipped.vadra"));
        try (var channel = FileChannel.open(flipped, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // Within the first entry's bytes, behind its name.
            var octet = ByteBuffer.allocate(1);
            channel.read(octet, 70);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (octet.get(0) ^ 0x55)}), 70);
        }
        refused(flipped, "is not a whole backup");
    }

    @Test
    void aNewerFileIsRefusedAndSaysWhoReadsIt() throws IOException {
        refused(
                changed("format.vadra", "manifest.json", text -> text.replaceFirst("(\"format\" : )1", "$12")),
                "has the format 2");
        refused(
                changed("schema.vadra", "manifest.json", text -> text.replaceFirst("(\"schema\" : )[0-9]+", "$19999")),
                "has the schema 9999");
    }

    @Test
    void aFileWithATableOfItsOwnIsRefused() throws IOException {
        var strange =
                changed("strange.vadra", "manifest.json", text -> text.replace("\"admission\"", "\"admission_\""));
        refused(strange, "the table admission_ is");
    }

    @Test
    void aDatabaseThatIsNotEmptyIsRefusedAndStaysAsItWas() throws IOException, SQLException {
        var database = TestDatabase.fresh().url();
        withMember(database, "bo");
        assertThatThrownBy(() -> run(database, "restore", whole))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("the database is not empty");
        assertThat(ask(database, "SELECT string_agg(handle, ' ') FROM member")).isEqualTo("bo");
    }

    @Test
    void whatIsRestoredIsWhatWasBackedUpAndHasItsGuards() throws IOException, SQLException {
        var database = TestDatabase.fresh().url();
        var epoch = ask(database, "SELECT id FROM epoch");
        run(database, "restore", whole);
        assertThat(ask(database, "SELECT string_agg(handle, ' ') FROM member")).isEqualTo("asta");
        assertThat(ask(database, "SELECT id FROM epoch ORDER BY started_at DESC LIMIT 1"))
                .isNotEqualTo(epoch);
        assertThat(ask(database, "SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'"))
                .isEqualTo("0");
        assertThat(ask(database, links())).isEqualTo(ask(TestDatabase.fresh().url(), links()));
        var again = folder.resolve("again.vadra");
        run(database, "backup", again);
        assertThat(tables(again)).isEqualTo(tables(whole));
    }

    private static String links() {
        return "SELECT md5(string_agg(conrelid::regclass || conname || pg_get_constraintdef(oid), ' '"
                + " ORDER BY conrelid::regclass::text, conname)) FROM pg_constraint WHERE contype = 'f'";
    }

    private static String tables(Path file) throws IOException {
        try (var zip = FileSystems.newFileSystem(file)) {
            var manifest = Files.readString(zip.getPath("manifest.json"), StandardCharsets.UTF_8);
            return manifest.substring(manifest.indexOf("\"tables\""));
        }
    }

    /** An older Vädra's backup comes into a newer one, which brings its tables up to date when it starts. */
    @Test
    void anOlderSchemaIsBroughtUpToDate() throws IOException, SQLException {
        var old = empty("vadra_old");
        migrate(old, "34");
        withMember(old, "cia");
        var file = folder.resolve("old.vadra");
        run(old, "backup", file);
        var fresh = empty("vadra_of_old");
        run(fresh, "restore", file);
        migrate(fresh, "latest");
        assertThat(ask(fresh, "SELECT string_agg(handle, ' ') FROM member")).isEqualTo("cia");
    }

    private static String empty(String name) throws SQLException {
        var beside = TestDatabase.fresh().url();
        ask(beside, "CREATE DATABASE " + name);
        return beside.replaceFirst("[^/]+$", name);
    }

    private static void migrate(String url, String target) {
        var unused = Flyway.configure()
                .dataSource(
                        url.replaceFirst("postgresql://postgres:postgres@", "jdbc:postgresql://"),
                        "postgres",
                        "postgres")
                .target(target)
                .repeatableSqlMigrationPrefix(target.equals("latest") ? "R" : "LATER")
                .load()
                .migrate();
    }
}
