package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import vadra.admissions.Admissions;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.blogs.Article;
import vadra.blogs.Roof;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.Problem;
import vadra.core.Times;
import vadra.discussion.RoomService;
import vadra.wire.BlogJson;
import vadra.wire.DiscussionJson;

/** The part of the HTTP API that is blogs and articles: anyone reads, an author writes the own, and nobody anybody else's. */
final class BlogRoutes {
    private static final int PAGE = 30;

    private final Roof roof;
    private final RoomService rooms;

    BlogRoutes(Services services) {
        this.roof = services.roof();
        this.rooms = services.rooms();
    }

    void mount(Operations api) {
        api.on(
                "listBlogs",
                call -> roof.blogs().all().map(all -> body("blogs", DiscussionJson.array(all, BlogJson::blog))));
        api.on("getBlog", call -> roof.blogs().of(call.path("handle")).map(blog -> Answer.ok(BlogJson.blog(blog))));
        api.on(
                "listBlogArticles",
                call -> roof.blogs()
                        .of(call.path("handle"))
                        .compose(blog -> roof.articles().of(blog.author().handle(), before(call), limit(call)))
                        .map(all -> body("articles", DiscussionJson.array(all, BlogJson::brief))));
        api.on(
                "listArticles",
                call -> roof.articles()
                        .newest(before(call), limit(call))
                        .map(all -> body("articles", DiscussionJson.array(all, BlogJson::brief))));
        mountOwn(api);
        mountArticles(api);
        mountVersions(api);
    }

    private void mountOwn(Operations api) {
        api.on(
                "getMyBlog",
                call -> roof.blogs()
                        .mine(call.actor())
                        .map(mine -> Answer.ok(new JsonObject()
                                .put("blog", mine.map(BlogJson::blog).orElse(null)))));
        api.on(
                "keepBlog",
                call -> roof.blogs()
                        .keep(call.actor(), BlogJson.blogWords(call.body()))
                        .map(blog -> Answer.ok(BlogJson.blog(blog))));
        api.on("getConsents", call -> consents(call.actor()));
        api.on(
                "consentToBlogComments",
                call -> roof.blogs()
                        .consent(call.actor(), call.body().getBoolean("given"))
                        .compose(done -> consents(call.actor())));
    }

    private void mountArticles(Operations api) {
        api.on("getArticle", call -> article(call).compose(this::whole).map(Answer::ok));
        api.on("editArticle", call -> {
            var actor = call.actor();
            return article(call)
                    .compose(article -> roof.articles()
                            .edit(
                                    actor,
                                    article.slug(),
                                    call.body().getInteger("version"),
                                    BlogJson.writing(call.body(), article.language())))
                    .compose(this::whole)
                    .map(Answer::ok);
        });
        api.on("withdrawArticle", call -> {
            var actor = call.actor();
            return article(call)
                    .compose(article -> rooms.withdraw(
                            actor, new CommandId(UUID.randomUUID().toString()), article.post()))
                    .map(done -> Answer.empty());
        });
    }

    private void mountVersions(Operations api) {
        api.on(
                "listArticleVersions",
                call -> article(call)
                        .compose(article -> roof.articles().versions(article, null))
                        .map(all -> body("versions", DiscussionJson.array(all, BlogJson::version))));
        api.on(
                "getArticleVersion",
                call -> article(call)
                        .compose(article -> roof.articles().versions(article, Integer.valueOf(call.path("version"))))
                        .map(found -> found.stream()
                                .findAny()
                                .orElseThrow(() -> Problem.notFound("version", call.path("version"))))
                        .map(version -> Answer.ok(BlogJson.wholeVersion(version))));
    }

    private Future<Article> article(Call call) {
        return roof.articles().one(call.path("article"));
    }

    private Future<JsonObject> whole(Article article) {
        var nav = roof.articles().nav(article);
        var echoes = roof.articles().echoes(article);
        return Future.all(nav, echoes).map(read -> BlogJson.article(article, nav.result(), echoes.result()));
    }

    private Future<Answer> consents(Actor actor) {
        return roof.blogs().consents(actor).map(given -> Answer.ok(new JsonObject().put("blogComments", given)));
    }

    private static Instant before(Call call) {
        return call.query("before").map(text -> Times.read("before", text)).orElse(Admissions.END);
    }

    private static int limit(Call call) {
        return call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
    }

    private static Answer body(String name, JsonArray things) {
        return Answer.ok(new JsonObject().put(name, things));
    }
}
