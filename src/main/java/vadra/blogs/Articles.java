package vadra.blogs;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.EventCodec;
import vadra.core.Problem;
import vadra.discussion.RoomEvent;

/** Articles as readers see them, and their writing anew by their authors. Safe for use by any thread. */
public final class Articles {
    /** The most articles that a blog takes along when its author leaves. */
    public static final int MAX_WHOLE = 2_000;

    private final PgArticles rows;
    private final Rendering rendering;
    private final EventCodec codec;
    private final Clock clock;

    public Articles(Pool pool, Rendering rendering, EventCodec codec, Clock clock) {
        this.rows = new PgArticles(pool);
        this.rendering = rendering;
        this.codec = codec;
        this.clock = clock;
    }

    /** The newest that stand, older than a time, with the beginning of their text. */
    public Future<List<Article>> newest(Instant before, int limit) {
        return rows.newest(before, limit);
    }

    /** The same of one author. */
    public Future<List<Article>> of(String handle, Instant before, int limit) {
        return rows.of(handle, before, limit);
    }

    /** One with its whole text; fails with {@link Problem.NotFound} when there is none by that name. */
    public Future<Article> one(String slug) {
        return rows.one(slug).map(found -> found.orElseThrow(() -> Problem.notFound("article", slug)));
    }

    /** The names of all of an author that stand, oldest first, at most {@link #MAX_WHOLE}. */
    public Future<List<String>> slugs(Actor author) {
        return rows.slugs(author.id(), MAX_WHOLE);
    }

    /** Its place in its series; without one, none. */
    public Future<Article.@Nullable Nav> nav(Article article) {
        var series = article.text().series();
        if (series == null) {
            return Future.succeededFuture();
        }
        return rows.series(article.author().id(), series.name()).map(links -> {
            var slugs = links.stream().map(Article.Link::slug).toList();
            return new Article.Nav(links, slugs.indexOf(article.slug()));
        });
    }

    /** All words that it has and had, newest first; none when it was withdrawn or is hidden. */
    public Future<List<Article.Version>> versions(Article article, @Nullable Integer version) {
        return article.stands() ? rows.versions(article.post(), version) : Future.succeededFuture(List.of());
    }

    /** What was said of it elsewhere; none when it was withdrawn or is hidden. */
    public Future<List<Article.Echo>> echoes(Article article) {
        return article.stands() ? rows.echoes(article.post()) : Future.succeededFuture(List.of());
    }

    /**
     * The author writes it anew; the earlier words stay readable.
     *
     * @param version the one that the author saw; fails with {@link Problem.Outdated} when there is another by now
     */
    public Future<Article> edit(Actor by, String slug, int version, Draft.Writing writing) {
        return one(slug).compose(article -> {
            if (!article.author().id().equals(by.id())) {
                throw Problem.forbidden("Only the author may change an article, nobody else, whatever their role.");
            }
            if (!article.stands()) {
                throw Problem.conflict("The article is withdrawn or hidden, and is kept as it is.");
            }
            if (article.version() != version) {
                throw Problem.outdated(
                        article.version(),
                        article.text().title(),
                        article.text().source());
            }
            return rendering
                    .render(by.id(), writing)
                    .compose(rendered -> write(by, article, rendered))
                    .compose(done -> one(slug));
        });
    }

    private Future<Void> write(Actor by, Article article, Rendering.Rendered rendered) {
        var asked = rendered.writing().hat();
        var kept = article.author().hat();
        var author = Rendering.wearing(asked == null && by.role().hats().contains(kept) ? kept : asked, by);
        if (same(article, rendered) && author.hat() == kept) {
            return Future.succeededFuture();
        }
        var event = new RoomEvent.PostEdited(
                article.post(), author, article.version() + 1, rendered.lead(), List.copyOf(rendered.mentions()));
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return rows.edit(article, rendered, new PgArticles.Told(at, author, codec.encode(event)));
    }

    private static boolean same(Article article, Rendering.Rendered rendered) {
        var old = article.text();
        var fresh = rendered.writing();
        return old.title().equals(fresh.title())
                && old.source().equals(fresh.source())
                && Objects.equals(old.series(), fresh.series());
    }
}
