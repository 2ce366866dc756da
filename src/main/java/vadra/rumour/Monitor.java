package vadra.rumour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.core.RoomId;
import vadra.discussion.RoomEvent.PostCreated;
import vadra.wording.Passage;

/**
 * All claims, fed by the log of all rooms. Knows no clock but the events' own, so that yesterday's log gives yesterday's
 * readings.
 *
 * <p>Rooms commit side by side, so their events may arrive a little out of order; they are held for {@link #SETTLE} and
 * counted in the order of time, room and sequence. At most {@value #MAX_HELD} are held, then the oldest is counted. An
 * event that was counted before is passed over; one that cannot be counted is parked, and the rest go on. The newest
 * {@value #MAX_RECENT} are kept for claims that come in while they are counted elsewhere. Confined to one thread.
 */
final class Monitor {
    /** How long an event waits for others of its time. */
    static final Duration SETTLE = Duration.ofMillis(200);

    static final int MAX_HELD = 10_000;
    static final int MAX_RECENT = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    static final Comparator<Recorded> ORDER = Comparator.comparing(Recorded::at)
            .thenComparing(Recorded::room, Monitor::byRoom)
            .thenComparing(Recorded::seq);

    /** As the database orders rooms, so that the log read again has the order in which it was counted first. */
    private static int byRoom(RoomId one, RoomId other) {
        int high = Long.compareUnsigned(
                one.value().getMostSignificantBits(), other.value().getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        one.value().getLeastSignificantBits(), other.value().getLeastSignificantBits());
    }

    private final Hearing hearing = new Hearing();
    private final Places threads = new Places();
    private final PriorityQueue<Recorded> held = new PriorityQueue<>(ORDER);
    private final ArrayDeque<Recorded> recent = new ArrayDeque<>();
    private Count count = new Count(List.of());
    private @Nullable Instant newest;
    private long parked;

    /** Listens to what was said before, in order, without counting it: what is newly said is found in it. */
    void hear(List<Recorded> history) {
        for (var recorded : history) {
            var unused = listen(recorded);
        }
    }

    /** Goes on from where a count of what was said before is; the changes of level that it has seen. */
    List<Count.Moved> begin(Count before) {
        count = before;
        return before.takeMoved();
    }

    /** Takes an event of the log; in each room in its order. */
    void add(Recorded recorded) {
        held.add(recorded);
        if (held.size() > MAX_HELD) {
            count(held.remove());
        }
    }

    /** Counts all that is old enough at a moment, and lets levels follow. */
    void settle(Instant at) {
        var horizon = at.minus(SETTLE);
        while (!held.isEmpty() && !held.element().at().isAfter(horizon)) {
            count(held.remove());
        }
        count.tick(horizon);
    }

    private void count(Recorded recorded) {
        try {
            recent.addLast(recorded);
            if (recent.size() > MAX_RECENT) {
                recent.removeFirst();
            }
            var passage = listen(recorded);
            count.add(recorded, passage, emergent(recorded));
            newest = newest == null || recorded.at().isAfter(newest) ? recorded.at() : newest;
        } catch (RuntimeException poison) {
            parked++;
            LOG.error("monitor.parked room={} seq={} total={}", recorded.room(), recorded.seq(), parked, poison);
        }
    }

    private Optional<Passage> listen(Recorded recorded) {
        if (recorded.event() instanceof PostCreated created
                && threads.of(created.post()).isEmpty()) {
            var passage = count.read(created.text().source());
            hearing.add(
                    recorded,
                    created,
                    passage,
                    threads.add(created.post(), created.by().id(), created.parent()));
            return Optional.of(passage);
        }
        return Optional.empty();
    }

    private Set<UUID> emergent(Recorded recorded) {
        return recorded.event() instanceof PostCreated created ? hearing.of(created.post()) : Set.of();
    }

    /**
     * Counts, for claims, what was said before. Touches nothing of any monitor, so it may be done on another thread.
     *
     * @param heard which posts emergence found to say something of which claims
     */
    static Count before(Collection<Claim> claims, List<Recorded> history, Map<PostId, Set<UUID>> heard) {
        var count = new Count(claims);
        count(count, history, heard);
        return count;
    }

    /** Goes on with such a count. */
    static void count(Count count, List<Recorded> history, Map<PostId, Set<UUID>> heard) {
        for (var recorded : history) {
            try {
                var emergent = recorded.event() instanceof PostCreated created
                        ? heard.getOrDefault(created.post(), Set.<UUID>of())
                        : Set.<UUID>of();
                count.add(recorded, Optional.empty(), emergent);
            } catch (RuntimeException poison) {
                LOG.error("monitor.parked room={} seq={}", recorded.room(), recorded.seq(), poison);
            }
        }
    }

    /** Watches for claims that were counted before; what has been counted here since is counted for them too. */
    List<Count.Moved> watch(Count before) {
        for (var recorded : recent) {
            if (!before.knows(recorded)) {
                before.add(recorded, Optional.empty(), emergent(recorded));
            }
        }
        if (newest != null) {
            before.tick(newest);
        }
        count.adopt(before);
        return before.takeMoved();
    }

    Count count() {
        return count;
    }

    Hearing hearing() {
        return hearing;
    }

    /** When the newest event that was counted was committed. */
    Optional<Instant> newest() {
        return Optional.ofNullable(newest);
    }

    /** Events that could not be counted. */
    long parked() {
        return parked;
    }
}
