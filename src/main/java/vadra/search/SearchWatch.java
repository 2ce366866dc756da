package vadra.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.discussion.Post;
import vadra.discussion.RoomEvent;

/**
 * Lets kept searches find what is said while somebody looks at them. It follows the log, so each node looks for whoever is
 * there; a search that nobody looks at costs nothing. At most {@value #MOST_WAITING} posts wait to be looked through; of more,
 * the searches are told that they missed some. Safe for use by any thread.
 */
public final class SearchWatch {
    /** The most posts that wait. */
    static final int MOST_WAITING = 2_000;
    /** The most posts that one look goes through. */
    static final int AT_ONCE = 200;
    /** The most that one look finds of a search; of more, it is told that it missed some. */
    static final int MOST_FOUND = 20;

    private final PgSavedSearches searches;
    private final Search search;
    private final Set<PostId> said = new LinkedHashSet<>();
    private final Set<PostId> gone = new LinkedHashSet<>();
    private boolean missed;

    SearchWatch(Pool pool, Search search) {
        this.searches = new PgSavedSearches(pool);
        this.search = search;
    }

    /**
     * What a search is told.
     *
     * @param found newly said, or said in other words, oldest first
     * @param gone no longer there to be read, whether the search had found them or not
     * @param missed whether there is more than that, which a new look at the search shows
     */
    public record News(OpenSearch search, List<Search.Found> found, List<PostId> gone, boolean missed) {
        /** The news of all searches that have some. */
        private static List<News> of(
                Collection<OpenSearch> open, Taken taken, List<PgSavedSearches.Match> matches, Map<UUID, Post> posts) {
            var bySearch = matches.stream().collect(Collectors.groupingBy(PgSavedSearches.Match::search));
            return open.stream()
                    .map(one -> of(one, taken, bySearch.getOrDefault(one.search(), List.of()), posts))
                    .filter(news -> news.missed()
                            || !news.gone().isEmpty()
                            || !news.found().isEmpty())
                    .toList();
        }

        private static News of(
                OpenSearch search, Taken taken, List<PgSavedSearches.Match> matches, Map<UUID, Post> posts) {
            var found = matches.stream()
                    .skip(Math.max(0, matches.size() - MOST_FOUND))
                    .filter(match -> posts.containsKey(match.hit().post()))
                    .map(match -> Search.found(
                            Objects.requireNonNull(posts.get(match.hit().post())), match.hit()))
                    .toList();
            return new News(search, found, taken.gone(), taken.missed() || matches.size() > MOST_FOUND);
        }
    }

    /** Something happened in a room. */
    public void happened(Recorded recorded) {
        var event = recorded.event();
        if (event instanceof RoomEvent.PostCreated created) {
            said(created.post());
        } else if (event instanceof RoomEvent.PostEdited edited) {
            said(edited.post());
        } else if (event instanceof RoomEvent.PostShown shown) {
            said(shown.post());
        } else if (event instanceof RoomEvent.PostWithdrawn withdrawn) {
            gone(withdrawn.post());
        } else if (event instanceof RoomEvent.PostHidden hidden) {
            gone(hidden.post());
        }
    }

    private synchronized void said(PostId post) {
        gone.remove(post);
        keep(said, post);
    }

    private synchronized void gone(PostId post) {
        said.remove(post);
        keep(gone, post);
    }

    private void keep(Set<PostId> waiting, PostId post) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(post);
        } else {
            missed = true;
        }
    }

    private record Taken(Set<PostId> said, List<PostId> gone, boolean missed) {
        boolean nothing() {
            return said.isEmpty() && gone.isEmpty() && !missed;
        }
    }

    private synchronized Taken take() {
        var first = new LinkedHashSet<PostId>();
        said.stream().limit(AT_ONCE).forEach(first::add);
        said.removeAll(first);
        var taken = new Taken(first, List.copyOf(gone), missed);
        gone.clear();
        missed = false;
        return taken;
    }

    /** As if it had not been taken, but for what happened to the same posts since. */
    private synchronized void giveBack(Taken taken) {
        taken.said().stream().filter(post -> !gone.contains(post)).forEach(post -> keep(said, post));
        taken.gone().stream().filter(post -> !said.contains(post)).forEach(post -> keep(gone, post));
        missed |= taken.missed();
    }

    /** Tells the open searches of what happened since the last call. What could not be looked through is, the next time. */
    public Future<Void> tell(Collection<OpenSearch> open, Consumer<News> listener) {
        var taken = take();
        if (open.isEmpty() || taken.nothing()) {
            return Future.succeededFuture();
        }
        return searches.matching(taken.said(), open, MOST_FOUND + 1)
                .compose(matches -> read(matches).map(posts -> News.of(open, taken, matches, posts)))
                .onSuccess(news -> news.forEach(listener))
                .onFailure(away -> giveBack(taken))
                .mapEmpty();
    }

    private Future<Map<UUID, Post>> read(List<PgSavedSearches.Match> matches) {
        var posts = matches.stream()
                .map(match -> new PostId(match.hit().post()))
                .distinct()
                .toList();
        return search.readable(posts, null);
    }
}
