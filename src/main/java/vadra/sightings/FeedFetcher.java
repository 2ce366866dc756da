package vadra.sightings;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads feeds.
 *
 * <p>Implementers promise: no address is called that is not on the public internet, none that a feed sends on to, and each
 * reading ends within 15 seconds and a megabyte. What goes wrong is a status, never a failure.
 */
public interface FeedFetcher {
    /** Fails with {@link vadra.core.Problem.Invalid} when an address may not be called. */
    Future<Void> check(URI url);

    /** Reads a feed, if it has changed. */
    Future<Fetched> fetch(Feed feed);

    /** What came of a reading; entries newest first, at most 100. */
    record Fetched(Feed.Status status, String etag, String lastModified, List<Entry> entries) {
        public Fetched {
            entries = List.copyOf(entries);
        }

        /** A reading that brought nothing. */
        public static Fetched nothing(Feed.Status status) {
            return new Fetched(status, "", "", List.of());
        }
    }

    /**
     * An entry of a feed.
     *
     * @param id its name in the feed
     * @param text what it says, without markup
     */
    record Entry(String id, String title, Optional<String> url, String text, Optional<Instant> at) {}
}
