package vadra.rumour;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.Recorded;

/**
 * All claims, fed by the log of all rooms. Knows no clock but the events' own, so that yesterday's log gives yesterday's
 * readings.
 *
 * <p>Rooms commit side by side, so their events may arrive a little out of order; they are held for {@link #SETTLE} and
 * counted in the order of time, room and sequence. At most {@value #MAX_HELD} are held, then the oldest is counted. An
 * event that was counted before is passed over; one that cannot be counted is parked, and the rest go on. Confined to one
 * thread.
 */
final class Monitor {
    /** How long an event waits for others of its time. */
    static final Duration SETTLE = Duration.ofMillis(200);

    static final int MAX_HELD = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    private static final Comparator<Recorded> ORDER = Comparator.comparing(Recorded::at)
            .thenComparing(recorded -> recorded.room().value())
            .thenComparing(Recorded::seq);

    private final Map<UUID, Tally> tallies = new LinkedHashMap<>();
    private final PriorityQueue<Recorded> held = new PriorityQueue<>(ORDER);
    private long parked;

    /** Takes an event of the log; in each room in its order. */
    void add(Recorded recorded) {
        held.add(recorded);
        if (held.size() > MAX_HELD) {
            count(held.remove());
        }
    }

    /** Watches for a claim, which counts what {@code history} holds, and then what is added. */
    void watch(Claim claim, List<Recorded> history) {
        var tally = new Tally(claim);
        history.forEach(recorded -> count(tally, recorded));
        tallies.put(claim.id(), tally);
    }

    void forget(UUID claim) {
        tallies.remove(claim);
    }

    /** Counts all that is old enough at a moment, and reads every claim. */
    Map<UUID, Reading> readings(Instant at) {
        settle(at);
        return tallies.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().reading(at),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** Asks one claim's tally. */
    <T> Optional<T> ask(UUID claim, Function<Tally, T> question) {
        return Optional.ofNullable(tallies.get(claim)).map(question);
    }

    private void settle(Instant at) {
        var horizon = at.minus(SETTLE);
        while (!held.isEmpty() && !held.element().at().isAfter(horizon)) {
            count(held.remove());
        }
    }

    private void count(Recorded recorded) {
        tallies.values().forEach(tally -> count(tally, recorded));
    }

    private void count(Tally tally, Recorded recorded) {
        try {
            tally.add(recorded);
        } catch (RuntimeException poison) {
            parked++;
            LOG.error("monitor.parked room={} seq={} total={}", recorded.room(), recorded.seq(), parked, poison);
        }
    }

    /** Events that could not be counted. */
    long parked() {
        return parked;
    }
}
