package vadra.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All hubs of this node. What is published goes to each, in the order of calls; called by one thread only. */
public final class Fanout {
    private final List<Hub> hubs = new CopyOnWriteArrayList<>();

    /** Lets a hub hear what is published from now on. */
    public void add(Hub hub) {
        hubs.add(hub);
    }

    /** Sends to the listeners of all hubs. */
    public void publish(Publication publication) {
        hubs.forEach(hub -> hub.publish(publication));
    }
}
