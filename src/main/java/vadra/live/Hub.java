package vadra.live;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The listeners of one event loop. There is one hub for each loop, so nothing here is shared or locked.
 *
 * <p>All methods but {@link #publish} may only be called on the hub's own thread.
 */
public final class Hub {
    private final Executor loop;
    private final Map<String, Set<Subscriber>> channels = new HashMap<>();

    /**
     * Makes a hub.
     *
     * @param loop runs what it is given on the hub's thread, in order
     */
    public Hub(Executor loop) {
        this.loop = loop;
    }

    /** Delivers to all listeners of the channel, in the order of calls. May be called by any one thread. */
    public void publish(Publication publication) {
        loop.execute(() -> {
            var listeners = channels.get(publication.channel());
            if (listeners != null) {
                // A listener that is dropped for being slow leaves while the others are served.
                List.copyOf(listeners).forEach(listener -> listener.deliver(publication));
            }
        });
    }

    /** Lets a subscriber hear a channel. */
    public void join(String channel, Subscriber subscriber) {
        channels.computeIfAbsent(channel, name -> new LinkedHashSet<>()).add(subscriber);
    }

    /** Lets a subscriber hear a channel no more. */
    public void leave(String channel, Subscriber subscriber) {
        var listeners = channels.get(channel);
        if (listeners != null) {
            listeners.remove(subscriber);
            if (listeners.isEmpty()) {
                channels.remove(channel);
            }
        }
    }
}
