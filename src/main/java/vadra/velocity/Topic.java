package vadra.velocity;

import java.util.Optional;
import vadra.core.MemberId;

/**
 * All that is counted of one topic, and its level. Pure: the same calls in the same order give the same state, bit by bit.
 *
 * <p>Order: posts come in the order of their time, or up to {@value #LATE_MILLIS} ms late; those count at the state's own
 * clock. Later ones count in the totals only. A post given again, of the last {@value Seen#SURE} at least, changes nothing;
 * that no older one comes again is for the reader of the log to see to, by the sequence of the room. Reading changes
 * nothing. Not for several threads.
 *
 * <p>Cost: O(1) per post, but O(depth) for the shape; about 4 KB and the two sketches, at most 70 KB for a topic of
 * thousands.
 */
public final class Topic {
    /** How late a post may be and still count for speed and spreading. */
    public static final long LATE_MILLIS = 120_000;

    /** A topic is taken to have been silent for a day before it began; else its beginning would be its normal state. */
    private static final long SILENCE_MILLIS = 86_400_000;

    private static final long BIN_MILLIS = 60_000;

    private final long origin;
    private final Kernel kernel;
    private final Seen seen = new Seen();
    private final Authors authors = new Authors();
    private final Flow flow = new Flow();
    private final Spread spread;
    private final Bins bins = new Bins();
    private final Reach reach = new Reach();
    private final Shape shape = new Shape();
    private final Spike spike = new Spike(1);
    private final Ladder ladder = new Ladder();
    private long clock;
    private long ticked;
    private long closed;
    private long first = Long.MAX_VALUE;
    private long posts;
    private long carrying;
    private long replies;

    /**
     * Nothing counted.
     *
     * @param began when the topic was named, or the time of its first post, in milliseconds since 1970; the same on all
     *     nodes that are to be merged
     */
    public Topic(long began, Kernel kernel) {
        this.origin = began - SILENCE_MILLIS;
        this.kernel = kernel;
        this.spread = new Spread(kernel);
    }

    /** Counts a post; false when it was counted before. */
    public boolean add(Occurrence post) {
        long key = Index.key(post.post().value());
        if (!seen.add(key)) {
            return false;
        }
        long now = post.at() - origin;
        long author = Index.key(post.author().value());
        boolean followed = total(post, key, author, now);
        if (now >= clock - LATE_MILLIS) {
            advance(now);
            count(post, author, followed);
        }
        return true;
    }

    /** Notes that a member has met a post of the topic. */
    public void viewed(MemberId viewer) {
        reach.viewer(Index.key(viewer.value()));
    }

    /**
     * Lets the level follow, once a second of event time or so; empty when it stays. Earlier than the last one is ignored.
     *
     * @param at milliseconds since 1970
     */
    public Optional<LevelChange> tick(long at, Scale scale) {
        long now = at - origin;
        if (now < ticked) {
            return Optional.empty();
        }
        ticked = now;
        closeBins(now);
        var signs = signs(at);
        var before = ladder.level();
        ladder.step(now, Levels.supported(signs, scale));
        var after = ladder.level();
        return before == after
                ? Optional.empty()
                : Optional.of(new LevelChange(
                        at,
                        before,
                        after,
                        signs,
                        scale,
                        reading(at),
                        Levels.missing(after, signs, scale),
                        Levels.support(after, signs, scale)));
    }

    /** Why the level is what it is, at a moment, in the form of a change from it to itself. */
    public LevelChange standing(long at, Scale scale) {
        var level = ladder.level();
        var signs = signs(at);
        return new LevelChange(
                at,
                level,
                level,
                signs,
                scale,
                reading(at),
                Levels.missing(level, signs, scale),
                Levels.support(level, signs, scale));
    }

    /** Mentions a minute that are usual of it, over an hour. */
    public double usualPerMinute() {
        return spike.usualPerMinute();
    }

    /** Mentions a minute from which on an hour of them would be unusual by itself. */
    public double unusualPerMinute() {
        return spike.unusualPerMinute();
    }

    /** The level, as of the last tick. */
    public Level level() {
        return ladder.level();
    }

