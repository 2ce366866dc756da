package vadra.qa;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.RoomId;

/** Opens sittings and moves them in time. Any member opens one, its hosts lead it. Safe for use by any thread. */
public final class Sittings {
    /** Signs that nobody mistakes for others, on a wall or read aloud. */
    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int CODE_LENGTH = 6;
    private static final Pattern CODE = Pattern.compile("[a-z0-9]{6}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PgSittings rows;
    private final PgRecaps recaps;
    private final Clock clock;
    private final Supplier<UUID> ids;

    public Sittings(Pool pool, Clock clock, Supplier<UUID> ids) {
        this.rows = new PgSittings(pool);
        this.recaps = new PgRecaps(pool);
        this.clock = clock;
        this.ids = ids;
    }

    /** The time by which states are told. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Up to 50 that run or are to come, soonest first, and behind them up to 50 of the past, newest first. */
    public Future<List<Sitting>> all() {
        return rows.all(now());
    }

    /** The newest that stand under an article or a talk, at most 20. */
    public Future<List<Sitting>> under(String room) {
        return rows.under(room);
    }

    /** Ended ones of a host whose open questions nobody took over, newest first, at most 20. */
    public Future<List<Sitting>> owing(MemberId host) {
        return rows.owing(host, now());
    }

    /** One; fails with {@link Problem.NotFound} when there is none by that name. */
    public Future<Sitting> sitting(String slug) {
        return rows.bySlug(slug).map(found -> found.orElseThrow(() -> Problem.notFound("Q&A", slug)));
    }

    /** The slug that a short link means; fails with {@link Problem.NotFound} when it means none. */
    public Future<String> slugOf(String code) {
        return CODE.matcher(code).matches()
                ? rows.slugOf(code).map(found -> found.orElseThrow(() -> Problem.notFound("short link", code)))
                : Future.failedFuture(Problem.notFound("short link", code));
    }

    /** What came of its questions, at most 1000 of them. */
    public Future<Recap> recap(Sitting sitting) {
        return recaps.of(sitting.room());
    }

    /** Opens one, at once; fails with {@link Problem.Conflict} when its name is taken. */
    public Future<Sitting> open(Actor by, NewSitting asked) {
        var code = code();
        var named = asked.normal(code);
        return rows.open(by.id(), new RoomId(ids.get()), named, code, now())
                .compose(done -> sitting(Objects.requireNonNull(named.slug())));
    }

    /** Moves one in time; fails with {@link Problem.Forbidden} for all but its hosts. */
    public Future<Sitting> move(Actor by, String slug, SittingMove move) {
        return sitting(slug)
                .compose(one -> rows.move(by.id(), one.room(), move, now()))
                .compose(done -> sitting(slug));
    }

    /** Takes no more questions a week after the end of a sitting; the result is how many were closed now. */
    public Future<Integer> close() {
        return rows.close(now());
    }

    private static String code() {
        return RANDOM.ints(CODE_LENGTH, 0, SIGNS.length())
                .mapToObj(place -> String.valueOf(SIGNS.charAt(place)))
                .collect(Collectors.joining());
    }
}
