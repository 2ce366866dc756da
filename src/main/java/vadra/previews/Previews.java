package vadra.previews;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import vadra.core.Problem;

/**
 * Previews of links, read by the server, so that no reader's browser calls a page that somebody else linked to. What a page
 * said is kept for {@value #KEPT_DAYS} days; nothing is kept of who asked. At most {@value #AT_ONCE} pages are read at once:
 * whoever asks for one more gets none, since a post needs no preview. Safe for use by any thread.
 */
public final class Previews {
    static final int AT_ONCE = 16;
    static final int KEPT_DAYS = 30;
    private static final Duration FRESH = Duration.ofHours(12);
    /** A page that was away may be back soon. */
    private static final Duration AWAY = Duration.ofMinutes(10);

    private final PgPreviews kept;
    private final PageFetcher pages;
    private final Clock clock;
    private final Map<URI, Future<Optional<Preview>>> underWay = new ConcurrentHashMap<>();

    public Previews(Pool pool, PageFetcher pages, Clock clock) {
        this.kept = new PgPreviews(pool);
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * What a page says of itself.
     *
     * @return nothing where it says nothing or cannot be read; fails with {@link Problem.Invalid} for what is no address
     */
    public Future<Optional<Preview>> of(String url) {
        if (url.length() > Preview.MOST_URL) {
            throw Problem.invalid("url", "at most " + Preview.MOST_URL + " characters");
        }
        var address = pages.address(url);
        return keptOr(address, this::read);
    }

    private Future<Optional<Preview>> keptOr(URI address, Function<URI, Future<Optional<Preview>>> otherwise) {
        return kept.find(address.toString())
                .compose(found -> found.filter(this::fresh)
                        .map(one -> Future.succeededFuture(one.preview()))
                        .orElseGet(() -> otherwise.apply(address)));
    }

    private boolean fresh(PgPreviews.Kept one) {
        var age = one.preview().isPresent() ? FRESH : AWAY;
        return one.at().plus(age).isAfter(clock.instant());
    }

    private Future<Optional<Preview>> read(URI address) {
        if (underWay.size() >= AT_ONCE && !underWay.containsKey(address)) {
            return Future.succeededFuture(Optional.empty());
        }
        // Whoever had it read between the first look and this one has kept it.
        var mine = underWay.computeIfAbsent(address, one -> keptOr(one, this::fetch));
        return mine.onComplete(done -> underWay.remove(address, mine));
    }

    private Future<Optional<Preview>> fetch(URI address) {
        return pages.fetch(address)
                .compose(page ->
                        kept.keep(address.toString(), page, clock.instant()).map(page));
    }

    /** What a page said when somebody looked; nothing where nobody has. */
    public Future<Optional<Preview>> seen(String url) {
        return kept.find(url).map(found -> found.flatMap(PgPreviews.Kept::preview));
    }

    /** Forgets what is old; posts keep what they carry. */
    public Future<Void> forget() {
        return kept.forget(clock.instant().minus(Duration.ofDays(KEPT_DAYS)));
    }
}
