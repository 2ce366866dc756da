package vadra.door;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vadra.community.Session;
import vadra.core.Problem;

/**
 * How often one address or one member may do a thing. Looks at who and how often, never at what is said. Each kind
 * remembers the {@value #MAX_REMEMBERED} that came last. Safe for use by any thread.
 */
public final class RateLimits {
    private static final int MAX_REMEMBERED = 20_000;
    private static final int NOTICES_PER_HOUR = 10;
    private static final int SEARCHES_PER_MINUTE = 120;
    private static final int MARKS_PER_MINUTE = 240;
    private static final int MENTIONS_PER_MINUTE = 120;
    private static final int TYPINGS_PER_MINUTE = 120;
    /** Each makes this server call another. */
    private static final int PREVIEWS_PER_MINUTE = 20;
    /** A thousand accounts made for a flood would otherwise say a minute's worth in its first second. */
    private static final int NEWCOMERS_PART_AT_ONCE = 4;
    /** Of all new members in a minute, however many accounts somebody makes: what a room can read, and a server not feel. */
    private static final int NEWCOMERS_TOGETHER = 3_000;

    private static final int NEWCOMERS_TOGETHER_AT_ONCE = 100;
    /** A place among them is free again in no time, and a thousand would ask for it. */
    private static final Duration NEWCOMERS_REST = Duration.ofSeconds(5);
    /** The JDK writes an address of IPv6 in full. */
    private static final int IPV6_GROUPS = 8;

    /** Each reads all that there is of somebody. */
    private static final int EXPORTS_PER_HOUR = 12;

    private final Kind joins;
    private final Kind signIns;
    private final Kind writes;
    private final Kind notices =
            new Kind("notices", "notices from this address", NOTICES_PER_HOUR, Duration.ofHours(1));
    private final Kind searches =
            new Kind("searches", "searches from this address", SEARCHES_PER_MINUTE, Duration.ofMinutes(1));
    private final Kind marks = new Kind("marks", "read marks of one member", MARKS_PER_MINUTE, Duration.ofMinutes(1));
    private final Kind mentions =
            new Kind("mentions", "lookups of people by one member", MENTIONS_PER_MINUTE, Duration.ofMinutes(1));
    private final Kind typings =
            new Kind("typing", "signals of typing by one member", TYPINGS_PER_MINUTE, Duration.ofMinutes(1));
    private final Kind previews =
            new Kind("previews", "previews of links for one member", PREVIEWS_PER_MINUTE, Duration.ofMinutes(1));
    private final Kind exports = new Kind("exports", "exports by one member", EXPORTS_PER_HOUR, Duration.ofHours(1));
    private final Kind newcomers;
    private final Kind allNewcomers;
    private final Kind addresses;
    private final Duration newFor;
    private final Refusals refusals = new Refusals();

    /** The limits themselves; a burst of the whole number may come at once. */
    public record Limits(int joinsPerHour, int signInsPerMinute, Writes writes) {}

    /**
     * How often may be written in a minute, whatever and by whomever, the staff included.
     *
     * @param byMember by one member
     * @param byNewcomer by one member who joined less than {@code newFor} ago
     * @param byAddress from one address, by all members together
     */
    public record Writes(int byMember, int byNewcomer, Duration newFor, int byAddress) {}

    public RateLimits(Limits limits) {
        this.joins = new Kind("joins", "joins from this address", limits.joinsPerHour(), Duration.ofHours(1));
        this.signIns = new Kind("sign-ins", "attempts to sign in", limits.signInsPerMinute(), Duration.ofMinutes(1));
        var minute = Duration.ofMinutes(1);
        var most = limits.writes();
        this.writes = new Kind("member", "writes by one member", most.byMember(), minute);
        this.newcomers = new Kind(
                "newcomer",
                "writes by one new member",
                most.byNewcomer(),
                Math.max(1, most.byNewcomer() / NEWCOMERS_PART_AT_ONCE),
                minute);
        this.addresses = new Kind("address", "writes from this address", most.byAddress(), minute);
        this.allNewcomers = new Kind(
                "newcomers", "writes by all new members", NEWCOMERS_TOGETHER, NEWCOMERS_TOGETHER_AT_ONCE, minute);
        this.newFor = most.newFor();
    }

    /** Counts a join; throws {@link Problem.TooFast} when it is one too many. */
    public void join(String address) {
        joins.count(network(address));
    }

    /** Counts a notice under the law. */
    public void notice(String address) {
        notices.count(network(address));
    }

    /** Counts a search. */
    public void search(String address) {
        searches.count(network(address));
    }

    /** Counts a read mark of a member. */
    public void mark(String member) {
        marks.count(member);
    }

    /** Counts a lookup of people to mention. */
    public void mention(String member) {
        mentions.count(member);
    }

    /** Counts a signal that somebody types. */
    public void typing(String member) {
        typings.count(member);
    }

    /** Counts a preview of a link. */
    public void preview(String member) {
        previews.count(member);
    }

    /** Counts an export of all that is a member's. */
    public void export(String member) {
        exports.count(member);
    }

    /** Counts an attempt to sign in, by its address and by the handle that it is made for. */
    public void signIn(String address, String handle) {
        signIns.count(network(address));
        signIns.count("@" + handle);
    }

    /** Counts a further step of signing in, for which no handle is named. */
    public void signIn(String address) {
        signIns.count(network(address));
    }

    /** The address; of IPv6 its first half, since who has one such address mostly has the whole second half. */
    public static String network(String address) {
        var groups = List.of(address.split(":", -1));
        return groups.size() == IPV6_GROUPS ? String.join(":", groups.subList(0, IPV6_GROUPS / 2)) : address;
    }

    /**
     * Counts a write.
     *
     * @param now by the clock that members join by
     */
    public void write(Session by, String address, Instant now) {
        boolean fresh = now.isBefore(by.memberSince().plus(newFor));
        (fresh ? newcomers : writes).count(by.actor().id().toString());
        if (fresh) {
            allNewcomers.count("all", NEWCOMERS_REST);
        }
        addresses.count(network(address));
    }

    /** How often was refused, for whatever limit. */
    public Refusals refusals() {
        return refusals;
    }

    private static final class Kind {
        private final String limit;
        private final String what;
        private final int most;
        private final int atOnce;
        private final Duration time;
        private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

        /** As many as come in that time may come at once. */
        Kind(String limit, String what, int most, Duration time) {
            this(limit, what, most, most, time);
        }

        Kind(String limit, String what, int most, int atOnce, Duration time) {
            this.limit = limit;
            this.what = what;
            this.most = most;
            this.atOnce = atOnce;
            this.time = time;
        }

        void count(String who) {
            count(who, Duration.ZERO);
        }

        /** Counts one, and asks who is too many to wait for a time at least. */
        void count(String who, Duration rest) {
            var probe = bucket(who).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                var free = Duration.ofNanos(probe.getNanosToWaitForRefill());
                throw Problem.tooFast(
                        limit,
                        "At most " + most + " " + what + " in " + time.toMinutes() + " minutes.",
                        free.compareTo(rest) < 0 ? rest : free);
            }
        }

        private synchronized Bucket bucket(String who) {
            var bucket = buckets.computeIfAbsent(
                    who,
                    fresh -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(atOnce).refillGreedy(most, time))
                            // Of a monotonic clock: the wall clock may jump.
                            .withNanosecondPrecision()
                            .build());
            if (buckets.size() > MAX_REMEMBERED) {
                Iterator<String> oldest = buckets.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            return bucket;
        }
    }
}
