package vadra.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import vadra.core.Recorded;

/** The newest events of one room, without holes, at most {@link #SIZE}. Not safe for use by several threads. */
final class Ring {
    static final int SIZE = 256;

    private final Deque<Recorded> events = new ArrayDeque<>();
    private long top;

    /**
     * Begins after a sequence.
     *
     * @param top the highest sequence that is committed already
     */
    Ring(long top) {
        this.top = top;
    }

    long top() {
        return top;
    }

    /** Takes the next event, which must be the one after {@link #top()}. */
    void add(Recorded event) {
        if (event.seq() != top + 1) {
            throw new IllegalArgumentException("after " + top + " came " + event.seq());
        }
        top = event.seq();
        events.addLast(event);
        if (events.size() > SIZE) {
            events.removeFirst();
        }
    }

    /** What follows a sequence, or nothing when that reaches further back than is kept. */
    Optional<List<Recorded>> after(long seq) {
        if (seq >= top) {
            return Optional.of(List.of());
        }
        if (events.isEmpty() || events.getFirst().seq() > seq + 1) {
            return Optional.empty();
        }
        var following = new ArrayList<Recorded>();
        for (var event : events) {
            if (event.seq() > seq) {
                following.add(event);
            }
        }
        return Optional.of(following);
    }
}
