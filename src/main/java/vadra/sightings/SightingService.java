package vadra.sightings;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.discussion.Words;

/** What is seen outside of the network: put down by hand, read from feeds, or sent by other systems. */
public final class SightingService {
    private static final Logger LOG = LoggerFactory.getLogger(SightingService.class);
    private static final int REMEMBERED = 200;

    private final PgSightings store;
    private final PgFeeds feeds;
    private final Claims claims;
    private final FeedFetcher fetcher;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final Set<UUID> told = new LinkedHashSet<>();
    private Instant toldUntil;
    private boolean reading;

    /** What the service needs to know of claims. */
    public interface Claims {
        /** The id of a claim; fails with {@link Problem.NotFound} when there is none by that name. */
        Future<UUID> idOf(String slug);

        /** The watched claims whose phrases a text holds. */
        Future<Set<UUID>> in(String text);
    }

    public SightingService(Pool pool, Claims claims, FeedFetcher fetcher, Clock clock, Supplier<UUID> ids) {
        this.store = new PgSightings(pool);
        this.feeds = new PgFeeds(pool);
        this.claims = claims;
        this.fetcher = fetcher;
        this.clock = clock;
        this.ids = ids;
        this.toldUntil = clock.instant();
    }

    /** Puts down what a member of staff saw or heard; of the claim that they name, or of those whose phrases it holds. */
    public Future<Sighting> add(Actor actor, Optional<String> claim, Sighting.Seen given, Optional<Instant> seenAt) {
        var seen = normal(given);
        var origin = new PgSightings.Origin(Sighting.Via.HAND, null, null, actor.id());
        return claim.map(slug -> claims.idOf(slug).map(Set::of))
                .orElseGet(() -> claims.in(seen.title() + "\n" + seen.note()))
                .compose(of -> store.add(ids.get(), origin, seen, times(seenAt), of))
                .compose(this::one);
    }

    /** Takes what another system sent; the same name again is the same sighting. */
    public Future<UUID> receive(String name, Sighting.Seen given, Optional<Instant> seenAt) {
        var seen = normal(given);
        var origin = new PgSightings.Origin(Sighting.Via.HOOK, "hook " + name, null, null);
        return claims.in(seen.title() + "\n" + seen.note())
                .compose(of -> store.add(ids.get(), origin, seen, times(seenAt), of));
    }

    private PgSightings.Times times(Optional<Instant> seenAt) {
        var now = clock.instant();
        return new PgSightings.Times(seenAt.filter(at -> at.isBefore(now)).orElse(now), now);
    }

    private static Sighting.Seen normal(Sighting.Seen seen) {
        var note = seen.note().isBlank() ? "" : Words.normal("note", seen.note());
        return new Sighting.Seen(
                seen.source(), Words.normal("title", seen.title()), seen.url().map(SightingService::web), note);
    }

    /** An address that a page may link to. */
    private static String web(String text) {
        if (!text.matches("https?://[^\\s\"<>]+")) {
            throw Problem.invalid("url", "an http or https address");
        }
        return text;
    }

    private Future<Sighting> one(UUID id) {
        return store.one(id).map(found -> found.orElseThrow(() -> Problem.notFound("sighting", id.toString())));
    }

    /** Newest first; of a claim, or those that belong to none, or all. */
    public Future<List<Sighting>> list(String claim, boolean loose, int limit) {
        return store.list(claim, loose, limit);
    }

    /** Says to which claims a sighting belongs. */
    public Future<Sighting> assign(UUID sighting, List<String> slugs) {
        return Future.all(slugs.stream().map(claims::idOf).toList())
                .compose(found -> one(sighting).compose(known -> store.assign(sighting, found.list())))
                .compose(done -> one(sighting));
    }

    /** Gives one claim's sightings to another. */
    public Future<Void> move(UUID from, UUID to) {
        return store.move(from, to);
    }

    /** How many each claim has. */
    public Future<Map<UUID, Integer>> counts() {
        return store.counts();
    }

