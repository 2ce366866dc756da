package vadra.wording;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The last {@value #MAX} posts, in the order they came: who said a term before it was known to be of interest. */
final class Recent {
    static final int MAX = 4_096;

    private final Deque<Saying> sayings = new ArrayDeque<>();

    void add(Saying saying) {
        if (sayings.size() >= MAX) {
            sayings.removeFirst();
        }
        sayings.addLast(saying);
    }

    /** Those not older than a time that have a term. */
    List<Saying> with(long term, long since) {
        return sayings.stream()
                .filter(saying -> saying.time() >= since && saying.terms().has(term))
                .toList();
    }

    /** Takes in what another node heard, in the order of time. */
    void merge(Recent other) {
        var all = Stream.concat(sayings.stream(), other.sayings.stream())
                .sorted(Comparator.comparingLong(Saying::time))
                .distinct()
                .toList();
        sayings.clear();
        all.forEach(this::add);
    }
}
