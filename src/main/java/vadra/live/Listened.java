package vadra.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The channels without a log that somebody listens to on this node: what is sent there is only worked out while somebody does. Safe
 * for use by any thread. Grows with the open connections, which the server bounds.
 */
public final class Listened {
    /** The most channels for each of which something is worked out; who asks for one more is refused. */
    public static final int MOST_COSTLY = 2_000;

    private final Map<String, Integer> connections = new HashMap<>();
    private final Set<String> costly = new HashSet<>();

    /**
     * A connection listens from now on.
     *
     * @param costs whether something is worked out for this channel alone
     * @return false when there are too many such channels already
     */
    public synchronized boolean begin(String channel, boolean costs) {
        if (costs && !costly.contains(channel) && costly.size() >= MOST_COSTLY) {
            return false;
        }
        if (costs) {
            costly.add(channel);
        }
        connections.merge(channel, 1, Integer::sum);
        return true;
    }

    /** A connection listens no more; nothing happens where it never began. */
    public synchronized void end(String channel) {
        if (connections.computeIfPresent(channel, (name, count) -> count == 1 ? null : count - 1) == null) {
            costly.remove(channel);
        }
    }

    /** Whether somebody listens now. */
    public synchronized boolean to(String channel) {
        return connections.containsKey(channel);
    }

    /** Those for which something is to be worked out now. */
    public synchronized Set<String> costly() {
        return Set.copyOf(costly);
    }
}
