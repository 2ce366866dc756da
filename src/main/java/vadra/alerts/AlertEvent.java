package vadra.alerts;

import java.time.Instant;
import java.util.Optional;
import vadra.core.Actor;

/**
 * Something that happened to an alert.
 *
 * @param by empty when the server did it
 * @param text a note, a reason, a level, or the handle of who is on duty
 */
public record AlertEvent(Instant at, Kind kind, Optional<Actor> by, String text) {
    /** What can happen to an alert. */
    public enum Kind {
        RAISED,
        /** The claim rose further. */
        ROSE,
        /** Somebody on duty was told. */
        NOTIFIED,
        /** Nobody acknowledged it in time; the next on duty was told. */
        CLIMBED,
        ACKNOWLEDGED,
        OWNED,
        SNOOZED,
        /** The time of a snooze is over. */
        WOKE,
        NOTED,
        CLOSED
    }
}
