package vadra.alerts;

import java.time.Instant;
import java.util.UUID;
import vadra.core.Actor;

/**
 * A time for which a member of staff is on duty.
 *
 * @param place in which order an alert climbs, 1 to 9
 * @param mail where mail goes, empty for nowhere
 */
public record Shift(UUID id, Actor member, int place, Instant from, Instant until, String mail) {
    /** Whether it runs at a moment. */
    public boolean runs(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
