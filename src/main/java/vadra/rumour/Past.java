package vadra.rumour;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vadra.core.EventLog;
import vadra.core.EventLog.Place;
import vadra.core.Recorded;
import vadra.core.RoomId;

/**
 * What was said before, read from the log in pages of {@value #PAGE} events and counted on other threads, so that nothing
 * else waits for it and no more than a page is held. One thing is counted at a time.
 */
final class Past {
    static final int PAGE = 500;

    private static final int MAX_ENDED = 1_000;
    /** How far back a place is taken, for events that were committed a little after later ones. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final RoomId FIRST = new RoomId(new UUID(0, 0));

    private final EventLog log;
    private final PgClaims store;
    private final RumourService.Surroundings around;
    private volatile Instant reached = Instant.MIN;

    Past(EventLog log, PgClaims store, RumourService.Surroundings around) {
        this.log = log;
        this.store = store;
        this.around = around;
    }

    /** What the past comes to. */
    private record Counted(Monitor heard, Count count, Place end) {}

    /** What the store knows of claims. */
    Future<Watching.Stored> stored() {
        return store.live(RumourService.MAX_CLAIMS)
                .compose(live -> store.in(Claim.State.MERGED, MAX_ENDED)
                        .compose(merged -> store.in(Claim.State.DISMISSED, MAX_ENDED)
                                .map(dismissed -> new Watching.Stored(
                                        live,
                                        into(live, merged),
                                        dismissed.stream().map(Claim::id).collect(Collectors.toSet())))));
    }

    private static Map<UUID, UUID> into(List<Claim> live, List<Claim> merged) {
        var slugs = live.stream().collect(Collectors.toMap(Claim::slug, Claim::id));
        var into = new HashMap<UUID, UUID>();
        merged.forEach(
                claim -> claim.standing().mergedInto().map(slugs::get).ifPresent(id -> into.put(claim.id(), id)));
        return into;
    }

    /** Lets it be known which claims there are, before anything is counted of them. */
    Future<Watching.Stored> expect(Watching watching) {
        return stored().compose(stored -> around.onThread(() -> {
            watching.expect(stored.live());
            return stored;
        }));
    }

    /** Counts all that was said, and lets the watch go on from there. */
    Future<Void> catchUp(Watching watching) {
        return expect(watching)
                .compose(this::count)
                .compose(counted -> around.onThread(() -> {
                    watching.begin(counted.heard(), counted.count());
                    return counted.end();
                }))
                .compose(end -> open(watching, end));
    }

    private Future<Counted> count(Watching.Stored stored) {
        var heard = new Monitor();
        heard.hearing().know(stored.merged(), stored.dismissed());
        return begin().compose(begin -> read(begin, heard::hear).compose(end -> {
            var anew = new Watching.Recount(stored.live(), heard.hearing().all());
            return count(anew, begin, Optional.of(end.at())).map(count -> new Counted(heard, count, end));
        }));
    }

    /** Reads on until what waits is all that is left. */
    private Future<Void> open(Watching watching, Place end) {
        return around.onThread(watching::open)
                .compose(open -> open
                        ? Future.succeededFuture()
                        : read(
                                        new Place(end.at().minus(OVERLAP), FIRST, 0),
                                        page -> around.thread().execute(() -> watching.follow(page)))
                                .compose(further -> open(watching, further)));
    }

    /** Counts anew what some claims look for. */
    Future<Void> recount(Watching watching, Watching.Recount anew) {
        return begin().compose(begin -> count(anew, begin, Optional.empty()))
                .compose(before -> around.onThread(() -> {
                    watching.watch(before);
                    return null;
                }));
    }

    /** Where the window begins now. */
    private Future<Place> begin() {
        return log.back(around.clock().instant().minus(RumourService.WINDOW), RumourService.MAX_HISTORY);
    }

    /** Hands on what is after a place, page by page; the place where there was no more. */
    private Future<Place> read(Place after, Consumer<List<Recorded>> page) {
        return log.after(after, PAGE).compose(events -> {
            if (events.isEmpty()) {
                return Future.succeededFuture(after);
            }
            var last = events.get(events.size() - 1);
            var next = new Place(last.at(), last.room(), last.seq());
            return around.workers()
                    .run(() -> {
                        page.accept(events);
                        return next;
                    })
                    .compose(done -> events.size() < PAGE ? Future.succeededFuture(done) : read(done, page));
        });
    }

    /** Counts what was said after a place; what happened later than {@code until}, where there is one, is left out. */
    private Future<Count> count(Watching.Recount anew, Place from, Optional<Instant> until) {
        var count = new Count(anew.claims());
        reached = from.at();
        return read(from, page -> {
                    Monitor.count(count, upTo(page, until), anew.heard());
                    reached = page.get(page.size() - 1).at();
                })
                .map(end -> count);
    }

    private static List<Recorded> upTo(List<Recorded> page, Optional<Instant> until) {
        return page.stream()
                .filter(one -> until.isEmpty() || !one.at().isAfter(until.get()))
                .toList();
    }

    /** How far the newest count has come; where the window begins, before there is one. */
    Instant reached() {
        return reached.equals(Instant.MIN) ? around.clock().instant().minus(RumourService.WINDOW) : reached;
    }
}
