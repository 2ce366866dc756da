package vadra.app;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that all nodes of one database have in common. Safe for use by any thread. */
abstract class CommonClock extends Clock {
    /** Takes over what the common time is. To be called once a second. */
    abstract Future<Void> adjust();

    @Override
    public final ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public final Clock withZone(ZoneId zone) {
        return this;
    }
}
