package vadra.it;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on when it is told to, so that an hour of talk takes a second. */
public final class SteppedClock extends Clock {
    private volatile Instant now;

    /** Starts at a time. */
    public SteppedClock(Instant start) {
        now = start;
    }

    synchronized void to(Instant time) {
        now = time;
    }

    /** Lets some time go by. */
    public synchronized void step(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
