package vadra.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vadra.core.RoomId;

/**
 * The rings of all rooms. Together they hold at most {@link #MAX_EVENTS}; beyond, the rooms that were quiet the longest
 * keep nothing but their top, and are read from the log when somebody asks. Not safe for use by several threads.
 */
final class Rings {
    /** About 150 MB where posts are of ordinary length. */
    static final int MAX_EVENTS = 100_000;

    private final Map<RoomId, Ring> rooms = new LinkedHashMap<>(64, 0.75f, true);
    private int held;

    /** The ring of a room, which counts as busy now. */
    Ring of(RoomId room) {
        return rooms.computeIfAbsent(room, id -> new Ring(0));
    }

    /** Begins a room after what is committed already, where it is not known yet. */
    void begin(RoomId room, long top) {
        rooms.putIfAbsent(room, new Ring(top));
    }

    /** Takes the next event of a room. */
    void add(RoomId room, Publication event) {
        var ring = of(room);
        int before = ring.size();
        ring.add(event);
        grown(ring.size() - before);
    }

    /** Puts older events of a room before those that it has. */
    void addBefore(RoomId room, List<Publication> older) {
        var ring = of(room);
        int before = ring.size();
        ring.addBefore(older);
        grown(ring.size() - before);
    }

    /** Keeps nothing of a room in memory but how far it has come; the rest is read from the log. */
    void forget(RoomId room) {
        var ring = of(room);
        held -= ring.size();
        ring.forget();
    }

    /** The same of all rooms. */
    void forgetAll() {
        rooms.values().forEach(Ring::forget);
        held = 0;
    }

    /** How many events are in memory. */
    int held() {
        return held;
    }

    private void grown(int by) {
        held += by;
        if (held > MAX_EVENTS) {
            for (var quietest : rooms.values()) {
                held -= quietest.size();
                quietest.forget();
                if (held <= MAX_EVENTS * 9 / 10) {
                    return;
                }
            }
        }
    }
}
