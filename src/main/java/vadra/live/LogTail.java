package vadra.live;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.EventLog;
import vadra.core.Recorded;
import vadra.core.RoomId;

/**
 * Follows the log as it grows and hands every event on, in each room in order, without a hole and without a double.
 *
 * <p>It is told of what this node commits, and of nothing else it must trust: where a sequence is missing it reads the
 * log, and {@link #poll} finds what nobody told of. All state is touched on one thread only; every method may be called
 * by any thread.
 */
public final class LogTail {
    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final int READ = 500;

    private final EventLog log;
    private final Executor thread;
    private final Consumer<Recorded> next;
    private final Map<RoomId, Ring> rooms = new HashMap<>();
    private final Set<RoomId> reading = new HashSet<>();

    /**
     * Makes a tail that knows no room yet; {@link #poll} once before it is used.
     *
     * @param thread runs what it is given one by one, in order
     * @param next gets every event, on that thread
     */
    public LogTail(EventLog log, Executor thread, Consumer<Recorded> next) {
        this.log = log;
        this.thread = thread;
        this.next = next;
    }

    /** Starts from where the log stands now: what was committed before is history. */
    public Future<Void> start() {
        return onThread(log.tops(), tops -> tops.forEach((room, top) -> rooms.putIfAbsent(room, new Ring(top))));
    }

    /** Takes what was committed in a room. */
    public void committed(RoomId room, List<Recorded> events) {
        thread.execute(() -> {
            var ring = rooms.computeIfAbsent(room, id -> new Ring(0));
            for (var event : events) {
                if (event.seq() == ring.top() + 1) {
                    pass(ring, event);
                }
            }
            if (!events.isEmpty() && events.get(events.size() - 1).seq() > ring.top()) {
                repair(room);
            }
        });
    }

    /** Looks whether any room has grown unnoticed, and reads what is missing. */
    public Future<Void> poll() {
        return onThread(
                log.tops(),
                tops -> tops.forEach((room, top) -> {
                    if (top > rooms.computeIfAbsent(room, id -> new Ring(0)).top()) {
                        repair(room);
                    }
                }));
    }

    /**
     * What follows a sequence in a room, from memory when it reaches far enough, else from the log.
     *
     * @param limit at most this many, 1 to 1 000
     */
    public Future<List<Recorded>> after(RoomId room, long seq, int limit) {
        var answer = Promise.<List<Recorded>>promise();
        thread.execute(() -> {
            var ring = rooms.get(room);
            var kept = ring == null ? Optional.<List<Recorded>>empty() : ring.after(seq);
            if (kept.isPresent()) {
                var events = kept.get();
                answer.complete(List.copyOf(events.subList(0, Math.min(limit, events.size()))));
            } else {
                log.read(room, seq, limit).onComplete(answer);
            }
        });
        return answer.future();
    }

    /** The highest sequence of a room that was handed on, 0 when the room is not known. */
    public Future<Long> top(RoomId room) {
        var answer = Promise.<Long>promise();
        thread.execute(() -> {
            var ring = rooms.get(room);
            answer.complete(ring == null ? 0L : ring.top());
        });
        return answer.future();
    }

    /** Whether the log has got as far as a sequence in a room, handed on or not yet. */
    Future<Boolean> holds(RoomId room, long seq) {
        return top(room)
                .compose(top -> seq <= top
                        ? Future.succeededFuture(true)
                        : log.read(room, seq - 1, 1).map(events -> !events.isEmpty()));
    }

    private void pass(Ring ring, Recorded event) {
        ring.add(event);
        try {
            next.accept(event);
        } catch (RuntimeException fault) {
            LOG.error("tail.listener-failed room={} seq={}", event.room(), event.seq(), fault);
        }
    }

    private void repair(RoomId room) {
        if (!reading.add(room)) {
            return;
        }
        long from = rooms.computeIfAbsent(room, id -> new Ring(0)).top();
        log.read(room, from, READ)
                .onComplete(read -> thread.execute(() -> {
                    reading.remove(room);
                    if (read.failed()) {
                        LOG.warn("tail.repair-failed room={} cause={}", room, String.valueOf(read.cause()));
                        return;
                    }
                    LOG.debug(
                            "tail.repaired room={} after={} events={}",
                            room,
                            from,
                            read.result().size());
                    var ring = rooms.computeIfAbsent(room, id -> new Ring(0));
                    for (var event : read.result()) {
                        if (event.seq() == ring.top() + 1) {
                            pass(ring, event);
                        }
                    }
                    if (read.result().size() == READ) {
                        repair(room);
                    }
                }));
    }

    private <T> Future<Void> onThread(Future<T> read, Consumer<T> then) {
        var done = Promise.<Void>promise();
        read.onComplete(result -> thread.execute(() -> {
            if (result.failed()) {
                done.fail(result.cause());
            } else {
                then.accept(result.result());
                done.complete();
            }
        }));
        return done.future();
    }
}
