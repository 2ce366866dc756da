package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.Blogger.ok;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vadra.faults.FakeTime;
import vadra.faults.MovedDatabase;
import vadra.history.History;
import vadra.media.Pictures;
import vadra.retention.Retention;

/** What is kept for a time is there until that is over, and then gone: two years in half a minute, on a clock that is moved. */
class RetentionTest {
    /** For each line of the document, what counts its rows; {@code :made} is when all of them had been made. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("failed attempts to sign in", "sign_in_try"),
            Map.entry("pictures that nothing shows", "media_holder WHERE media_id = ':unused'"),
            Map.entry("receipts of commands", "receipt"),
            Map.entry("a browser's session, unused", "session WHERE kind = 'browser'"),
            Map.entry("the time to regret leaving", "member WHERE handle = 'cia-alm'"),
            Map.entry("private words that were taken back", "message WHERE withdrawn_at IS NOT NULL AND source <> ''"),
            Map.entry("previews of links", "link_preview"),
            Map.entry("contacts that were asked for", "contact WHERE accepted_at IS NULL"),
            Map.entry("notifications", "notification WHERE at < ':made'"),
            Map.entry("letters that were sent or not", "mail_letter WHERE made_at < ':made'"),
            Map.entry("who sent a notice under the law, after the decision", "notice WHERE name IS NOT NULL"),
            Map.entry("private lines that were shown in a report, after the decision", "reported_line"),
            Map.entry("a program's token", "session WHERE kind = 'token'"),
            Map.entry("browsers that are known again", "known_device"),
            Map.entry("what the staff did", "staff_act WHERE at < ':made'"));

    private static final Pattern LINE = Pattern.compile("\\| ([a-zA-Z][^|]+) \\| (\\d+ (?:day|month|year)s?) \\|");

    private MovedDatabase database;
    private TestServer server;
    private String unused = "";
    private String made = "";

    @BeforeEach
    void start(@TempDir Path folder) {
        var time = FakeTime.in(folder);
        Assumptions.assumeTrue(time.isPresent() || "true".equals(System.getenv("CI")), "libfaketime is not installed");
        database = MovedDatabase.start(folder, time.orElseThrow());
        server = TestServer.start(
                database.url(),
                Map.of(
                        "VADRA_HTTP_PUBLIC_URL", "http://localhost",
                        "VADRA_MAIL_SMTP_URL", "smtp://127.0.0.1:1",
                        "VADRA_MAIL_FROM", "vadra@example.org"));
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void eachKindGoesWhenItsTimeIsOverAndNotBefore() throws IOException {
        everythingIsMade();
        livesThrough(told());
    }

    private void livesThrough(Map<String, Duration> told) {
        assertThat(told).containsOnlyKeys(KINDS.keySet());
        for (var life : told.values().stream().distinct().sorted().toList()) {
            var kinds = told.keySet().stream()
                    .filter(kind -> life.equals(told.get(kind)))
                    .toList();
            arrives(life.minusHours(2));
            assertThat(kinds)
                    .as("are there until %s are over", life)
                    .allSatisfy(kind -> assertThat(rows(kind)).as(kind).isPositive());
            arrives(life.plusHours(2));
            assertThat(kinds)
                    .as("are gone after %s", life)
                    .allSatisfy(kind -> assertThat(rows(kind)).as(kind).isZero());
        }
    }

    private void arrives(Duration after) {
        database.jump(after);
        Wait.until("the server has the time of the database", () -> {
            var clock = server.services().clock().instant();
            return Duration.between(clock, Instant.now().plus(after)).abs().toSeconds() < 60;
        });
        get(server.services().people().leaving().carryOut());
        Retention.round(server.services()).values().forEach(chore -> get(chore.get()));
    }

    private long rows(String kind) {
        var where = Objects.requireNonNull(KINDS.get(kind))
                .replace(":unused", unused)
                .replace(":made", made);
        return Long.parseLong(database.one("SELECT count(*) FROM " + where));
    }

    /** What the document says of each kind. */
    private Map<String, Duration> told() throws IOException {
        var told = new LinkedHashMap<String, Duration>();
        var lines = LINE.matcher(Files.readString(Path.of("docs", "YOUR-DATA.md")));
        while (lines.find()) {
            var seconds = database.one(
                    "SELECT extract(epoch FROM now() + interval '" + lines.group(2) + "' - now())::bigint");
            told.put(lines.group(1), Duration.ofSeconds(Long.parseLong(seconds)));
        }
        return told;
    }

    private void everythingIsMade() {
        var leaver = new Leaver(server, new History()).doesEverything();
        var picture = new Blogger("", leaver.other.api()).uploads(Pictures.plain("png", 30, 30, Color.GREEN));
        unused = ok(picture).getString("id");
        signIn();
        talkInPrivate();
        noticeIsSent();
        var wish = new JsonObject()
                .put("kind", "erase")
                .put("password", Person.PASSWORD)
                .put("language", "sv");
        ok(Person.member(server.url(), "cia-alm").write("PUT", "/api/me/leaving", wish, "k"));
        database.column("INSERT INTO link_preview VALUES ('https://example.org/', 'Ett exempel', '', ledger_now())");
        Wait.until("somebody was told", () -> !"0".equals(database.one("SELECT count(*) FROM notification")));
        made = database.one("SELECT now() + interval '1 minute'");
    }

    private void signIn() {
        var browser = Browser.joins(server.url(), "dag-lind");
        var login = new JsonObject().put("handle", "dag-lind").put("password", Person.PASSWORD);
        assertThat(browser.post("/api/session", login).status()).isEqualTo(200);
        login.put("password", "fel-fönster-helt");
        assertThat(browser.post("/api/session", login).status()).isEqualTo(403);
    }

    /** One message is taken back, and one is shown to the staff, who decide of it. */
    private void talkInPrivate() {
        try (var asta = Talker.joins(server.url(), "asta");
                var bo = Talker.joins(server.url(), "bo")) {
            var conversation = asta.talksWith(bo);
            var gone = asta.says(conversation, "det som jag ångrade");
            ok(asta.api.delete("/api/messages/" + gone));
            var threat = asta.says(conversation, "det här hotet");
            var report = new JsonObject()
                    .put("rule", 1)
                    .put("words", "Hon hotar mig.")
                    .put("beside", new JsonArray());
            var reported = ok(bo.api.post("/api/messages/" + threat + "/reports", report))
                    .getString("case");
            decides("/api/desk/cases/" + reported + "/breach");
        }
    }

    private void noticeIsSent() {
        var notice = new JsonObject()
                .put("place", server.url() + "/rooms/kaffe")
                .put("law", "4 kap. brottsbalken")
                .put("words", "Det är olaga förföljelse.")
                .put("name", "Bo Ek")
                .put("mail", "bo@example.com")
                .put("goodFaith", true);
        ok(new Api(server.url(), Optional.empty()).post("/api/notices", notice));
        var waiting = ok(server.staff().get("/api/desk/notices"))
                .getJsonArray("items")
                .getJsonObject(0);
        decides("/api/desk/notices/" + waiting.getString("notice") + "/decision");
    }

    private void decides(String path) {
        var why = new JsonObject().put("why", "Det är noga läst, och avgjort efter reglerna.");
        var answer = server.staff().post(path, why);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(204);
    }
}
