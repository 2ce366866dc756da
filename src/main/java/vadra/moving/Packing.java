package vadra.moving;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.blogs.Article;
import vadra.blogs.Blog;
import vadra.blogs.Brought;
import vadra.blogs.Charter;
import vadra.blogs.Roof;
import vadra.core.Actor;
import vadra.media.Media;

/** Packs a blog, one file after the other; no more than one of them is in memory. */
public final class Packing {
    private final Vertx vertx;
    private final Roof roof;
    private final PgComments comments;
    private final What what;
    private final Map<String, String> extensions = new LinkedHashMap<>();
    private final List<Article> titles = new ArrayList<>();

    Packing(Vertx vertx, Roof roof, PgComments comments, What what) {
        this.vertx = vertx;
        this.roof = roof;
        this.comments = comments;
        this.what = what;
    }

    /**
     * What is packed, and for whom.
     *
     * @param blog null for pictures alone, of who has no blog
     */
    record What(Actor author, @Nullable Blog blog, List<String> slugs, String base, Instant at) {}

    /** Packs it all; each piece is given on before the next is made. */
    public Future<Void> to(Function<Buffer, Future<Void>> sink) {
        var zip = new Zip(vertx, sink);
        return contents(zip)
                .compose(before -> zip.write(() -> {
                    zip.put(Form.INDEX, pages().index(titles));
                    zip.put(Form.MANIFEST, manifest().encodePrettily());
                    zip.close();
                    return null;
                }));
    }

    /** Packs the articles and the pictures. */
    Future<Void> contents(Zip zip) {
        return roof.media().of(what.author()).compose(held -> {
            held.forEach(one -> extensions.put(
                    one.picture().id(), Form.extension(one.picture().type())));
            Future<Void> done = Future.succeededFuture();
            for (var slug : what.slugs()) {
                done = done.compose(before -> article(zip, slug));
            }
            for (var one : held) {
                done = done.compose(before -> picture(zip, one));
            }
            return done;
        });
    }

    /** The articles that were packed. */
    List<Article> titles() {
        return titles;
    }

    boolean hasBlog() {
        return what.blog() != null;
    }

    /** What the files of pictures end with, by their ids. */
    Map<String, String> extensions() {
        return extensions;
    }

    private Future<Void> article(Zip zip, String slug) {
        return roof.articles().one(slug).compose(article -> {
            if (!article.stands()) {
                return Future.succeededFuture();
            }
            titles.add(article);
            var said = comments.of(article.post(), Brought.MAX_ECHOES);
            var echoes = roof.articles().echoes(article);
            return Future.all(said, echoes).compose(read -> {
                var all = Stream.concat(echoes.result().stream(), said.result().stream())
                        .limit(Brought.MAX_ECHOES)
                        .toList();
                return zip.write(() -> {
                    zip.put("articles/" + slug + ".md", Form.markdown(head(article), text(article)));
                    zip.put("comments/" + slug + ".json", comments(all));
                    zip.put("articles/" + slug + ".html", pages().article(article, all));
                    return null;
                });
            });
        });
    }

    private String text(Article article) {
        return Form.outward(article.text().source(), extensions);
    }

    private Pages pages() {
        return new Pages(blog(), what.base(), extensions);
    }

    private static Map<String, Object> head(Article article) {
        var head = new LinkedHashMap<String, Object>();
        head.put("title", article.text().title());
        head.put("date", article.state().publishedAt().toString());
        head.put("language", article.language());
        head.put("disclosure", article.text().disclosure());
        var series = article.text().series();
        if (series != null) {
            head.put("series", series.name());
            if (series.place() != null) {
                head.put("place", series.place());
            }
        }
        return head;
    }

    private static String comments(List<Article.Echo> all) {
        var array = new JsonArray();
        all.forEach(one -> array.add(new JsonObject()
                .put("name", one.name())
                .put("saidAt", one.saidAt().toString())
                .put("text", one.source())));
        return array.encodePrettily();
    }

    private Future<Void> picture(Zip zip, Media.Held held) {
        var id = held.picture().id();
        return roof.media()
                .show(id, what.author().id())
                .compose(shown -> zip.write(() -> {
                    zip.store(
                            "media/" + id + "." + extensions.get(id),
                            shown.bytes().getBytes());
                    return null;
                }));
    }

    private Blog blog() {
        return Objects.requireNonNull(what.blog());
    }

    private JsonObject manifest() {
        return new JsonObject()
                .put("format", "vadra-blog")
                .put("version", 1)
                .put("from", what.base())
                .put("packedAt", what.at().toString())
                .put("charter", Charter.VERSION)
                .put("blog", words())
                .put(
                        "articles",
                        new JsonArray(titles.stream().map(Article::slug).toList()))
                .put("media", new JsonArray(List.copyOf(extensions.keySet())));
    }

    /** What the author says of the blog. */
    JsonObject words() {
        var words = blog().words();
        return new JsonObject()
                .put("handle", what.author().handle())
                .put("name", what.author().name())
                .put("title", words.title())
                .put("about", words.about())
                .put("disclosure", words.disclosure())
                .put("language", words.language())
                .put("accent", words.accent())
                .put("face", words.face());
    }
}
