package vadra.door;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vadra.core.Problem;
import vadra.core.ProblemException;

/** How often each limit refused since that was last asked; never whom. Safe for use by any thread. */
public final class Refusals {
    /** As many keys as there are limits. */
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    /** Takes a failure, and counts it if it is a limit's. */
    public void note(Throwable failure) {
        if (failure instanceof ProblemException refused && refused.problem() instanceof Problem.TooFast tooFast) {
            counts.merge(tooFast.limit(), 1L, Long::sum);
        }
    }

    /** What was counted, which begins anew. */
    public Map<String, Long> take() {
        var taken = new HashMap<String, Long>();
        counts.keySet().forEach(limit -> {
            var count = counts.remove(limit);
            if (count != null) {
                taken.put(limit, count);
            }
        });
        return taken;
    }

    /** What was taken and could not be kept. */
    public void giveBack(Map<String, Long> taken) {
        taken.forEach((limit, count) -> counts.merge(limit, count, Long::sum));
    }
}
