package vadra.app;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of the database: one for all nodes, whatever their own wall clocks do. Between two readings, and while the
 * database is away, it goes on with the monotonic clock. Exact to the time that a reading takes. Safe for use by any
 * thread.
 */
final class DatabaseClock extends Clock {
    private static final String NOW = "SELECT clock_timestamp() now";

    private final Pool pool;
    /** Nanoseconds from the monotonic clock's zero to 1970. */
    private final AtomicLong offset = new AtomicLong(Long.MIN_VALUE);

    private DatabaseClock(Pool pool) {
        this.pool = pool;
    }

    /** A clock that goes right. */
    static Future<DatabaseClock> of(Pool pool) {
        var clock = new DatabaseClock(pool);
        return clock.adjust().map(adjusted -> clock);
    }

    /** Reads the database's time, and takes it over as far as the own is surely wrong. */
    Future<Void> adjust() {
        long asked = System.nanoTime();
        return pool.query(NOW).execute().map(rows -> {
            long answered = System.nanoTime();
            long now = nanos(rows.iterator().next().getOffsetDateTime("now"));
            // It was read at some moment between the two.
            offset.updateAndGet(known -> Math.min(Math.max(known, now - answered), now - asked));
            return null;
        });
    }

    private static long nanos(OffsetDateTime time) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, time.toInstant());
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(System.nanoTime() + offset.get());
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
