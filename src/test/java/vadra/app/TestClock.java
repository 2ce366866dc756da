package vadra.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;

/** Lets a server live by the clock of a test. */
public final class TestClock extends CommonClock {
    private final Clock clock;

    private TestClock(Clock clock) {
        this.clock = clock;
    }

    /** Starts a server that has its time from a clock of the test's own. */
    public static Future<Vadra> start(Vertx vertx, Settings settings, PrometheusMeterRegistry metrics, Clock clock) {
        return Vadra.start(vertx, settings, metrics, pool -> Future.succeededFuture(new TestClock(clock)));
    }

    @Override
    Future<Void> adjust() {
        return Future.succeededFuture();
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }
}
