package vadra.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The channels for which something is only worked out while somebody listens, and how many connections do on this node. Safe
 * for use by any thread.
 */
public final class Listened {
    /** The most such channels; who asks for one more is refused. */
    public static final int MOST = 2_000;

    private final Map<String, Integer> connections = new HashMap<>();

    /** A connection listens from now on; false when there are too many channels already. */
    public synchronized boolean begin(String channel) {
        if (connections.size() >= MOST && !connections.containsKey(channel)) {
            return false;
        }
        connections.merge(channel, 1, Integer::sum);
        return true;
    }

    /** A connection listens no more; nothing happens where it never began. */
    public synchronized void end(String channel) {
        connections.computeIfPresent(channel, (name, count) -> count == 1 ? null : count - 1);
    }

    /** Those that somebody listens to now. */
    public synchronized Set<String> channels() {
        return Set.copyOf(connections.keySet());
    }
}
