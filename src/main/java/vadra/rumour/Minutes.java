package vadra.rumour;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import vadra.core.MemberId;

/**
 * Distinct carriers and mentions in each minute, by the clock of UTC. Keeps the newest {@value #MAX} minutes in which
 * something was said; who spoke is remembered for the newest {@value #MAX_OPEN} only, where late posts may still come.
 */
public final class Minutes {
    static final int MAX = 1_440;
    static final int MAX_OPEN = 10;

    private final TreeMap<Instant, Minute> minutes = new TreeMap<>();
    private final TreeMap<Instant, Set<MemberId>> open = new TreeMap<>();

    void add(Instant at, MemberId author) {
        var start = at.truncatedTo(ChronoUnit.MINUTES);
        boolean forgotten = open.size() == MAX_OPEN && start.isBefore(open.firstKey());
        boolean fresh = !forgotten
                && open.computeIfAbsent(start, minute -> new HashSet<>()).add(author);
        minutes.merge(
                start,
                new Minute(start, fresh ? 1 : 0, 1),
                (old, one) -> new Minute(start, old.carriers() + (fresh ? 1 : 0), old.mentions() + 1));
        if (open.size() > MAX_OPEN) {
            open.pollFirstEntry();
        }
        if (minutes.size() > MAX) {
            minutes.pollFirstEntry();
        }
    }

    /** Oldest first, minutes in which nothing was said left out. */
    List<Minute> all() {
        return minutes.values().stream().toList();
    }

    /** A minute of a claim. */
    public record Minute(Instant start, int carriers, int mentions) {}
}
