package vadra.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.discussion.Post;
import vadra.discussion.RoomReader;

/** Finds posts by their words, among those that everybody can read: nothing is found, or counted, that is not shown. */
public final class Search {
    /** The most that a page has. */
    public static final int MOST = 50;

    private static final int PATIENCE_MS = 3_000;

    private final PgSearch posts;
    private final RoomReader reader;
    private final SavedSearches saved;
    private final SearchWatch watch;

    public Search(Pool pool, RoomReader reader, Supplier<UUID> ids) {
        this.posts = new PgSearch(pool);
        this.reader = reader;
        this.saved = new SavedSearches(pool, ids);
        this.watch = new SearchWatch(pool, this);
    }

    /** The searches that members keep. */
    public SavedSearches saved() {
        return saved;
    }

    /** What kept searches find while somebody looks at them. */
    public SearchWatch watch() {
        return watch;
    }

    /**
     * A post that says what was looked for.
     *
     * @param place the title of its room
     * @param stretches the part of its words that says it
     */
    public record Found(Post post, String place, List<Query.Stretch> stretches) {}

    /**
     * A page of what was found, newest first.
     *
     * @param next where the next page begins, empty on the last
     */
    public record Page(List<Found> found, Optional<Cursor> next) {}

    /**
     * Looks for posts.
     *
     * @param limit 1 to {@value #MOST}
     * @param forReader whose own reactions are marked, null for a guest
     * @return fails with {@link Problem.Unavailable} when it takes too long
     */
    public Future<Page> find(Query query, int limit, @Nullable MemberId forReader) {
        return posts.find(query, limit + 1)
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .recover(failure -> failure instanceof TimeoutException
                        ? Future.failedFuture(tooLong())
                        : Future.failedFuture(failure))
                .compose(hits -> shown(hits, limit, forReader));
    }

    private static ProblemException tooLong() {
        return Problem.unavailable("The search takes too long; narrow it to a room or a time.", Duration.ofSeconds(5));
    }

    private Future<Page> shown(List<Query.Hit> hits, int limit, @Nullable MemberId forReader) {
        var page = hits.subList(0, Math.min(limit, hits.size()));
        var last = hits.size() > limit ? Optional.of(page.get(limit - 1)) : Optional.<Query.Hit>empty();
        return readable(page.stream().map(hit -> new PostId(hit.post())).toList(), forReader)
                .map(posts -> new Page(
                        page.stream()
                                .filter(hit -> posts.containsKey(hit.post()))
                                .map(hit -> found(Objects.requireNonNull(posts.get(hit.post())), hit))
                                .toList(),
                        last.map(hit -> new Cursor(hit.at(), hit.post()))));
    }

    /** Those of the posts that are still there to be read: others were taken back after they were found. */
    Future<Map<UUID, Post>> readable(List<PostId> found, @Nullable MemberId forReader) {
        return reader.all(found, forReader)
                .map(posts -> posts.stream()
                        .filter(post -> !post.withdrawn() && !post.hidden())
                        .collect(Collectors.toMap(post -> post.id().value(), post -> post)));
    }

    static Found found(Post post, Query.Hit hit) {
        return new Found(post, hit.place(), hit.stretches());
    }
}
