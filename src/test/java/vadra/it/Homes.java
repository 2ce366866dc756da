package vadra.it;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The nodes that one client knows, and the one that it is with. A client that loses its node goes to the next. Safe for
 * use by any thread.
 */
public final class Homes {
    private final List<URI> all;
    private final AtomicInteger moves = new AtomicInteger();

    private Homes(List<URI> all) {
        this.all = List.copyOf(all);
    }

    public static Homes of(URI only) {
        return new Homes(List.of(only));
    }

    /** All nodes, the first of them chosen by a number, so that many clients are spread among them. */
    public static Homes spread(List<URI> all, int number) {
        var turned = new ArrayList<>(all);
        java.util.Collections.rotate(turned, -number % all.size());
        return new Homes(turned);
    }

    /** The same nodes for another client. */
    public Homes copy() {
        return new Homes(all);
    }

    URI now() {
        return all.get(Math.floorMod(moves.get(), all.size()));
    }

    /** Leaves a node that failed, unless that has happened already. */
    void leave(URI failed) {
        int before = moves.get();
        if (all.get(Math.floorMod(before, all.size())).equals(failed)) {
            var unused = moves.compareAndSet(before, before + 1);
        }
    }
}
