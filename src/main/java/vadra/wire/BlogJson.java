package vadra.wire;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.blogs.Article;
import vadra.blogs.Blog;
import vadra.blogs.Charter;
import vadra.blogs.Draft;
import vadra.blogs.Series;
import vadra.core.Hat;
import vadra.media.Media;

/** Blogs, drafts, articles and pictures in JSON. */
public final class BlogJson {
    private static final int EXCERPT = 320;

    private BlogJson() {}

    /** A blog. */
    public static JsonObject blog(Blog blog) {
        var words = blog.words();
        return new JsonObject()
                .put("author", EventJson.author(blog.author()))
                .put("title", words.title())
                .put("about", words.about())
                .put("disclosure", words.disclosure())
                .put("language", words.language())
                .put("accent", words.accent())
                .put("face", words.face())
                .put("forward", words.forward())
                .put("hidden", blog.hidden())
                .put("openedAt", blog.openedAt().toString())
                .put("articles", blog.articles())
                .put("charter", Charter.VERSION);
    }

    /** What is said of a blog. */
    public static Blog.Words blogWords(JsonObject body) {
        return new Blog.Words(
                body.getString("title"),
                body.getString("about"),
                body.getString("disclosure"),
                body.getString("language"),
                body.getString("accent"),
                body.getString("face"),
                body.getString("forward"));
    }

    /** A draft without its text. */
    public static JsonObject draft(Draft draft) {
        var writing = draft.writing();
        return new JsonObject()
                .put("id", draft.id().toString())
                .put("version", draft.version())
                .put("title", writing.title())
                .put("language", writing.language())
                .put("slug", writing.slug())
                .put("series", series(writing.series()))
                .put("product", writing.product())
                .put("hat", writing.hat() == null ? null : writing.hat().code())
                .put("publishAt", time(draft.publishAt()))
                .put("failure", draft.failure())
                .put("writtenAt", draft.writtenAt().toString());
    }

    /** A draft with its text. */
    public static JsonObject whole(Draft draft) {
        return draft(draft).put("text", draft.writing().source());
    }

    /**
     * What an author writes.
     *
     * @param language where none is said
     */
    public static Draft.Writing writing(JsonObject body, String language) {
        return new Draft.Writing(
                body.getString("title"),
                body.getString("slug"),
                body.getString("text"),
                body.getString("language", language),
                series(body.getJsonObject("series")),
                body.getString("product"),
                Optional.ofNullable(body.getString("hat")).map(Hat::of).orElse(null));
    }

    private static @Nullable Series series(@Nullable JsonObject json) {
        return json == null ? null : new Series(json.getString("name"), json.getInteger("place"));
    }

    private static @Nullable JsonObject series(@Nullable Series series) {
        return series == null
                ? null
                : new JsonObject().put("name", series.name()).put("place", series.place());
    }

    /** An article of a list. */
    public static JsonObject brief(Article article) {
        return common(article).put("excerpt", excerpt(article));
    }

    /** The first words below the title, on one line. */
    public static String excerpt(Article article) {
        var beginning = article.text().source();
        int title = beginning.indexOf("\n\n");
        var words = (title < 0 ? "" : beginning.substring(title)).strip().replaceAll("\\s+", " ");
        if (words.length() <= EXCERPT) {
            return words;
        }
        int space = words.lastIndexOf(' ', EXCERPT);
        return words.substring(0, space > 0 ? space : EXCERPT) + " …";
    }

    private static JsonObject common(Article article) {
        var state = article.state();
        var json = new JsonObject()
                .put("post", article.post().toString())
                .put("slug", article.slug())
                .put("author", EventJson.author(article.author()))
                .put("version", article.version())
                .put("title", article.text().title())
                .put("series", series(article.text().series()))
                .put("language", article.language())
                .put("product", article.product())
                .put("charter", article.charter())
                .put("publishedAt", state.publishedAt().toString())
                .put("editedAt", time(state.editedAt()))
                .put("withdrawn", state.withdrawn())
                .put("comments", article.comments());
        return state.restraint() == null ? json : json.put("restraint", EventJson.restraint(state.restraint()));
    }

    /** An article, whole. */
    public static JsonObject article(Article article, Article.@Nullable Nav nav, List<Article.Echo> echoes) {
        var links = nav == null ? List.<Article.Link>of() : nav.all();
        return common(article)
                .put("text", article.text().source())
                .put("html", article.text().html())
                .put("disclosure", article.text().disclosure())
                .put(
                        "inSeries",
                        DiscussionJson.array(
                                links,
                                link -> new JsonObject()
                                        .put("slug", link.slug())
                                        .put("title", link.title())))
                .put(
                        "echoes",
                        DiscussionJson.array(
                                echoes,
                                echo -> new JsonObject()
                                        .put("name", echo.name())
                                        .put("saidAt", echo.saidAt().toString())
                                        .put("html", echo.html())));
    }

    /** A version as a list has it. */
    public static JsonObject version(Article.Version version) {
        return new JsonObject()
                .put("version", version.number())
                .put("writtenAt", version.writtenAt().toString())
                .put("title", version.text().title())
                .put("series", series(version.text().series()))
                .put("disclosure", version.text().disclosure());
    }

    /** A version, whole. */
    public static JsonObject wholeVersion(Article.Version version) {
        return version(version)
                .put("text", version.text().source())
                .put("html", version.text().html());
    }

    /** A picture. */
    public static JsonObject media(Media.Kept kept) {
        return new JsonObject()
                .put("id", kept.id())
                .put("type", kept.type())
                .put("width", kept.width())
                .put("height", kept.height())
                .put("size", kept.size());
    }

    /** A picture that a member holds. */
    public static JsonObject held(Media.Held held) {
        return media(held.picture()).put("heldSince", held.since().toString()).put("uses", held.uses());
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
