package vadra.velocity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import vadra.core.RoomId;

/**
 * How many have carried the topic and how many may have met it, as HyperLogLog sketches of 2^{@value #LG_K} cells (a
 * standard error of 2.3 %, about 1 KB), and in which rooms, exactly up to {@value #MOST_ROOMS}.
 */
final class Reach {
    static final int LG_K = 11;
    static final int MOST_ROOMS = 64;

    private HllSketch authors = new HllSketch(LG_K, TgtHllType.HLL_4);
    private HllSketch viewers = new HllSketch(LG_K, TgtHllType.HLL_4);
    private final Map<RoomId, Presence> rooms = new LinkedHashMap<>();

    /** Who was the first in a room, and whether somebody followed. */
    private record Presence(long first, boolean crossed) {}

    void author(long author) {
        authors.update(author);
    }

    void viewer(long viewer) {
        viewers.update(viewer);
    }

    /** Notes that somebody carried it in a room; true when somebody else had done so before, there. */
    boolean enter(RoomId room, long author) {
        var before = rooms.get(room);
        if (before == null) {
            if (rooms.size() < MOST_ROOMS) {
                rooms.put(room, new Presence(author, false));
            }
            return false;
        }
        if (!before.crossed() && before.first() != author) {
            rooms.put(room, new Presence(before.first(), true));
        }
        return before.crossed() || before.first() != author;
    }

    double authors() {
        return authors.getEstimate();
    }

    double viewers() {
        return viewers.getEstimate();
    }

    List<RoomId> rooms() {
        return List.copyOf(rooms.keySet());
    }

    int roomsCrossed() {
        int crossed = 0;
        for (var presence : rooms.values()) {
            crossed += presence.crossed() ? 1 : 0;
        }
        return crossed;
    }

    void merge(Reach other) {
        authors = union(authors, other.authors);
        viewers = union(viewers, other.viewers);
        other.rooms.forEach((room, presence) -> {
            boolean followed = enter(room, presence.first());
            if (presence.crossed() && !followed) {
                rooms.computeIfPresent(room, (same, mine) -> new Presence(mine.first(), true));
            }
        });
    }

    void write(State state) {
        state.put(authors.toCompactByteArray());
        state.put(viewers.toCompactByteArray());
        rooms.forEach((room, presence) -> {
            state.put(Index.key(room.value()));
            state.put(presence.first());
            state.put(presence.crossed() ? 1L : 0L);
        });
    }

    private static HllSketch union(HllSketch one, HllSketch other) {
        var union = new Union(LG_K);
        union.update(one);
        union.update(other);
        return union.getResult(TgtHllType.HLL_4);
    }
}
