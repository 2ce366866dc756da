package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.Blogger.ok;
import static vadra.it.Blogger.words;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;
import vadra.media.Pictures;

/** An author leaves with the blog, and it stands elsewhere as it stood here. */
class ExportTest {
    private static final TestServer OLD = TestServer.start();
    private static final TestServer NEW = TestServer.start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ARTICLE = Pattern.compile("<article.*</article>", Pattern.DOTALL);

    private final Blogger asta = Blogger.opens(OLD.url(), "asta");
    private final Blogger there = new Blogger(asta.handle(), Person.member(NEW.url(), asta.handle()));

    @AfterAll
    static void stop() {
        List.of(OLD, NEW).forEach(TestServer::close);
    }

    private static byte[] zip(Blogger blogger) {
        try {
            var request = blogger.api().request("/api/me/blog/export.zip").GET().build();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
            return answer.body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
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

    private static String text(byte @Nullable [] bytes) {
        return new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
    }

    private String article(TestServer server, String slug) {
        var page = new Api(server.url(), Optional.empty())
                .get("/articles/" + slug)
                .response()
                .body();
        var found = ARTICLE.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group();
    }

    private String withPicture() {
        var id = ok(asta.uploads(Pictures.plain("png", 40, 20, Color.BLUE))).getString("id");
        return "# Is\n\nDen *sjunger*.[^1]\n\n![En båt](media:" + id + " \"Tidigt\")\n\n[^1]: Lyssna.";
    }

    @Test
    void theBlogStandsElsewhereAsItStoodHere() {
        var slugs = List.of(
                asta.publishes(asta.writes(words("Isen \"sjunger\"", withPicture())
                        .put("series", new JsonObject().put("name", "Året").put("place", 2)))),
                asta.publishes(asta.writes(words("Våren", "---\n\nDen kom.\n\n---")
                        .put("series", new JsonObject().put("name", "Året").put("place", 1)))));
        var bo = Person.joins(OLD.url(), "bo-" + asta.handle(), new History()).entersQuietly(slugs.get(0));
        bo.says("Det får du ta med.");
        assertThat(bo.api()
                        .write("PUT", "/api/me/consents/blog-comments", new JsonObject().put("given", true), "x")
                        .status())
                .isEqualTo(200);
        Person.joins(OLD.url(), "cia-" + asta.handle(), new History())
                .entersQuietly(slugs.get(0))
                .says("Det får du inte.");

        var zip = zip(asta);
        hasAll(files(zip), slugs.get(0));
        standsThere(zip, slugs);
        assertThat(ok(there.sends("/api/me/blog/import", zip)).getJsonArray("articles"))
                .as("not twice")
                .isEmpty();
        assertThat(files(zip(there)).keySet())
                .as("and on from there")
                .isEqualTo(files(zip).keySet());
    }

    private static void hasAll(Map<String, byte[]> files, String slug) {
        assertThat(files.keySet())
                .contains("index.html", "manifest.json", "articles/" + slug + ".md", "articles/" + slug + ".html")
                .anyMatch(name -> name.startsWith("media/"));
        assertThat(text(files.get("articles/" + slug + ".html")))
                .contains("src=\"../media/")
                .doesNotContain("<script");
        assertThat(text(files.get("index.html"))).contains("articles/" + slug + ".html");
        assertThat(files.values().stream().map(ExportTest::text).toList().toString())
                .contains("Det får du ta med.")
                .doesNotContain("Det får du inte.");
    }

    private void standsThere(byte[] zip, List<String> slugs) {
        var brought = ok(there.sends("/api/me/blog/import", zip));
        assertThat(brought.getJsonArray("articles").stream().map(Object::toString))
                .hasSameElementsAs(slugs);
        assertThat(brought.getInteger("comments")).isEqualTo(1);
        slugs.forEach(slug -> assertThat(article(NEW, slug)).isEqualTo(article(OLD, slug)));
        var page = new Api(NEW.url(), Optional.empty())
                .get("/articles/" + slugs.get(0))
                .response()
                .body();
        assertThat(page).contains("Det får du ta med.", "bo-" + asta.handle());
        assertThat(there.reads(slugs.get(0)).getJsonArray("inSeries")).hasSize(2);
    }

    @Test
    void whoeverAskedUnderAPseudonymLeavesUnderIt() {
        var slug = asta.publishes("Is", "Den sjunger.");
        var masked =
                Person.joins(OLD.url(), "dold-" + asta.handle(), new History()).entersQuietly(slug);
        masked.asks("Vem hör den?", true);
        assertThat(masked.api()
                        .write("PUT", "/api/me/consents/blog-comments", new JsonObject().put("given", true), "x")
                        .status())
                .isEqualTo(200);
        var name = masked.api()
                .get("/api/rooms/" + slug + "/alias")
                .json()
                .getJsonObject("alias")
                .getString("name");
        assertThat(files(zip(asta)).values().stream()
                        .map(ExportTest::text)
                        .toList()
                        .toString())
                .contains("Vem hör den?", name)
                .doesNotContain("dold-");
    }

    @Test
    void aZipThatIsNoBlogIsRefusedAndLeavesNothing() {
        asta.publishes("En", "Ord.");
        var good = files(zip(asta));
        var bad = bad(good);
        bad.forEach((name, content) -> {
            var files = new LinkedHashMap<>(good);
            files.put(name, content);
            var refused = there.sends("/api/me/blog/import", zipped(files));
            assertThat(refused.status()).as(name).isEqualTo(400);
        });
        for (var junk : List.of(
                new byte[0], "PK".getBytes(StandardCharsets.UTF_8), zipped(Map.of("index.html", new byte[1])))) {
            assertThat(there.sends("/api/me/blog/import", junk).status()).isEqualTo(400);
        }
        assertThat(there.api()
                        .get("/api/blogs/" + there.handle() + "/articles")
                        .json()
                        .getJsonArray("articles", new JsonArray()))
                .isEmpty();
    }

    /** Files that a blog has not, or has not so. */
    private static Map<String, byte[]> bad(Map<String, byte[]> good) {
        var md = good.keySet().stream()
                .filter(name -> name.endsWith(".md"))
                .findFirst()
                .orElseThrow();
        var bad = new LinkedHashMap<String, byte[]>();
        bad.put("../../etc/passwd", new byte[1]);
        bad.put("/articles/x.md", new byte[1]);
        bad.put("articles/..%2fx.md", new byte[1]);
        bad.put("articles/x.exe", new byte[1]);
        bad.put("media/x.svg", new byte[1]);
        bad.put("media/" + "0".repeat(64) + ".png", Pictures.plain("png", 2, 2, Color.RED));
        bad.put("articles/x.md", "utan huvud".getBytes(StandardCharsets.UTF_8));
        bad.put("articles/stor.md", new byte[300_000]);
        bad.put("media/" + "1".repeat(64) + ".png", new byte[6 * 1024 * 1024]);
        bad.put(
                "articles/framtid.md",
                text(good.get(md)).replaceFirst("date: \"....", "date: \"2999").getBytes(StandardCharsets.UTF_8));
        return bad;
    }

    /** A few hundred kilobytes that would be gigabytes. */
    @Test
    void aBombIsLeftWhereItIs() {
        var files = new LinkedHashMap<>(files(zip(asta)));
        for (int i = 0; i < 60; i++) {
            files.put("articles/bomb-" + i + ".html", new byte[4 * 1024 * 1024]);
        }
        var zip = zipped(files);
        assertThat(zip.length).isLessThan(2_000_000);
        var refused = there.sends("/api/me/blog/import", zip);
        assertThat(refused.json().getString("detail")).contains("larger than a blog may be");
    }

    /** Each of them small, and all of them together too. */
    @Test
    void moreFilesThanABlogHasAreRefused() {
        var files = new LinkedHashMap<>(files(zip(asta)));
        while (files.size() <= 10_000) {
            files.put("articles/one-" + files.size() + ".html", new byte[0]);
        }
        var refused = there.sends("/api/me/blog/import", zipped(files));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("detail")).contains("has too many files");
        files.remove("articles/one-10000.html");
        assertThat(there.sends("/api/me/blog/import", zipped(files)).status()).isEqualTo(201);
    }
}
