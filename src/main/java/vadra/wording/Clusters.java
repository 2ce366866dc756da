package vadra.wording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vadra.wording.Cluster.Hot;

/**
 * The clusters that are spoken of now, and which of them a term belongs to. A cluster lives for {@value #LIFETIME_MINUTES}
 * minutes after it was last said. At most {@value #MAX_TERMS} terms belong to one; then those of clusters that no longer
 * live go, and then those that have belonged to one for the longest.
 */
final class Clusters {
    static final int LIFETIME_MINUTES = 30;
    static final int MAX_TERMS = 8_192;
    static final long LIFETIME = LIFETIME_MINUTES * 60_000L;

    private final Map<Long, Cluster> owners = new LinkedHashMap<>();
    private int count;

    /** The oldest live cluster that has one of the terms, or a new one. */
    Cluster sharing(Collection<Hot> hot, long now) {
        Cluster oldest = null;
        for (var term : hot) {
            var owner = owners.get(term.term());
            if (owner != null && owner.isLive(now, LIFETIME) && (oldest == null || owner.number() < oldest.number())) {
                oldest = owner;
            }
        }
        return oldest == null ? new Cluster(++count) : oldest;
    }

    void own(Cluster cluster, long term, long now) {
        if (owners.size() >= MAX_TERMS) {
            owners.values().removeIf(owner -> !owner.isLive(now, LIFETIME));
        }
        if (owners.size() >= MAX_TERMS) {
            owners.remove(owners.keySet().iterator().next());
        }
        owners.put(term, cluster);
    }

    /** The raised clusters that a text speaks of: it has two of their terms, or all. */
    List<Cluster> in(Terms terms, long now) {
        if (owners.isEmpty()) {
            return List.of();
        }
        var found = new HashMap<Cluster, Integer>();
        for (int i = 0; i < terms.size(); i++) {
            var owner = owners.get(terms.hash(i));
            if (owner != null && owner.isRaised() && owner.isLive(now, LIFETIME)) {
                found.merge(owner, 1, Integer::sum);
            }
        }
        var carried = new ArrayList<Cluster>();
        found.forEach((cluster, shared) -> {
            if (shared >= Math.min(2, cluster.size())) {
                carried.add(cluster);
            }
        });
        return carried;
    }
}
