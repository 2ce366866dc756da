package vadra.velocity;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
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
    private final Index index = new Index();
    /** Both halves of each room's id: an object for each would be the largest part of a topic. */
    private long[] rooms = new long[8];
    /** Who was the first in each room, as a half of the author's key: two in four thousand million are taken for one. */
    private int[] first = new int[4];

    private boolean[] crossed = new boolean[4];

    void author(long author) {
        authors.update(author);
    }

    void viewer(long viewer) {
        viewers.update(viewer);
    }

    /** Notes that somebody carried it in a room; true when somebody else had done so before, there. */
    boolean enter(RoomId room, long author) {
        long key = Index.key(room.value());
        int number = index.find(key);
        if (number < 0) {
            if (index.size() < MOST_ROOMS) {
                open(room, key, author);
            }
            return false;
        }
        crossed[number] |= first[number] != (int) author;
        return crossed[number];
    }

    private void open(RoomId room, long key, long author) {
        int number = index.put(key);
        if (number == first.length) {
            rooms = Arrays.copyOf(rooms, number * 4);
            first = Arrays.copyOf(first, number * 2);
            crossed = Arrays.copyOf(crossed, number * 2);
        }
        rooms[2 * number] = room.value().getMostSignificantBits();
        rooms[2 * number + 1] = room.value().getLeastSignificantBits();
        first[number] = (int) author;
    }

    double authors() {
        return authors.getEstimate();
    }

    double viewers() {
        return viewers.getEstimate();
    }

    List<RoomId> rooms() {
        return IntStream.range(0, index.size()).mapToObj(this::room).toList();
    }

    private RoomId room(int number) {
        return new RoomId(new UUID(rooms[2 * number], rooms[2 * number + 1]));
    }

    int roomsCrossed() {
        int count = 0;
        for (int number = 0; number < index.size(); number++) {
            count += crossed[number] ? 1 : 0;
        }
        return count;
    }

    void merge(Reach other) {
        authors = union(authors, other.authors);
        viewers = union(viewers, other.viewers);
        for (int theirs = 0; theirs < other.index.size(); theirs++) {
            var unused = enter(other.room(theirs), other.first[theirs]);
            int mine = index.find(other.index.keyAt(theirs));
            if (mine >= 0) {
                crossed[mine] |= other.crossed[theirs];
            }
        }
    }

    void write(State state) {
        state.put(authors.toCompactByteArray());
        state.put(viewers.toCompactByteArray());
        index.write(state);
        for (int number = 0; number < index.size(); number++) {
            state.put((long) first[number]);
            state.put(crossed[number] ? 1L : 0L);
        }
    }

    private static HllSketch union(HllSketch one, HllSketch other) {
        var union = new Union(LG_K);
        union.update(one);
        union.update(other);
        return union.getResult(TgtHllType.HLL_4);
    }
}
