package vadra.wording;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the staff said is nothing new: terms whose evidence counts less for a while. It is the calibration that people give.
 * Each dismissal takes {@value #STEP} from a term's likelihood, at most {@value #MOST}, and fades with a time constant of
 * seven days. At most {@value #MAX} terms are held so; the one longest unsaid goes.
 */
final class Dismissals {
    static final int MAX = 4_096;
    static final double STEP = 5;
    static final double MOST = 20;

    private static final double FADES = 7 * 24 * 3_600_000.0;

    private final Map<Long, Dismissed> terms = new LinkedHashMap<>();

    private record Dismissed(double handicap, long time) {
        double at(long now) {
            return handicap * Math.exp(-Math.max(0, now - time) / FADES);
        }
    }

    void dismiss(Set<Long> dismissed, long now) {
        for (long term : dismissed) {
            double before = of(term, now);
            terms.remove(term);
            if (terms.size() >= MAX) {
                terms.remove(terms.keySet().iterator().next());
            }
            terms.put(term, new Dismissed(Math.min(MOST, before + STEP), now));
        }
    }

    /** How much a term's likelihood is to exceed what others' must. */
    double of(long term, long now) {
        if (terms.isEmpty()) {
            return 0;
        }
        var dismissed = terms.get(term);
        return dismissed == null ? 0 : dismissed.at(now);
    }

    void merge(Dismissals other) {
        other.terms.forEach((term, dismissed) ->
                terms.merge(term, dismissed, (one, two) -> one.at(two.time()) > two.at(one.time()) ? one : two));
        while (terms.size() > MAX) {
            terms.remove(terms.keySet().iterator().next());
        }
    }
}
