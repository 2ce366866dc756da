package vadra.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest events of one room, encoded, without holes, at most {@link #SIZE}. Not safe for use by several threads. */
final class Ring {
    /** As far back as a listener may catch up. */
    static final int SIZE = 1_000;

    private Deque<Publication> events = new ArrayDeque<>();
    private long top;

    /**
     * Begins after a sequence.
     *
     * @param top the highest sequence that is committed already
     */
    Ring(long top) {
        this.top = top;
    }

    /** The highest sequence that was taken. */
    long top() {
        return top;
    }

    int size() {
        return events.size();
    }

    /** The lowest sequence that is not in memory but before all that is. */
    long floor() {
        return top - events.size();
    }

    /** Whether it reaches as far back as it ever will. */
    boolean isDeep() {
        return events.size() >= SIZE || floor() == 0;
    }

    /** Takes the next event, which must be the one after {@link #top()}. */
    void add(Publication event) {
        if (event.offset() != top + 1) {
            throw new IllegalArgumentException("after " + top + " came " + event.offset());
        }
        top = event.offset();
        events.addLast(event);
        if (events.size() > SIZE) {
            events.removeFirst();
        }
    }

    /** Takes what comes before all that is in memory; others of these are passed over. */
    void addBefore(List<Publication> older) {
        for (int i = older.size() - 1; i >= 0 && events.size() < SIZE; i--) {
            if (older.get(i).offset() == floor()) {
                events.addFirst(older.get(i));
            }
        }
    }

    /** Keeps nothing in memory but how far it has come. */
    void forget() {
        events = new ArrayDeque<>();
    }

    /** What follows a sequence, or nothing when that reaches further back than is kept. */
    Optional<List<Publication>> after(long seq) {
        if (seq >= top) {
            return Optional.of(List.of());
        }
        if (seq < floor()) {
            return Optional.empty();
        }
        var following = new ArrayList<Publication>((int) (top - seq));
        var newest = events.descendingIterator();
        for (long missing = top - seq; missing > 0; missing--) {
            following.add(newest.next());
        }
        Collections.reverse(following);
        return Optional.of(following);
    }
}
