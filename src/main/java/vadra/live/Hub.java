package vadra.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The listeners of one event loop. There is one hub for each loop, so nothing here is shared or locked but the queue of
 * what comes in.
 *
 * <p>All methods but {@link #publish} may only be called on the hub's own thread.
 */
public final class Hub {
    /** The most that may wait for the loop; who would have got more begins again from the log. */
    static final int MAX_INCOMING = 16_384;

    private final Loop loop;
    private final Pace pace;
    private final LongSupplier nanos;
    private final Map<String, Channel> channels = new HashMap<>();
    private final BlockingQueue<Publication> incoming = new ArrayBlockingQueue<>(MAX_INCOMING);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean overrun = new AtomicBoolean();

    /** A hub's thread. */
    public interface Loop extends Executor {
        /** Runs something on the thread, not before so many nanoseconds have passed. */
        void after(long nanos, Runnable turn);
    }

    /**
     * Makes a hub.
     *
     * @param loop runs what it is given on the hub's thread, in order
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     */
    public Hub(Loop loop, Pace pace, LongSupplier nanos) {
        this.loop = loop;
        this.pace = pace;
        this.nanos = nanos;
    }

    /** Sends to all listeners of the channel, in the order of calls. May be called by any one thread. */
    public void publish(Publication publication) {
        if (!incoming.offer(publication)) {
            overrun.set(true);
        }
        if (scheduled.compareAndSet(false, true)) {
            loop.execute(this::turn);
        }
    }

    private void turn() {
        scheduled.set(false);
        if (overrun.getAndSet(false)) {
            incoming.clear();
            List.copyOf(channels.values()).forEach(Channel::overrun);
            return;
        }
        var all = new ArrayList<Publication>();
        incoming.drainTo(all);
        var touched = new LinkedHashSet<Channel>();
        for (var publication : all) {
            var channel = channels.get(publication.channel());
            if (channel != null) {
                channel.add(publication);
                touched.add(channel);
            }
        }
        touched.forEach(Channel::settle);
    }

    /** Lets a subscription hear a channel. */
    void join(String channel, Subscription subscription) {
        channels.computeIfAbsent(channel, name -> new Channel(this)).join(subscription);
    }

    /** Lets a subscription hear a channel no more. */
    void leave(String channel, Subscription subscription) {
        var left = channels.get(channel);
        if (left != null) {
            left.leave(subscription);
            if (left.isEmpty()) {
                channels.remove(channel);
            }
        }
    }

    Loop loop() {
        return loop;
    }

    Pace pace() {
        return pace;
    }

    long nanos() {
        return nanos.getAsLong();
    }
}
