package vadra.alerts;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who is on duty, and to whom an alert climbs. */
final class Roster {
    /** An alert that nobody acknowledges goes round at most so often. */
    static final int MAX_CLIMBS = 20;

    private final List<Shift> now;

    /** The shifts of a roster that run at a moment, by place. */
    Roster(List<Shift> shifts, Instant at) {
        this.now = shifts.stream()
                .filter(shift -> shift.runs(at))
                .sorted(Comparator.comparingInt(Shift::place)
                        .thenComparing(shift -> shift.member().handle()))
                .toList();
    }

    /**
     * Who is to look at an alert that has climbed so often; after the last comes the first again.
     *
     * @return empty when nobody is on duty
     */
    Optional<Shift> after(int climbs) {
        return now.isEmpty() ? Optional.empty() : Optional.of(now.get(climbs % now.size()));
    }
}
