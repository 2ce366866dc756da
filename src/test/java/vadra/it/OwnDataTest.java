package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A member takes along all that is theirs, and brings it to another house. */
class OwnDataTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer OLD = TestServer.start(DATABASE.url(), Map.of());
    private static final TestServer NEW = TestServer.start();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX, 2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final FullLife LIFE = new FullLife(OLD, OWNER);

    /** A file of a zip that is well otherwise, what is wrong with it, and what it holds. */
    private static final Map<String, String> FAULTS = Map.of(
            "../evil.json of its own", "{}",
            "data/passwords.json that nobody knows", "[]\n",
            "data/posts.json no list", "{\"a\": 1}",
            "data/posts.json no origin", "[\n{\"text\": \"x\"}\n]\n",
            "data/posts.json a script for an origin", "[\n{\"origin\": \"javascript:x\"}\n]\n",
            "data/posts.json no day", "[\n{\"origin\": \"http://x\", \"at\": \"igår\"}\n]\n",
            "data/posts.json a zero byte", "[\n{\"origin\": \"http://x\", \"text\": \"\\u0000\"}\n]\n",
            "data/profile.json a link that is none",
                    "[\n{\"name\": \"A\", \"interests\": [], \"languages\": [], \"links\":"
                            + " [{\"label\": \"x\", \"url\": \"javascript:x\"}]}\n]\n",
            "data/drafts.json no language", "[\n{\"title\": \"x\"}\n]\n",
            "manifest.json another format", "{\"format\": \"vadra-blog\", \"version\": 1}");

    @AfterAll
    static void stop() {
        List.of(OLD, NEW).forEach(TestServer::close);
        get(VERTX.close());
    }

    private static HttpResponse<byte[]> export(Api api) {
        try {
            return HTTP.send(
                    api.request("/api/me/export.zip?language=sv").GET().build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Api.Answer bring(Api api, byte[] zip) {
        return Api.send(api.request("/api/me/import")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip)));
    }

    private static Map<String, byte[]> files(byte[] zip) {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return files;
    }

    private static byte[] zipped(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return bytes.toByteArray();
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(Objects.requireNonNull(files.get(name), name), StandardCharsets.UTF_8);
    }

    private static JsonArray section(Map<String, byte[]> files, String name) {
        return new JsonArray(text(files, "data/" + name + ".json"));
    }

    /**
     * What is compared: data, articles, comments, pictures, line by line. Left out is what a house says of itself, which is all that
     * two exports may differ in: lines of the house that packs them, who is signed in, the manifest, and the pages, made of the rest.
     */
    private static Map<String, String> persons(Map<String, byte[]> files, String house) {
        var compared = new TreeMap<String, String>();
        files.forEach((name, content) -> {
            if (name.startsWith("data/") && !name.equals("data/sessions.json")) {
                compared.put(name, lines(text(files, name), house));
            } else if (name.startsWith("media/") || name.endsWith(".md") || name.startsWith("comments/")) {
                compared.put(name, new String(content, StandardCharsets.ISO_8859_1));
            }
        });
        return compared;
    }

    private static String lines(String file, String house) {
        var of = "\"origin\": \"" + house + "\"";
        return String.join(
                "\n",
                file.lines()
                        .filter(line -> line.startsWith("{") && !line.contains(of))
                        .map(line -> line.replaceFirst(",$", ""))
                        .toList());
    }

    @Test
    void somethingOfEverySectionIsInIt() {
        var hers = files(export(LIFE.asta.api()).body());
        var staffs = files(export(OLD.staff()).body());
        var sections = new JsonObject(text(hers, "manifest.json")).getJsonArray("sections");
        assertThat(sections).hasSizeGreaterThan(40);
        var empty = new ArrayList<String>();
        for (var name : sections) {
            var section = (String) name;
            if (section(hers, section).isEmpty() && section(staffs, section).isEmpty()) {
                empty.add(section);
            }
        }
        assertThat(empty).as("sections of which nothing was found").isEmpty();
        assertThat(hers.keySet())
                .contains("index.html", "pages/posts.html")
                .anyMatch(name -> name.startsWith("media/"));
        assertThat(text(hers, "data/posts.json"))
                .contains("Mitt första ord, bättre sagt", "Det jag tog tillbaka", "Vad frågar jag i hemlighet?");
        assertThat(text(hers, "data/messages.json")).contains("Hemligt till Bo", "Bos hemliga svar");
        assertThat(text(hers, "data/seen_by.json"))
                .contains("Vi ringer upp.", "moderator-1", "\"what\": \"message\"", "\"what\": \"pseudonym\"");
        assertThat(text(hers, "pages/seen_by.html")).contains("<html lang=\"sv\">", "Vi ringer upp.");
    }

    @Test
    void nothingOfAnybodyElsesSecretsIsInIt() {
        var all = String.join(
                "\n",
                files(export(LIFE.asta.api()).body()).values().stream()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .toList());
        // Whom she asked or talks with is hers to know; that they declined, blocked or reported is not.
        assertThat(all).contains("nejsagaren", "anmalaren");
        assertThat(all).doesNotContain("blockeraren", "hemlig-anmälan", "anmalaren-tva", "valjaren", "citeraren");
        assertThat(section(files(export(LIFE.asta.api()).body()), "contacts").encode())
                .contains("nejsagaren")
                .doesNotContain("declinedAt");
        for (var row : get(
                OWNER.query("SELECT password_hash AS secret FROM member UNION SELECT encode(digest, 'hex') FROM session"
                                + " UNION SELECT encode(digest, 'base64') FROM session UNION SELECT encode(salt, 'hex') FROM ledger_salt"
                                + " UNION SELECT salt::text FROM claim UNION SELECT fingerprint FROM message_event")
                        .execute())) {
            assertThat(all).doesNotContain(row.getString("secret"));
        }
    }

    @Test
    void onlyOneselfIsGivenItAndNobodyKeepsIt() {
        var answer = export(LIFE.asta.api());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(said -> assertThat(said).contains("no-store"));
        var guest = new Api(OLD.url(), Optional.empty());
        assertThat(guest.get("/api/me/export.zip").status()).isEqualTo(401);
        assertThat(bring(guest, new byte[10]).status()).isEqualTo(401);
        assertThat(guest.delete("/api/me/brought").status()).isEqualTo(401);
        var other = files(
                export(Person.joins(OLD.url(), "eva", new History()).api()).body());
        assertThat(text(other, "data/posts.json")).isEqualTo("[]\n");
    }

    @Test
    void anotherHouseShowsTheSameAndGivesTheSameAway() {
        var zip = export(LIFE.asta.api()).body();
        FullLife.product(NEW);
        var there = Person.joins(NEW.url(), "asta", new History()).api();
        var brought = bring(there, zip);
        assertThat(brought.status()).as(brought.json().encode()).isEqualTo(201);
        assertThat(brought.json().getJsonArray("articles")).hasSize(2);

        var first = files(zip);
        var second = files(export(there).body());
        assertThat(persons(second, NEW.url().toString())).isEqualTo(persons(first, "nowhere"));

        var again = bring(there, zip);
        assertThat(again.json().getInteger("kept")).as("not twice").isZero();
        assertThat(again.json().getJsonArray("articles")).isEmpty();
        assertThat(persons(files(export(there).body()), "nowhere").keySet())
                .isEqualTo(persons(second, "nowhere").keySet());
        assertThat(lines(text(files(export(there).body()), "data/posts.json"), "nowhere"))
                .isEqualTo(lines(text(second, "data/posts.json"), "nowhere"));
        showsTheSame();
        isInNoLog();
    }

    private static void showsTheSame() {
        var page = new Api(NEW.url(), Optional.empty())
                .get("/people/asta")
                .response()
                .body();
        assertThat(page)
                .contains("Jag dricker mest te.", "Bryggaren", "Isen sjunger", "Mitt första ord, bättre sagt")
                .contains(OLD.url().toString().substring("http://".length()))
                .doesNotContain(
                        "Det jag tog tillbaka",
                        "Vad frågar jag i hemlighet?",
                        "Astas hårda ord",
                        "Hemvik",
                        "Hemligt till Bo");
        var member = Person.member(NEW.url(), "cecilia");
        assertThat(member.get("/people/asta").response().body()).contains("båtar", "Hemvik");
    }

    /** What was said elsewhere was not said here. */
    private static void isInNoLog() {
        var guest = new Api(NEW.url(), Optional.empty());
        assertThat(guest.get("/api/rooms").json().encode()).doesNotContain("\"te\"");
        assertThat(guest.get("/api/search?q=ord").json().encode()).doesNotContain("Mitt första ord");
        assertThat(guest.get("/api/openness").response().body()).doesNotContain("Det röjer en persons adress.");
    }

    @Test
    void hostileZipsLeaveNothing() {
        var good = files(export(LIFE.asta.api()).body());
        var victim = Person.joins(NEW.url(), "offret", new History()).api();
        var before = persons(files(export(victim).body()), "nowhere");
        FAULTS.forEach((name, content) -> {
            var file = name.substring(0, name.indexOf(' '));
            assertThat(bring(victim, zipped(changed(good, file, content))).status())
                    .as(name)
                    .isEqualTo(400);
        });
        var bomb = changed(good, "data/posts.json", " ".repeat(65 * 1024 * 1024));
        assertThat(bring(victim, zipped(bomb)).status()).as("a bomb").isEqualTo(400);
        assertThat(bring(victim, new byte[] {80, 75, 3, 4, 1}).status()).isEqualTo(400);
        assertThat(persons(files(export(victim).body()), "nowhere")).isEqualTo(before);
    }

    private static Map<String, byte[]> changed(Map<String, byte[]> good, String name, String content) {
        var files = new LinkedHashMap<>(good);
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    @Test
    void whoBroughtItAlongLetsGoOfIt() {
        // A house of its own: the names of articles are free there only once.
        try (var third = TestServer.start()) {
            letsGo(third);
        }
    }

    private static void letsGo(TestServer third) {
        var there = Person.joins(third.url(), "asta-tva", new History()).api();
        assertThat(bring(there, export(LIFE.asta.api()).body()).status()).isEqualTo(201);
        assertThat(Blogger.ok(there.delete("/api/me/brought")).getInteger("gone"))
                .isPositive();
        var page = new Api(third.url(), Optional.empty())
                .get("/people/asta-tva")
                .response()
                .body();
        assertThat(page).doesNotContain("Mitt första ord, bättre sagt");
    }
}
