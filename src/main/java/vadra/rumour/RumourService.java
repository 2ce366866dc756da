package vadra.rumour;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.EventLog;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.Recorded;
import vadra.core.RoomId;
import vadra.exposure.ExposureService;
import vadra.velocity.Level;

/** The watch for claims: counts them from the log, proposes new ones, and asks for alerts. Counting is done on one thread. */
public final class RumourService {
    /** How far back a claim counts when it is named or the server starts. */
    public static final Duration WINDOW = Duration.ofHours(24);
    /** The most events that are read for it. */
    public static final int MAX_HISTORY = 200_000;
    /** More are not watched at once. */
    public static final int MAX_CLAIMS = 1_000;
    /** So many claims are in one sending of readings. */
    public static final int MAX_SENT = 100;

    private static final Logger LOG = LoggerFactory.getLogger(RumourService.class);

    private final PgClaims store;
    private final PgChanges changes;
    private final Proposals proposals;
    private final Past past;
    private final ExposureService exposure;
    private final Surroundings around;
    private final Watching watching = new Watching();
    private final Lag lag = new Lag();
    private long versions = -1;
    private Future<Void> refreshing = Future.succeededFuture();

    /**
     * What the service needs to know of its surroundings.
     *
     * @param thread runs what it is given one by one, in order
     * @param proof evidence as a JSON object
     */
    public record Surroundings(
            Clock clock, Supplier<UUID> ids, Executor thread, Workers workers, Function<Evidence, String> proof) {
        /** Does something on the thread. */
        <T> Future<T> onThread(Supplier<T> work) {
            var done = Promise.<T>promise();
            thread.execute(() -> {
                try {
                    done.complete(work.get());
                } catch (RuntimeException failure) {
                    done.fail(failure);
                }
            });
            return done.future();
        }
    }

    /** Threads for long work. */
    public interface Workers {
        /** Does some work on a thread of its own. */
        <T> Future<T> run(Supplier<T> work);
    }

    /** Who raises alerts. Asked again when that fails. */
    public interface Alarm {
        /** A claim rose to where an alert is wanted; asked for again, it is the same alert. */
        Future<Void> crossed(Claim claim, Evidence evidence);

        /** A claim with an alert stands at a level now. */
        Future<Void> rose(Claim claim, Level level);
    }

    /**
     * What is sent to the desks at once.
     *
     * @param whole whether it is all that the wall shows
     * @param catchingUp how far the log is counted, while it is still being counted after a start
     */
    public record Sending(List<Watched> claims, boolean whole, Optional<Instant> catchingUp) {}

    /** A claim and what is known of it now. */
    public record Watched(Claim claim, Reading reading) {}

    /**
     * What came of counting for a while.
     *
     * @param changed claims that something was said of, as they stand now
     * @param moved claims that changed their level, and why
     */
    public record Turn(List<Watched> changed, Map<Claim, List<Evidence>> moved) {}

    public RumourService(Pool pool, EventLog log, ExposureService exposure, Surroundings around) {
        this.store = new PgClaims(pool);
        this.changes = new PgChanges(pool);
        this.proposals = new Proposals(store, around.clock());
        this.past = new Past(log, store, around);
        this.exposure = exposure;
        this.around = around;
    }

    /** Learns which claims there are. What was said of them is counted by {@link #refresh} then. */
    public Future<Void> start() {
        return past.expect(watching).mapEmpty();
    }

    /** Takes an event of the log. Called on the service's thread. */
    public void onRecorded(Recorded recorded) {
        watching.add(recorded);
    }

    /**
     * Catches up with the log after the start, and sees what staff did with claims, here or on another node; returns when it
     * is counted.
     */
    public synchronized Future<Void> refresh() {
        // One after the other, so that what was read last is what holds.
        refreshing = refreshing.transform(before -> watching.isOpen() ? see() : past.catchUp(watching));
        return refreshing;
    }

    private Future<Void> see() {
        return store.versions()
                .compose(now -> now == versions
                        ? Future.succeededFuture()
                        : past.stored()
                                .compose(stored -> onThread(() -> watching.know(stored)))
                                .compose(anew ->
                                        anew.isEmpty() ? Future.succeededFuture() : past.recount(watching, anew.get()))
                                .onSuccess(done -> versions = now));
    }

