package vadra.pages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vadra.admissions.Admissions;
import vadra.api.Services;
import vadra.blogs.Article;
import vadra.blogs.Blog;
import vadra.blogs.Charter;
import vadra.blogs.Roof;
import vadra.channels.Channels;
import vadra.discussion.Post;
import vadra.discussion.Room;
import vadra.wire.BlogJson;
import vadra.wire.DiscussionJson;

/** The pages under members' own roofs: all blogs, one blog and its feed, an article with its talk, and where one writes. */
final class BlogPages {
    private static final int LIST = 30;
    private static final int FEED = 30;

    private final Services services;
    private final Roof roof;
    private final Pages pages;
    private final SittingPages sittings;
    private final Places places;

    BlogPages(Services services, Pages pages, SittingPages sittings) {
        this.services = services;
        this.roof = services.roof();
        this.pages = pages;
        this.sittings = sittings;
        this.places = new Places(services);
    }

    void mount(Router router) {
        router.get("/blogs").handler(context -> pages.show(context, "blogs", blogs()));
        router.get("/blogs/:handle").handler(context -> pages.show(context, "blog", blog(context)));
        router.get("/blogs/:handle/feed.atom").handler(context -> pages.feed(context, "blog-feed", feed(context)));
        router.get("/articles/:article").handler(context -> pages.show(context, "article", article(context)));
        router.get("/write").handler(context -> pages.show(context, "write", Future.succeededFuture(Map.of())));
        router.get("/media/:media").handler(this::media);
    }

    /** An article of a list, with its first words. */
    record Teaser(Article article, String excerpt) {
        static List<Teaser> of(List<Article> articles) {
            return articles.stream()
                    .map(article -> new Teaser(article, BlogJson.excerpt(article)))
                    .toList();
        }
    }

    /** The newest articles, for the page where everything begins. */
    static Future<List<Teaser>> newest(Roof roof, int count) {
        return roof.articles().newest(Admissions.END, count).map(Teaser::of);
    }

    private Future<Map<String, Object>> blogs() {
        var blogs = roof.blogs().all();
        var newest = newest(roof, LIST);
        return Future.all(blogs, newest).map(read -> Map.of("blogs", blogs.result(), "articles", newest.result()));
    }

    private Future<Map<String, Object>> blog(RoutingContext context) {
        var before = Optional.ofNullable(context.queryParams().get("before"))
                .filter(text -> text.matches("[0-9T:.-]{10,40}Z"))
                .map(Instant::parse)
                .orElse(Admissions.END);
        return roof.blogs()
                .of(context.pathParam("handle"))
                .compose(blog -> roof.articles()
                        .of(blog.author().handle(), before, LIST + 1)
                        .map(found -> {
                            var articles = found.subList(0, Math.min(LIST, found.size()));
                            return Map.<String, Object>of(
                                    "blog",
                                    blog,
                                    "articles",
                                    Teaser.of(articles),
                                    "older",
                                    found.size() > LIST
                                            ? articles.get(LIST - 1)
                                                    .state()
                                                    .publishedAt()
                                                    .toString()
                                            : "",
                                    "charter",
                                    Charter.VERSION);
                        }));
    }

    private Future<Map<String, Object>> feed(RoutingContext context) {
        return roof.blogs()
                .of(context.pathParam("handle"))
                .compose(blog -> roof.articles()
                        .of(blog.author().handle(), Admissions.END, FEED)
                        .compose(articles -> Future.all(articles.stream()
                                        .map(article -> roof.articles().one(article.slug()))
                                        .toList())
                                .map(read -> Map.of("blog", blog, "articles", read.<Article>list()))));
    }

    private Future<Map<String, Object>> article(RoutingContext context) {
        return roof.articles().one(context.pathParam("article")).compose(article -> {
            var blog = roof.blogs().of(article.author().handle());
            var nav = roof.articles().nav(article);
            var echoes = roof.articles().echoes(article);
            var talk = talk(context, article);
            var asked = sittings.under(article.slug());
            return Future.all(blog, nav, echoes, talk, asked).map(read -> {
                var model = new HashMap<>(talk.result());
                model.put("article", article);
                model.put("excerpt", first(article));
                model.put("blog", blog.result());
                model.put("look", look(blog.result()));
                model.put("nav", Optional.ofNullable(nav.result()));
                model.put("echoes", echoes.result());
                model.put("sittings", asked.result());
                return model;
            });
        });
    }

    private static Map<String, String> look(Blog blog) {
        return Map.of("accent", blog.words().accent(), "face", blog.words().face());
    }

    /** The first words of an article, for what shows a link to it. */
    private static String first(Article article) {
        var words = article.text()
                .source()
                .replaceAll("[#*_>`\\[\\]!]|\\(media:[0-9a-f]*\\)", "")
                .strip();
        return words.substring(0, Math.min(words.length(), 200)).replaceAll("\\s+", " ");
    }

    /** What is said under an article, as a room has it, but for the article itself. */
    private Future<Map<String, Object>> talk(RoutingContext context, Article article) {
        var reader = services.reader();
        var who = Pages.readerOf(context);
        return reader.room(article.slug()).compose(room -> {
            var pinned = reader.pinned(room.id(), who);
            return Future.all(places.of(context, room.id(), room.slug()), pinned)
                    .map(read -> talk(room, read.resultAt(0), comments(pinned.result(), article), who != null));
        });
    }

    private Map<String, Object> talk(Room room, Places.Place place, List<Post> pinned, boolean signedIn) {
        var page = place.page();
        var posts = page.posts().stream().filter(post -> post.seq() > 1).toList();
        var shown = new Post.Page(posts, page.offset(), page.more(), page.newer());
        var here = services.presence().count(Channels.room(room.key())).people();
        return Map.of(
                "room",
                DiscussionJson.room(room, here),
                "posts",
                posts,
                "target",
                place.id(),
                "mark",
                place.read(),
                "page",
                DiscussionJson.page(shown, services.log().epoch(), signedIn),
                "pins",
                new JsonObject()
                        .put(
                                "posts",
                                new JsonArray(pinned.stream()
                                        .map(post -> DiscussionJson.post(post, signedIn))
                                        .toList())));
    }

    private static List<Post> comments(List<Post> posts, Article article) {
        return posts.stream().filter(post -> !post.id().equals(article.post())).toList();
    }

    /** A picture, which no browser takes for anything else. It is asked for again soon: its post can be gone by then. */
    private void media(RoutingContext context) {
        var id = context.pathParam("media");
        roof.media()
                .show(id, Pages.readerOf(context))
                .onComplete(
                        shown -> {
                            var response = context.response()
                                    .putHeader("ETag", "\"" + id + "\"")
                                    .putHeader(
                                            "Cache-Control",
                                            (shown.open() ? "public" : "private") + ", max-age=60, must-revalidate")
                                    .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                                    .putHeader("X-Content-Type-Options", "nosniff")
                                    .putHeader("Content-Encoding", "identity");
                            if (("\"" + id + "\"").equals(context.request().getHeader("If-None-Match"))) {
                                response.setStatusCode(304).end();
                            } else {
                                response.putHeader("Content-Type", shown.type()).end(shown.bytes());
                            }
                        },
                        context::fail);
    }
}