    /** The feeds that are read. */
    public Future<List<Feed>> feeds() {
        return feeds.all();
    }

    /** Reads a feed from now on; fails with {@link Problem.Invalid} when its address may not be called. */
    public Future<Feed> addFeed(Actor actor, URI url, Sighting.Source source) {
        var id = ids.get();
        return fetcher.check(url)
                .compose(may -> feeds.add(id, url, source, actor.id(), clock.instant()))
                .compose(added -> {
                    if (!added) {
                        throw Problem.conflict("It is read already, or " + PgFeeds.MAX + " feeds are.");
                    }
                    return feeds.all();
                })
                .map(all -> all.stream()
                        .filter(feed -> feed.id().equals(id))
                        .findAny()
                        .orElseThrow());
    }

    /** Reads a feed no more. */
    public Future<Void> removeFeed(UUID id) {
        return feeds.remove(id).map(removed -> {
            if (!removed) {
                throw Problem.notFound("feed", id.toString());
            }
            return null;
        });
    }

    /** Reads the feeds whose time has come; a call before the last one has ended does nothing. */
    public Future<Void> readFeeds() {
        if (reading) {
            return Future.succeededFuture();
        }
        reading = true;
        return feeds.take(clock.instant())
                .compose(due -> Future.join(due.stream().map(this::read).toList()))
                .eventually(() -> {
                    reading = false;
                    return Future.succeededFuture();
                })
                .mapEmpty();
    }

    private Future<Void> read(Feed feed) {
        return fetcher.fetch(feed).compose(fetched -> {
            LOG.debug(
                    "feed.read feed={} status={} entries={}",
                    feed.id(),
                    fetched.status(),
                    fetched.entries().size());
            Future<?> taken = Future.join(
                    fetched.entries().stream().map(entry -> take(feed, entry)).toList());
            return taken.compose(done -> feeds.read(feed, clock.instant(), fetched));
        });
    }

    private Future<?> take(Feed feed, FeedFetcher.Entry entry) {
        return claims.in(entry.title() + "\n" + entry.text())
                .compose(of -> of.isEmpty()
                        ? Future.succeededFuture()
                        : store.add(ids.get(), origin(feed, entry), seen(feed, entry), times(entry.at()), of));
    }

    private static PgSightings.Origin origin(Feed feed, FeedFetcher.Entry entry) {
        var name = UUID.nameUUIDFromBytes(entry.id().getBytes(StandardCharsets.UTF_8));
        return new PgSightings.Origin(Sighting.Via.FEED, "feed " + feed.id() + " " + name, feed.id(), null);
    }

    private static Sighting.Seen seen(Feed feed, FeedFetcher.Entry entry) {
        return new Sighting.Seen(
                feed.source(),
                cut(entry.title(), 300),
                entry.url().filter(url -> url.matches("https?://\\S{1,1990}")),
                "");
    }

    private static String cut(String text, int most) {
        var plain = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        int end = plain.offsetByCodePoints(0, Math.min(most, plain.codePointCount(0, plain.length())));
        return plain.isEmpty() ? "–" : plain.substring(0, end);
    }

    /** Tells of the sightings that were added since the last call, on whichever node. */
    public Future<Void> tell(Consumer<Sighting> listener) {
        // A little back, since a row may be seen later than one that was begun after it.
        return store.since(toldUntil.minusSeconds(5)).map(found -> {
            for (var sighting : found) {
                if (told.add(sighting.id())) {
                    listener.accept(sighting);
                }
                toldUntil = sighting.addedAt().isAfter(toldUntil) ? sighting.addedAt() : toldUntil;
            }
            forget(told);
            return null;
        });
    }

    private static void forget(Collection<UUID> told) {
        var extra = new ArrayList<>(told).subList(0, Math.max(0, told.size() - REMEMBERED));
        told.removeAll(Set.copyOf(extra));
    }
}
