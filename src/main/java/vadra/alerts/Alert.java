package vadra.alerts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vadra.core.Actor;
import vadra.velocity.Level;

/**
 * One time that a claim rose to where an alert is wanted, and what people did about it.
 *
 * @param crossing what raised it
 * @param peak the highest level since
 * @param duty how it climbs
 * @param acknowledged who saw it first
 * @param owner who deals with it
 * @param snooze until when it is silent, and why
 * @param closing how it ended
 */
public record Alert(
        UUID id,
        Crossing crossing,
        Level peak,
        Duty duty,
        Optional<Mark> acknowledged,
        Optional<Actor> owner,
        Optional<Snooze> snooze,
        Optional<Closing> closing) {
    /**
     * A claim that rose.
     *
     * @param slug the claim's name in paths
     * @param title its title at that time
     * @param onsetAt when it crossed, in event time
     * @param raisedAt when the alert was there
     * @param evidence why, as a JSON object
     */
    public record Crossing(
            UUID claim, String slug, String title, Instant onsetAt, Instant raisedAt, Level level, String evidence) {}

    /**
     * How it climbs.
     *
     * @param climbed how often it went on to the next on duty
     * @param with who is to look now
     */
    public record Duty(int climbed, Optional<Actor> with) {}

    /** Who did something, and when. */
    public record Mark(Actor by, Instant at) {}

    /** Silence for a while. */
    public record Snooze(Instant until, String reason) {}

    /** How it ended. */
    public record Closing(Mark mark, Verdict verdict, String reason) {}

    /** Whether the alert was right. */
    public enum Verdict {
        /** It was worth somebody's attention. */
        TRUE,
        /** It was a false alarm. */
        FALSE,
        /** Nobody can tell. */
        UNCLEAR
    }

    /** Where an alert stands. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        SNOOZED,
        CLOSED
    }

    /** Where it stands now. */
    public State state() {
        if (closing.isPresent()) {
            return State.CLOSED;
        }
        if (snooze.isPresent()) {
            return State.SNOOZED;
        }
        return acknowledged.isPresent() ? State.ACKNOWLEDGED : State.OPEN;
    }
}
