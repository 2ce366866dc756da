package vadra.moving;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vadra.blogs.Roof;
import vadra.core.Actor;
import vadra.core.Problem;

/** Lets an author leave with the own blog, and bring it along. Safe for use by any thread. */
public final class Moving {
    private final Vertx vertx;
    private final Roof roof;
    private final PgComments comments;
    private final Clock clock;

    public Moving(Vertx vertx, Pool pool, Roof roof, Clock clock) {
        this.vertx = vertx;
        this.roof = roof;
        this.comments = new PgComments(pool);
        this.clock = clock;
    }

    /** What there is under members' own roofs. */
    public Roof roof() {
        return roof;
    }

    /**
     * Makes ready to pack the own blog.
     *
     * @param base the address of this server, to which links in the pages lead
     * @return fails with {@link Problem.NotFound} when there is no blog
     */
    public Future<Packing> out(Actor author, String base) {
        return roof.blogs()
                .of(author.handle())
                .compose(blog -> roof.articles()
                        .slugs(author)
                        .map(slugs -> new Packing(
                                vertx, roof, comments, new Packing.What(author, blog, slugs, base, clock.instant()))));
    }

    /** What was brought along. */
    public record Brought(List<String> articles, int pictures, int comments) {}

    /**
     * Brings a blog along. What is here already is not brought a second time, so what broke off can be done again.
     *
     * @return fails with {@link Problem.Invalid} when it is no zip of a blog, or larger than one may be; then nothing of it is here
     */
    public Future<Brought> in(Actor author, Buffer zip) {
        return vertx.executeBlocking(() -> Unpacked.of(zip.getBytes(), clock.instant()), false)
                .compose(unpacked -> in(author, unpacked));
    }

    /** Brings along what was read and checked. */
    Future<Brought> in(Actor author, Unpacked unpacked) {
        return openBlog(author, unpacked)
                .compose(done -> pictures(author, unpacked))
                .compose(done -> here(author))
                .compose(here -> articles(author, unpacked, here));
    }

    /** Makes ready to pack what there is of the own blog, and the pictures, which also who has no blog may hold. */
    Future<Packing> whole(Actor author, String base) {
        var blog = roof.blogs().mine(author);
        var slugs = roof.articles().slugs(author);
        return Future.all(blog, slugs)
                .map(read -> new Packing(
                        vertx,
                        roof,
                        comments,
                        new Packing.What(
                                author,
                                blog.result().orElse(null),
                                blog.result().isPresent() ? slugs.result() : List.of(),
                                base,
                                clock.instant())));
    }

    private Future<Void> openBlog(Actor author, Unpacked unpacked) {
        var words = unpacked.blog();
        if (words == null) {
            return Future.succeededFuture();
        }
        return roof.blogs()
                .mine(author)
                .compose(mine -> mine.isPresent()
                        ? Future.succeededFuture()
                        : roof.blogs().keep(author, words).mapEmpty());
    }

    private Future<Void> pictures(Actor author, Unpacked unpacked) {
        Future<Void> done = Future.succeededFuture();
        for (var picture : unpacked.pictures()) {
            done = done.compose(before -> roof.media().keep(author, picture)).mapEmpty();
        }
        return done;
    }

    private record Known(String title, Instant publishedAt) {}

    private Future<Set<Known>> here(Actor author) {
        return roof.articles().of(author.handle(), clock.instant(), 2_000).map(all -> {
            var known = new HashSet<Known>();
            all.forEach(
                    one -> known.add(new Known(one.text().title(), one.state().publishedAt())));
            return known;
        });
    }

    private Future<Brought> articles(Actor author, Unpacked unpacked, Set<Known> here) {
        var slugs = new ArrayList<String>();
        Future<Integer> done = Future.succeededFuture(0);
        for (var article : unpacked.articles()) {
            if (here.contains(
                    new Known(article.writing().title(), article.brought().publishedAt()))) {
                continue;
            }
            done = done.compose(count -> roof.drafts()
                    .bring(author, article.writing(), article.brought())
                    .map(slug -> {
                        slugs.add(slug);
                        return count + article.brought().echoes().size();
                    }));
        }
        return done.map(count -> new Brought(slugs, unpacked.pictures().size(), count));
    }
}
