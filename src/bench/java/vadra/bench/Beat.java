package vadra.bench;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Does something so many times a second on a loop, whatever comes back. Each time is told when it was due: what is
 * measured from there counts a delay of the one who measures, too, instead of hiding it.
 */
final class Beat {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK = TimeUnit.MICROSECONDS.toNanos(500);

    private final long every;
    private final LongConsumer then;
    private final Future<?> ticking;
    private long due;

    /**
     * Begins.
     *
     * @param then gets the time at which it was due, as {@link System#nanoTime} counts
     */
    Beat(EventLoopGroup loop, int perSecond, LongConsumer then) {
        this.every = SECOND / perSecond;
        this.then = then;
        this.due = System.nanoTime() + every;
        long tick = Math.max(TICK, every);
        this.ticking = loop.scheduleAtFixedRate(this::tick, every, tick, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        for (; System.nanoTime() - due >= 0; due += every) {
            then.accept(due);
        }
    }

    void end() {
        ticking.cancel(false);
    }
}