    /**
     * Counts what is old enough, and does what follows from it. Called on the service's thread.
     *
     * @param keeps whether this node is the one that proposes claims, writes levels down and raises alerts; what another
     *     should do is remembered for {@link Watching#REMEMBERED}, in case it stops
     */
    public Turn turn(Alarm alarm, boolean keeps) {
        if (!watching.isOpen()) {
            return new Turn(List.of(), Map.of());
        }
        var now = around.clock().instant();
        var moved = new HashMap<Claim, List<Evidence>>();
        for (var change : watching.settle(now)) {
            moved.computeIfAbsent(change.claim(), fresh -> new ArrayList<>()).add(change.evidence());
        }
        moved.forEach((claim, evidence) -> watching.hold(now, () -> write(claim, evidence)));
        watching.monitor().hearing().takeFound().forEach(found -> watching.hold(now, () -> propose(found)));
        if (keeps) {
            watching.act();
            watching.ask(now, alarm);
        }
        return new Turn(changed(now), moved);
    }

    private List<Watched> changed(Instant now) {
        var changed = watching.monitor().count().takeTouched().stream()
                .map(id -> watching.monitor().count().tally(id))
                .flatMap(Optional::stream)
                .filter(tally -> tally.claim().standing().shown())
                .limit(MAX_SENT)
                .map(tally -> watched(tally, now))
                .toList();
        changed.stream()
                .flatMap(one -> one.reading().lastAt().stream())
                .max(Instant::compareTo)
                .ifPresent(at -> lag.add(now, at));
        return changed;
    }

    private void propose(Hearing.Found found) {
        proposals
                .add(found, watching.monitor().count())
                .compose(added -> refresh())
                .onFailure(away -> LOG.warn("claim.not-proposed cause={}", away.toString()));
    }

    private void write(Claim claim, List<Evidence> moved) {
        Future<?> before = Future.succeededFuture();
        for (var evidence : moved) {
            var change = evidence.change();
            var row = new ClaimDesk.LevelRow(
                    Instant.ofEpochMilli(change.at()),
                    change.from(),
                    change.to(),
                    around.proof().apply(evidence));
            before = before.compose(done -> changes.add(claim.id(), row));
        }
        before.onFailure(away -> LOG.warn("level.not-written claim={} cause={}", claim.id(), away.toString()));
    }

    /** What the wall shows, at most {@link #MAX_SENT} claims. Called on the service's thread. */
    public Sending whole() {
        var now = around.clock().instant();
        var wall = watching.wall(MAX_SENT).stream()
                .map(tally -> watched(tally, now))
                .toList();
        return new Sending(wall, true, catchingUp());
    }

    Watched watched(Tally tally, Instant now) {
        return new Watched(
                tally.claim(),
                tally.reading(now).exposedTo(exposure.estimate(tally.claim().id())));
    }

    /** A member was shown posts. */
    public void read(MemberId reader, List<PostId> posts) {
        around.thread()
                .execute(() -> posts.forEach(post -> watching.monitor()
                        .count()
                        .claimsOf(post)
                        .forEach(claim -> exposure.shown(claim, List.of(reader)))));
    }

    /** The claims that were said in each room since the last call. Called on the service's thread. */
    public Map<RoomId, Set<UUID>> takeSaid() {
        return watching.monitor().count().takeSaid();
    }

    /** The ids of the claims that are watched. Called on the service's thread. */
    public Set<UUID> watchedIds() {
        return watching.claims().stream().map(Claim::id).collect(Collectors.toSet());
    }

    /** Whether one more claim can be watched. */
    Future<Boolean> room() {
        return onThread(() -> watching.claims().size() < MAX_CLAIMS);
    }

    /** One claim by its name; fails with {@link Problem.NotFound} when nobody watches for it. */
    Future<Watched> claim(String slug) {
        var now = around.clock().instant();
        return onThread(() -> watched(tally(slug), now));
    }

    /** The tally of a watched claim, on the thread. */
    Tally tally(String slug) {
        return watching.monitor().count().tallies().stream()
                .filter(tally -> tally.claim().slug().equals(slug))
                .findAny()
                .orElseThrow(() -> Problem.notFound("claim", slug));
    }

    /** While the log is still being counted after a start: how far that has come. Called on the service's thread. */
    public Optional<Instant> catchingUp() {
        return watching.isOpen() ? Optional.empty() : Optional.of(past.reached());
    }

    Watching watching() {
        return watching;
    }

    Lag lag() {
        return lag;
    }

    PgClaims store() {
        return store;
    }

    PgChanges changes() {
        return changes;
    }

    Surroundings around() {
        return around;
    }

    <T> Future<T> onThread(Supplier<T> work) {
        return around.onThread(work);
    }
}
