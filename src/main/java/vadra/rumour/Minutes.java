package vadra.rumour;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import vadra.core.MemberId;
import vadra.velocity.Stance;

/**
 * Distinct carriers and mentions in each minute, by the clock of UTC. Keeps the newest {@value #MAX} minutes in which
 * something was said; who spoke is remembered for the newest {@value #MAX_OPEN} only, where late posts may still come.
 */
public final class Minutes {
    static final int MAX = 1_440;
    static final int MAX_OPEN = 10;

    private final TreeMap<Instant, Minute> minutes = new TreeMap<>();
    private final TreeMap<Instant, Set<MemberId>> open = new TreeMap<>();

    void add(Instant at, MemberId author, Stance stance, Usual usual) {
        var start = at.truncatedTo(ChronoUnit.MINUTES);
        boolean forgotten = open.size() == MAX_OPEN && start.isBefore(open.firstKey());
        boolean fresh = !forgotten
                && open.computeIfAbsent(start, minute -> new HashSet<>()).add(author);
        var old = minutes.getOrDefault(start, new Minute(start, 0, Stances.NONE, usual));
        minutes.put(
                start,
                new Minute(
                        start, old.carriers() + (fresh ? 1 : 0), old.mentions().plus(stance), old.usual()));
        if (open.size() > MAX_OPEN) {
            open.pollFirstEntry();
        }
        if (minutes.size() > MAX) {
            minutes.pollFirstEntry();
        }
    }

    /** Oldest first, minutes in which nothing was said left out. */
    List<Minute> all() {
        return List.copyOf(minutes.values());
    }

    /**
     * A minute of a claim.
     *
     * @param carriers distinct authors of posts that hold it
     */
    public record Minute(Instant start, int carriers, Stances mentions, Usual usual) {}

    /**
     * What was usual of a claim then.
     *
     * @param baseline mentions a minute
     * @param threshold mentions a minute from which on it was unusual
     */
    public record Usual(double baseline, double threshold) {}

    /** Mentions by what they do with the claim. */
    public record Stances(int spreads, int asks, int denies) {
        static final Stances NONE = new Stances(0, 0, 0);

        Stances plus(Stance stance) {
            return switch (stance) {
                case SPREADS -> new Stances(spreads + 1, asks, denies);
                case ASKS -> new Stances(spreads, asks + 1, denies);
                case DENIES -> new Stances(spreads, asks, denies + 1);
            };
        }

        /** All of them. */
        public int all() {
            return spreads + asks + denies;
        }
    }
}
