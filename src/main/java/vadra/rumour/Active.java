package vadra.rumour;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import vadra.core.MemberId;
import vadra.velocity.Scale;

/**
 * How many members have spoken within a day, and what is large on such a site. The count stops at {@value #MAX}; the scale
 * follows it once a minute.
 */
final class Active {
    static final int MAX = 200_000;

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Map<MemberId, Instant> spoke = new LinkedHashMap<>(16, .75f, true);
    private Instant counted = Instant.MIN;
    private Scale scale = Scale.SMALL;

    void spoke(MemberId member, Instant at) {
        spoke.put(member, at);
        if (spoke.size() > MAX) {
            spoke.remove(spoke.keySet().iterator().next());
        }
    }

    Scale scale(Instant at) {
        if (counted.equals(Instant.MIN) || !at.isBefore(counted.plus(EVERY))) {
            counted = at;
            var oldest = at.minus(DAY);
            var all = spoke.values().iterator();
            while (all.hasNext() && all.next().isBefore(oldest)) {
                all.remove();
            }
            scale = Scale.forSite(spoke.size());
        }
        return scale;
    }
}