    /** Every figure at a moment; one before the last post is taken as that. */
    public Reading reading(long at) {
        double ahead = ahead(at);
        double age = age(at);
        var posterior = spread.posterior(ahead);
        var growth = Reading.Growth.of(posterior, kernel);
        var pace = flow.pace(ahead, age);
        return new Reading(
                at,
                ladder.level(),
                counts(at),
                pace,
                spike.unusual(),
                spike.alerts(),
                growth,
                carrying > 0 && age >= Forecast.YOUNGEST
                        ? Optional.of(Forecast.of(features(at), age))
                        : Optional.empty(),
                new Reading.Form(
                        shape.depth(),
                        shape.breadth(),
                        shape.virality(),
                        shape.viralityExcess(),
                        posterior.mean() * spread.toCome(ahead)),
                flow.doubt(ahead, age));
    }

    private Reading.Counts counts(long at) {
        return new Reading.Counts(
                posts,
                carrying,
                reach.authors(),
                reach.viewers(),
                authors.recent(Math.max(clock, at - origin)),
                reach.rooms(),
                reach.roomsCrossed());
    }

    /** The figures that decide the level, at a moment. */
    public Signs signs(long at) {
        double ahead = ahead(at);
        return new Signs(
                flow.pace(ahead, age(at)).fast(),
                spike.unusual(),
                spike.high(),
                spread.posterior(ahead).above(1),
                reach.authors(),
                reach.roomsCrossed(),
                flow.doubtShare(ahead),
                flow.cues(ahead),
                authors.recent(Math.max(clock, at - origin)));
    }

    /** What a forecast is made of, at a moment. */
    public Forecast.Features features(long at) {
        var pace = flow.pace(ahead(at), age(at));
        return new Forecast.Features(
                (double) carrying, pace.fast(), pace.slow(), (double) replies, (double) shape.deeperThan(1));
    }

    /**
     * Adds what another node counted of the same topic, of other rooms; the other stays as it is. Sums, sketches, people
     * and rooms are joined exactly; the level and the memory of what is usual stay this one's, who judges.
     */
    public void merge(Topic other) {
        if (other.origin != origin || !other.kernel.equals(kernel)) {
            throw new IllegalArgumentException("only a topic of the same beginning and kernel is merged");
        }
        advance(other.clock);
        double behind = (clock - other.clock) / 1000.0;
        flow.merge(other.flow, behind);
        spread.merge(other.spread, behind);
        bins.merge(other.bins);
        seen.merge(other.seen);
        authors.merge(other.authors);
        reach.merge(other.reach);
        shape.merge(other.shape);
        first = Math.min(first, other.first);
        posts += other.posts;
        carrying += other.carrying;
        replies += other.replies;
    }

    /** The whole state as bytes: equal when, and only when, two topics are in the same state. */
    public byte[] state() {
        var state = new State();
        for (long number : new long[] {clock, ticked, closed, first, posts, carrying, replies}) {
            state.put(number);
        }
        seen.write(state);
        authors.write(state);
        flow.write(state);
        spread.write(state);
        bins.write(state);
        reach.write(state);
        shape.write(state);
        spike.write(state);
        ladder.write(state);
        return state.bytes();
    }

    /** What counts however late it is; true when somebody else had carried it in that room before. */
    private boolean total(Occurrence post, long key, long author, long now) {
        posts++;
        if (!post.stance().carries()) {
            return false;
        }
        first = Math.min(first, Math.max(0, now));
        reach.author(author);
        shape.add(
                key, post.parent() == null ? 0 : Index.key(post.parent().value()), post.parent() != null, post.depth());
        return reach.enter(post.room(), author);
    }

    private void count(Occurrence post, long author, boolean followed) {
        var worth = authors.admit(author, clock, post.stance().carries());
        if (worth == Authors.Worth.NOTHING) {
            return;
        }
        flow.post(post.stance());
        if (!post.stance().carries()) {
            return;
        }
        carrying++;
        replies += post.kind() == Kind.REPLY ? 1 : 0;
        bins.add(clock / BIN_MILLIS, 1);
        spread.add(post.parent() == null && !followed);
        if (worth == Authors.Worth.CARRIER) {
            flow.carrier();
        }
    }

    private void advance(long now) {
        if (now > clock) {
            double seconds = (now - clock) / 1000.0;
            flow.advance(seconds);
            spread.advance(seconds);
            clock = now;
            closeBins(now);
        }
    }

    private void closeBins(long now) {
        while (closed < now / BIN_MILLIS) {
            var unused = spike.close(bins, closed++);
        }
    }

    private double ahead(long at) {
        return Math.max(0, at - origin - clock) / 1000.0;
    }

    private double age(long at) {
        return first == Long.MAX_VALUE ? 0 : Math.max(0, Math.max(clock, at - origin) - first) / 1000.0;
    }
}
