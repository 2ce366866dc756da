package vadra.moving;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(packed);
    private final Map<String, String> extensions = new LinkedHashMap<>();
    private final List<Article> titles = new ArrayList<>();

    Packing(Vertx vertx, Roof roof, PgComments comments, What what) {
        this.vertx = vertx;
        this.roof = roof;
        this.comments = comments;
        this.what = what;
    }

    /** What is packed, and for whom. */
    record What(Actor author, Blog blog, List<String> slugs, String base, Instant at) {}

    /** Packs it all; each piece is given on before the next is made. */
    public Future<Void> to(Function<Buffer, Future<Void>> sink) {
        return roof.media().of(what.author()).compose(held -> {
            held.forEach(one -> extensions.put(
                    one.picture().id(), Form.extension(one.picture().type())));
            Future<Void> done = Future.succeededFuture();
            for (var slug : what.slugs()) {
                done = done.compose(before -> article(slug)).compose(before -> flush(sink));
            }
            for (var one : held) {
                done = done.compose(before -> picture(one)).compose(before -> flush(sink));
            }
            return done.compose(before -> last()).compose(before -> flush(sink));
        });
    }

    private Future<Void> flush(Function<Buffer, Future<Void>> sink) {
        var piece = Buffer.buffer(packed.toByteArray());
        packed.reset();
        return sink.apply(piece);
    }

    private Future<Void> article(String slug) {
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
                return vertx.executeBlocking(
                        () -> {
                            put("articles/" + slug + ".md", Form.markdown(head(article), text(article)));
                            put("comments/" + slug + ".json", comments(all));
                            put("articles/" + slug + ".html", pages().article(article, all));
                            return null;
                        },
                        true);
            });
        });
    }

    private String text(Article article) {
        return Form.outward(article.text().source(), extensions);
    }

    private Pages pages() {
        return new Pages(what.blog(), what.base(), extensions);
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

    private Future<Void> picture(Media.Held held) {
        var id = held.picture().id();
        return roof.media()
                .show(id, what.author().id())
                .compose(shown -> vertx.executeBlocking(
                        () -> {
                            // A picture is compressed already.
                            zip.setLevel(0);
                            put(
                                    "media/" + id + "." + extensions.get(id),
                                    shown.bytes().getBytes());
                            zip.setLevel(6);
                            return null;
                        },
                        true));
    }

    private Future<Void> last() {
        return vertx.executeBlocking(
                () -> {
                    put(Form.INDEX, pages().index(titles));
                    put(Form.MANIFEST, manifest().encodePrettily());
                    zip.close();
                    return null;
                },
                true);
    }

    private JsonObject manifest() {
        var words = what.blog().words();
        return new JsonObject()
                .put("format", "vadra-blog")
                .put("version", 1)
                .put("from", what.base())
                .put("packedAt", what.at().toString())
                .put("charter", Charter.VERSION)
                .put(
                        "blog",
                        new JsonObject()
                                .put("handle", what.author().handle())
                                .put("name", what.author().name())
                                .put("title", words.title())
                                .put("about", words.about())
                                .put("disclosure", words.disclosure())
                                .put("language", words.language())
                                .put("accent", words.accent())
                                .put("face", words.face()))
                .put(
                        "articles",
                        new JsonArray(titles.stream().map(Article::slug).toList()))
                .put("media", new JsonArray(List.copyOf(extensions.keySet())));
    }

    private void put(String name, String content) throws IOException {
        put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
