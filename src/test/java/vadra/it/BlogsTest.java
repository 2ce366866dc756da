package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.Blogger.ok;
import static vadra.it.Blogger.words;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** A blog on a whole server: its author alone writes, publishes, changes and takes away. */
class BlogsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final int SAFETY = 3;

    private final Blogger asta = Blogger.opens(SERVER.url(), "asta");
    private final Api guest = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aMemberIsAloneFromTheFirstWordToTheArticle() {
        var draft = asta.writes(words("Isen sjunger", "# I gryningen\n\nDet *knäpper*.[^1]\n\n[^1]: Lyssna."));
        var preview = ok(asta.api().post("/api/me/drafts/" + draft.getString("id") + "/preview", new JsonObject()));
        var slug = asta.publishes(draft);
        assertThat(slug).startsWith("isen-sjunger");
        var article = asta.reads(slug);
        assertThat(article.getString("html"))
                .as("published as it was shown, byte for byte")
                .isEqualTo(preview.getString("html"))
                .contains("<h2 id=\"h-i-gryningen\">", "<em>knäpper</em>", "footnotes");
        assertThat(article.getString("disclosure")).isEqualTo("Ingen betalar mig. Jag köper allt själv.");
        assertThat(asta.api().get("/api/me/drafts/" + draft.getString("id")).status())
                .as("no draft any more")
                .isEqualTo(404);
        assertThat(guest.get("/api/blogs/" + asta.handle()).json().getInteger("articles"))
                .isEqualTo(1);
        assertThat(guest.get("/articles/" + slug).response().body())
                .contains(article.getString("html"), "Ingen betalar mig.", "og:title");
    }

    @Test
    void whoHasNoBlogOpensOneFirstAndSaysWhoPays() {
        var bo = Person.member(SERVER.url(), "bo-" + asta.handle());
        var draft = ok(bo.post("/api/me/drafts", words("T", "text")));
        var publish = "/api/me/drafts/" + draft.getString("id") + "/publish";
        assertThat(bo.post(publish, new JsonObject().put("version", 1)).status())
                .isEqualTo(409);
        var silent = Blogger.WORDS.copy().put("disclosure", " - ");
        assertThat(bo.write("PUT", "/api/me/blog", silent, "x").json().getString("field"))
                .isEqualTo("disclosure");
        assertThat(bo.write("PUT", "/api/me/blog", Blogger.WORDS, "x").status()).isEqualTo(200);
        assertThat(bo.post(publish, new JsonObject().put("version", 1)).status())
                .isEqualTo(201);
    }

    @Test
    void aLostUpdateIsRefusedWithTheNewerText() {
        var draft = asta.writes(words("Ett", "första"));
        var path = "/api/me/drafts/" + draft.getString("id");
        var second = words("Ett", "andra").put("version", 1);
        assertThat(ok(asta.api().write("PUT", path, second, "a")).getInteger("version"))
                .isEqualTo(2);
        var late = asta.api().write("PUT", path, words("Ett", "sen").put("version", 1), "b");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("outdated");
        assertThat(late.json().getString("newerText")).isEqualTo("andra");
        assertThat(late.json().getInteger("version")).isEqualTo(2);
        assertThat(ok(asta.api().get(path)).getString("text")).isEqualTo("andra");
    }

    @Test
    void aLongArticleIsWholeOnItsPageAndShortInTheLog() {
        var long190 = "Ett stycke om is, vatten och vind.\n\n".repeat(5_000);
        var slug = asta.publishes("Långt", long190);
        assertThat(asta.reads(slug).getString("text")).isEqualTo(long190.strip());
        var event = ok(guest.get("/api/rooms/" + slug + "/events"))
                .getJsonArray("events")
                .getJsonObject(0);
        assertThat(event.getLong("offset")).isEqualTo(1);
        assertThat(event.getJsonObject("data").getJsonObject("text").getString("source"))
                .startsWith("Långt\n\nEtt stycke")
                .hasSizeLessThan(12_100);
        var tooLong = asta.api().post("/api/me/drafts", words("För långt", "å".repeat(100_001)));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.json().getString("field")).isEqualTo("text");
    }

    @Test
    void theAuthorWritesAnewAndTheEarlierWordsStay() {
        var slug = asta.publishes("Först", "Gamla ord.");
        try (var listener = Person.guest(SERVER.url(), "gäst", new History())) {
            listener.live().open();
            assertThat(listener.live().listen("article:" + slug).containsKey("subscribe"))
                    .isTrue();
            var body = new JsonObject()
                    .put("version", 1)
                    .put("title", "Sedan")
                    .put("text", "Nya ord.")
                    .put("series", new JsonObject().put("name", "Isåret").put("place", 1));
            assertThat(ok(asta.api().write("PUT", "/api/articles/" + slug, body, "a"))
                            .getInteger("version"))
                    .isEqualTo(2);
            Wait.until(
                    "the listener hears",
                    () -> listener.live().heard("article:" + slug).stream()
                            .anyMatch(event -> "post.edited".equals(event.getString("kind"))));
        }
        stayReadable(slug);
    }

    private void stayReadable(String slug) {
        var late = new JsonObject().put("version", 1).put("title", "x").put("text", "x");
        assertThat(asta.api().write("PUT", "/api/articles/" + slug, late, "b").problem())
                .isEqualTo("outdated");
        var versions = ok(guest.get("/api/articles/" + slug + "/versions")).getJsonArray("versions");
        assertThat(versions.stream()
                        .map(one -> ((JsonObject) one).getString("title"))
                        .toList())
                .isEqualTo(List.of("Sedan", "Först"));
        assertThat(ok(guest.get("/api/articles/" + slug + "/versions/1")).getString("text"))
                .isEqualTo("Gamla ord.");
        var post = asta.reads(slug).getString("post");
        assertThat(asta.api()
                        .write("PUT", "/api/posts/" + post, new JsonObject().put("text", "x"), "c")
                        .status())
                .as("not in pieces")
                .isEqualTo(409);
    }

    @Test
    void whatTheRulesHideIsGivenBackByteForByte() {
        var slug = asta.publishes("Adressen", "Hon bor på Storgatan 1.\n\n" + "Mer. ".repeat(5_000));
        var before = asta.reads(slug);
        var moderation = new Moderation(SERVER);
        var act = moderation.acts(before.getString("post"), SAFETY);
        var hidden = asta.reads(slug);
        assertThat(hidden.getString("text") + hidden.getString("title") + hidden.getString("html"))
                .isEmpty();
        assertThat(guest.get("/articles/" + slug).response().body())
                .doesNotContain("Storgatan")
                .contains("/openness/");
        assertThat(guest.get("/api/articles/" + slug + "/versions").json().getJsonArray("versions"))
                .isEmpty();
        assertThat(asta.api()
                        .write(
                                "PUT",
                                "/api/articles/" + slug,
                                new JsonObject()
                                        .put("version", 1)
                                        .put("title", "x")
                                        .put("text", "x"),
                                "b")
                        .status())
                .as("kept as it is")
                .isEqualTo(409);
        moderation.reverses(act, "Det var en företagsadress, som alla kan läsa.");
        var after = asta.reads(slug);
        assertThat(after.copy().putNull("restraint")).isEqualTo(before.copy().putNull("restraint"));
    }

    @Test
    void whoTakesAnArticleBackLeavesATombstoneAndTheComments() {
        var slug = asta.publishes("Tillbaka", "Det här ångrar jag.");
        var bo =
                Person.joins(SERVER.url(), "bo-" + asta.handle(), new History()).entersQuietly(slug);
        bo.says("Synd, det var bra.");
        assertThat(asta.api().delete("/api/articles/" + slug).status()).isEqualTo(204);
        var page = guest.get("/articles/" + slug).response().body();
        assertThat(page).doesNotContain("ångrar").contains("Synd, det var bra.");
        assertThat(ok(guest.get("/api/blogs/" + asta.handle() + "/articles")).getJsonArray("articles"))
                .isEmpty();
    }

    @Test
    void seriesFeedAndListsHaveWhatStands() {
        IntStream.rangeClosed(1, 3)
                .forEach(n -> asta.publishes(asta.writes(words("Del " + n, "Text " + n)
                        .put("series", new JsonObject().put("name", "Året").put("place", 4 - n)))));
        var slug = ok(guest.get("/api/blogs/" + asta.handle() + "/articles"))
                .getJsonArray("articles")
                .getJsonObject(0)
                .getString("slug");
        assertThat(asta.reads(slug).getJsonArray("inSeries").stream()
                        .map(link -> ((JsonObject) link).getString("title"))
                        .toList())
                .isEqualTo(List.of("Del 3", "Del 2", "Del 1"));
        assertThat(guest.get("/blogs").response().body()).contains(asta.handle());
        assertThat(guest.get("/").response().body()).contains("/articles/" + slug);
    }

    @Test
    void whoHasMovedIsFollowedByALinkAndNobodyIsSentAway() {
        var slug = asta.publishes("Text 1", "Ord.");
        var forward = Blogger.WORDS.copy().put("forward", "https://asta.example/blogg");
        assertThat(ok(asta.api().write("PUT", "/api/me/blog", forward, "x")).getString("forward"))
                .startsWith("https");
        assertThat(guest.get("/blogs/" + asta.handle() + "/feed.atom")
                        .response()
                        .body())
                .contains("<title>Text 1</title>", "https://asta.example/blogg", "Ord.");
        for (var page : List.of("/blogs/" + asta.handle(), "/articles/" + slug)) {
            assertThat(guest.get(page).response().body()).as(page).contains("https://asta.example/blogg");
        }
        for (var bad : List.of("http://x.example", "javascript:alert(1)", "https://", "https://u:p@x.example")) {
            assertThat(asta.api()
                            .write("PUT", "/api/me/blog", Blogger.WORDS.copy().put("forward", bad), "x")
                            .json()
                            .getString("field"))
                    .as(bad)
                    .isEqualTo("forward");
        }
    }

    @Test
    void aDraftGoesOutAtItsTimeOrStaysAndSaysWhy() {
        var at = Instant.now().plusSeconds(2).toString();
        var good = asta.writes(words("I tid", "Ord.").put("publishAt", at));
        var bad = asta.writes(words("", "Utan titel.").put("publishAt", at));
        Wait.until(
                "it is published",
                () -> asta.api().get("/api/me/drafts/" + good.getString("id")).status() == 404);
        var path = "/api/me/drafts/" + bad.getString("id");
        Wait.until("the other stays", () -> ok(asta.api().get(path)).getString("failure") != null);
        var stays = ok(asta.api().get(path));
        assertThat(stays.getString("publishAt")).isNull();
        assertThat(stays.getString("failure")).contains("title");
        assertThat(asta.writes(words("Sen", "x")).getString("publishAt")).isNull();
        assertThat(asta.api()
                        .post("/api/me/drafts", words("Förr", "x").put("publishAt", "2020-01-01T00:00:00Z"))
                        .json()
                        .getString("field"))
                .isEqualTo("publishAt");
    }

    @Test
    void everyAnswerFitsTheContract() {
        var draft = asta.writes(words("Ett", "Ord.").put("series", new JsonObject().put("name", "S")));
        var path = "/api/me/drafts/" + draft.getString("id");
        var stale = asta.api().write("PUT", path, words("x", "y").put("version", 9), "a");
        assertThat(Schemas.OPENAPI.errors("Problem", stale.json())).isEmpty();
        assertThat(Schemas.OPENAPI.errors("Draft", draft)).isEmpty();
        assertThat(Schemas.OPENAPI.errors("Draft", ok(asta.api().get(path)))).isEmpty();
        var slug = asta.publishes(draft);
        assertThat(Schemas.OPENAPI.errors("Article", asta.reads(slug))).isEmpty();
        assertThat(Schemas.OPENAPI.errors("Blog", ok(guest.get("/api/blogs/" + asta.handle()))))
                .isEmpty();
        var brief = ok(guest.get("/api/articles")).getJsonArray("articles").getJsonObject(0);
        assertThat(Schemas.OPENAPI.errors("ArticleBrief", brief)).isEmpty();
        var version = ok(guest.get("/api/articles/" + slug + "/versions/1"));
        assertThat(Schemas.OPENAPI.errors("ArticleVersion", version)).isEmpty();
        assertThat(Schemas.OPENAPI.errors("Consents", ok(asta.api().get("/api/me/consents"))))
                .isEmpty();
    }

    @Test
    void noOneHasMoreThan200Drafts() {
        var ids = IntStream.range(0, 200)
                .mapToObj(n -> asta.writes(words("Utkast " + n, "")).getString("id"))
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(200);
        assertThat(asta.api().post("/api/me/drafts", words("Ett till", "")).status())
                .isEqualTo(409);
    }
}
