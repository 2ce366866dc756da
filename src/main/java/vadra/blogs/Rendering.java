package vadra.blogs;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.community.Plain;
import vadra.core.Actor;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.discussion.Markdown;
import vadra.discussion.RoomEvent;
import vadra.discussion.Text;
import vadra.discussion.Words;
import vadra.media.Media;

/** What an author wrote, in the forms in which it is kept and shown. A preview and the published page come from here alike. */
public final class Rendering {
    private static final int MAX_TITLE = 120;
    private static final int MAX_SERIES = 80;

    private final Vertx vertx;
    private final Media media;
    private final Function<Set<String>, Future<Set<String>>> knownHandles;

    /**
     * Wires it.
     *
     * @param knownHandles which of these handles belong to members
     */
    public Rendering(Vertx vertx, Media media, Function<Set<String>, Future<Set<String>>> knownHandles) {
        this.vertx = vertx;
        this.media = media;
        this.knownHandles = knownHandles;
    }

    /**
     * A whole article in its forms.
     *
     * @param lead the beginning, as the post that it is
     */
    record Rendered(Draft.Writing writing, String html, Text lead, Set<String> mentions) {}

    /**
     * What is written, in its normal form; a draft may lack everything.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} naming the field
     */
    static Draft.Writing normal(Draft.Writing written) {
        return new Draft.Writing(
                written.title().isBlank() ? "" : Plain.line("title", written.title(), MAX_TITLE),
                written.slug(),
                Words.normal("text", written.source(), Article.MAX_BYTES),
                written.language(),
                series(written.series()),
                written.product(),
                written.hat());
    }

    private static @Nullable Series series(@Nullable Series series) {
        return series == null || series.name().isBlank()
                ? null
                : new Series(Plain.line("series", series.name(), MAX_SERIES), series.place());
    }

    /**
     * The author in the capacity that was asked for, or, for null, in the blogger's where they have that.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when they have not the one that was asked for
     */
    static RoomEvent.Author wearing(@Nullable Hat asked, Actor author) {
        var hats = author.role().hats();
        if (asked != null && !hats.contains(asked)) {
            throw Problem.invalid("hat", "must be one that you have");
        }
        var own = hats.contains(Hat.BLOGGER) ? Hat.BLOGGER : hats.get(0);
        return RoomEvent.Author.of(author, asked == null ? own : asked);
    }

    /** Renders it; fails with {@link Problem.Invalid} when title or text lack, or a picture is not the author's or has no words. */
    Future<Rendered> render(MemberId author, Draft.Writing written) {
        return vertx.executeBlocking(() -> parsed(written), false).compose(parsed -> {
            var named = Markdown.mentions(parsed.writing().source());
            var known = named.isEmpty() ? Future.succeededFuture(Set.<String>of()) : knownHandles.apply(named);
            var sizes = media.sizes(author, parsed.pictures());
            return Future.all(known, sizes)
                    .compose(read -> vertx.executeBlocking(
                            () -> {
                                var unknown = new LinkedHashSet<>(parsed.pictures());
                                unknown.removeAll(sizes.result().keySet());
                                if (!unknown.isEmpty()) {
                                    throw Problem.invalid("text", "a picture in it is not one that you uploaded here");
                                }
                                var writing = parsed.writing();
                                return new Rendered(
                                        writing,
                                        parsed.markdown().html(writing.language(), known.result(), sizes.result()),
                                        Lead.of(writing.title(), parsed.plain(), writing.language(), known.result()),
                                        known.result());
                            },
                            false));
        });
    }

    private record Parsed(Draft.Writing writing, ArticleMarkdown markdown, String plain, Set<String> pictures) {}

    private static Parsed parsed(Draft.Writing written) {
        var writing = normal(written);
        if (writing.title().isEmpty()) {
            throw Problem.invalid("title", "must not be empty");
        }
        if (writing.source().isBlank()) {
            throw Problem.invalid("text", "must not be empty");
        }
        var markdown = ArticleMarkdown.of(writing.source());
        return new Parsed(writing, markdown, markdown.plain(), markdown.pictures());
    }
}
