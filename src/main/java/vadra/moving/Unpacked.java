package vadra.moving;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.blogs.Article;
import vadra.blogs.Articles;
import vadra.blogs.Blog;
import vadra.blogs.Brought;
import vadra.blogs.Draft;
import vadra.blogs.Series;
import vadra.community.Plain;
import vadra.core.Problem;
import vadra.discussion.Markdown;
import vadra.discussion.Words;
import vadra.media.Media;
import vadra.media.Picture;

/**
 * A blog that was packed, read and checked before anything of it is kept.
 *
 * @param blog what its author says of it; null for pictures alone, of who has no blog
 * @param pictures their bytes, each whole and what its name says
 */
record Unpacked(Blog.@Nullable Words blog, List<Moved> articles, List<byte[]> pictures) {
    private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

    /** An article with what it had elsewhere. */
    record Moved(Draft.Writing writing, Brought brought) {}

    /**
     * Reads a zip.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when it is no zip of a blog, or larger than one may be
     */
    static Unpacked of(byte[] zip, Instant now) {
        try {
            return read(Box.open(zip, Box.Kind.BLOG), now);
        } catch (DecodeException | ClassCastException | DateTimeException | NullPointerException malformed) {
            throw Problem.invalid("zip", "is not a blog that was packed here or elsewhere");
        }
    }

    private static Unpacked read(Box box, Instant now) {
        var manifest = new JsonObject(box.text(Form.MANIFEST));
        if (!"vadra-blog".equals(manifest.getString("format")) || manifest.getInteger("version") != 1) {
            throw Problem.invalid("zip", "is not a blog that was packed here or elsewhere");
        }
        return of(box, manifest.getJsonObject("blog"), now);
    }

    /**
     * Reads what a zip has of a blog.
     *
     * @param blog what its author says of it, null where there is none
     */
    static Unpacked of(Box box, @Nullable JsonObject blog, Instant now) {
        var articles = new ArrayList<Moved>();
        for (var slug : box.names(Form.ARTICLE)) {
            articles.add(moved(slug, box, now));
        }
        if (articles.size() > Articles.MAX_WHOLE) {
            throw Problem.invalid("zip", "has more than " + Articles.MAX_WHOLE + " articles");
        }
        if (blog == null && !articles.isEmpty()) {
            throw Problem.invalid("zip", "has articles, and no blog");
        }
        articles.sort((one, other) ->
                one.brought().publishedAt().compareTo(other.brought().publishedAt()));
        return new Unpacked(blog == null ? null : blog(blog), articles, pictures(box));
    }

    private static List<byte[]> pictures(Box box) {
        var pictures = new ArrayList<byte[]>();
        box.each(Form.PICTURE, (name, content) -> {
            if (!Media.idOf(Picture.read(content)).equals(name)) {
                throw Problem.invalid("zip", "has a picture that is not what its name says");
            }
            pictures.add(content);
        });
        return pictures;
    }

    private static Blog.Words blog(JsonObject json) {
        var accent = json.getString("accent");
        var face = json.getString("face");
        return new Blog.Words(
                json.getString("title"),
                json.getString("about"),
                json.getString("disclosure"),
                language(json.getString("language")),
                Set.of("ember", "fjord", "moss", "plum", "slate").contains(accent) ? accent : "ember",
                Set.of("serif", "sans").contains(face) ? face : "serif",
                null);
    }

    private static String language(@Nullable String tag) {
        return tag != null && tag.matches("[a-z]{2}") ? tag : "sv";
    }

    private static Moved moved(String slug, Box box, Instant now) {
        var file = Form.parsed(box.text("articles/" + slug + ".md"));
        var head = file.head();
        var name = (String) head.get("series");
        var writing = new Draft.Writing(
                Objects.requireNonNull((String) head.get("title")),
                null,
                Form.inward(file.text()),
                language((String) head.get("language")),
                name == null ? null : new Series(name, place(head.get("place"))),
                null,
                null);
        var disclosure = Plain.lines("disclosure", Objects.requireNonNull((String) head.get("disclosure")), 500);
        return new Moved(
                writing, new Brought(slug, time((String) head.get("date"), now), disclosure, echoes(slug, box, now)));
    }

    private static @Nullable Integer place(@Nullable Object value) {
        return value instanceof Integer place && place >= 1 && place <= 999 ? place : null;
    }

    private static Instant time(@Nullable String written, Instant now) {
        var time = Instant.parse(Objects.requireNonNull(written));
        if (time.isBefore(FIRST) || time.isAfter(now)) {
            throw Problem.invalid("zip", "has a day that cannot be");
        }
        return time;
    }

    private static List<Article.Echo> echoes(String slug, Box box, Instant now) {
        var name = "comments/" + slug + ".json";
        if (!box.has(name)) {
            return List.of();
        }
        var said = new JsonArray(box.text(name));
        if (said.size() > Brought.MAX_ECHOES) {
            throw Problem.invalid("zip", "has more than " + Brought.MAX_ECHOES + " comments on an article");
        }
        var echoes = new ArrayList<Article.Echo>();
        for (int i = 0; i < said.size(); i++) {
            var one = said.getJsonObject(i);
            var text = Words.normal("text", one.getString("text"));
            echoes.add(new Article.Echo(
                    Plain.line("name", one.getString("name"), 60),
                    time(one.getString("saidAt"), now),
                    text,
                    Markdown.html(text, Set.of())));
        }
        return echoes;
    }
}
