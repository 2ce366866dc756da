package vadra.rumour;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import vadra.core.Actor;
import vadra.core.EventLog;
import vadra.core.Problem;
import vadra.core.Recorded;
import vadra.discussion.NewRoom;
import vadra.discussion.Words;

/** The watch for claims: names them, counts them, and answers the desk. All counting is done on one thread. */
public final class RumourService {
    /** How far back a claim counts when it is named or the server starts. */
    public static final Duration WINDOW = Duration.ofHours(24);
    /** The most events that are read for it. */
    public static final int MAX_HISTORY = 200_000;
    /** The most claims that are watched at once. */
    public static final int MAX_CLAIMS = 100;

    private final PgClaims store;
    private final EventLog log;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final Executor thread;
    private final Monitor monitor = new Monitor();
    private List<Claim> claims = List.of();

    /**
     * Wires the service.
     *
     * @param thread runs what it is given one by one; the log's tail runs on it too
     */
    public RumourService(Pool pool, EventLog log, Clock clock, Supplier<UUID> ids, Executor thread) {
        this.store = new PgClaims(pool);
        this.log = log;
        this.clock = clock;
        this.ids = ids;
        this.thread = thread;
    }

    /** A claim and what is known of it now. */
    public record Watched(Claim claim, Reading reading) {}

    /** What a member of staff says of a claim. */
    public record NewClaim(String title, List<String> phrases, Claim.Match match, Claim.Stems language) {
        public NewClaim {
            phrases = List.copyOf(phrases);
        }
    }

    /** Counts anew, from the log, what the stored claims look for. */
    public Future<Void> start() {
        return store.all()
                .compose(stored -> history()
                        .compose(history -> onThread(() -> {
                            stored.stream()
                                    .filter(claim -> claim.retiredAt().isEmpty())
                                    .limit(MAX_CLAIMS)
                                    .forEach(claim -> monitor.watch(claim, history));
                            claims = stored;
                            return null;
                        })));
    }

    private Future<List<Recorded>> history() {
        return log.since(clock.instant().minus(WINDOW), MAX_HISTORY);
    }

    /** Takes an event of the log. Called on the service's thread. */
    public void onRecorded(Recorded recorded) {
        monitor.add(recorded);
    }

    /** Every watched claim as it stands now. Called on the service's thread. */
    public List<Watched> readings() {
        var now = clock.instant();
        var readings = monitor.readings(now);
        var watched = new ArrayList<Watched>();
        for (var claim : claims) {
            var reading = readings.get(claim.id());
            if (reading != null) {
                watched.add(new Watched(claim, reading));
            }
        }
        return watched;
    }

    /** All claims that are watched, at most {@link #MAX_CLAIMS}. */
    public Future<List<Watched>> watched() {
        return onThread(this::readings);
    }

    /** Watches for a claim from now on, and counts what was said in the last {@link #WINDOW}. */
    public Future<Watched> name(Actor actor, NewClaim given) {
        var title = Words.normal("title", given.title());
        var claim = new Claim(
                ids.get(),
                NewRoom.slugOf(title),
                title,
                given.phrases().stream()
                        .map(phrase -> Words.normal("phrases", phrase))
                        .toList(),
                given.match(),
                given.language(),
                clock.instant(),
                Optional.empty());
        return onThread(() -> claims.stream()
                        .filter(known -> known.retiredAt().isEmpty())
                        .count())
                .compose(count -> {
                    if (count >= MAX_CLAIMS) {
                        throw Problem.conflict("No more than " + MAX_CLAIMS + " claims are watched at once.");
                    }
                    return store.add(claim, actor.id());
                })
                .compose(added -> {
                    if (!added) {
                        throw Problem.conflict("There is a claim by that name already.");
                    }
                    return history();
                })
                .compose(history -> onThread(() -> begin(claim, history)));
    }

    private Watched begin(Claim claim, List<Recorded> history) {
        monitor.watch(claim, history);
        var more = new ArrayList<>(claims);
        more.add(0, claim);
        claims = List.copyOf(more);
        var now = clock.instant();
        var unused = monitor.readings(now);
        return new Watched(
                claim, monitor.ask(claim.id(), tally -> tally.reading(now)).orElseThrow());
    }

    /** One claim by its name; fails with {@link Problem.NotFound} when nobody watches for it. */
    public Future<Watched> claim(String slug) {
        return watched()
                .map(all -> all.stream()
                        .filter(one -> one.claim().slug().equals(slug))
                        .findAny()
                        .orElseThrow(() -> Problem.notFound("claim", slug)));
    }

    /** Stops watching; the claim and its record stay. */
    public Future<Void> retire(String slug) {
        return claim(slug)
                .compose(one -> store.retire(one.claim().id(), clock.instant())
                        .compose(done -> onThread(() -> {
                            monitor.forget(one.claim().id());
                            claims = claims.stream()
                                    .filter(claim ->
                                            !claim.id().equals(one.claim().id()))
                                    .toList();
                            return null;
                        })));
    }

    /** A claim's minutes, oldest first. */
    public Future<List<Minutes.Minute>> minutes(String slug) {
        return claim(slug)
                .compose(one -> onThread(
                        () -> monitor.ask(one.claim().id(), Tally::minutes).orElse(List.of())));
    }

    /**
     * The posts behind a claim's numbers, newest first, at most 200.
     *
     * @param minute the start of the one minute that is asked for, or nothing for all
     */
    public Future<List<Sighting>> sightings(String slug, Optional<Instant> minute) {
        return claim(slug)
                .compose(one ->
                        onThread(() -> monitor.ask(one.claim().id(), Tally::sightings).orElse(List.of()).stream()
                                .filter(sighting -> minute.isEmpty() || isWithin(sighting.at(), minute.get()))
                                .limit(200)
                                .toList()));
    }

    private static boolean isWithin(Instant at, Instant minute) {
        return !at.isBefore(minute) && at.isBefore(minute.plusSeconds(60));
    }

    private <T> Future<T> onThread(Supplier<T> work) {
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
