package vadra.live;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.EventLog;
import vadra.core.Recorded;
import vadra.core.RoomId;

/**
 * Follows the log as it grows and hands every event on, in each room in order, without a hole and without a double.
 *
 * <p>It is told of what this node commits, and hears {@link Hint}s of what others do, which it need not trust: where a
 * sequence is missing it reads the log, and {@link #poll} finds what nobody told of. All state is touched on one thread only; every method may be called
 * by any thread.
 */
public final class LogTail {
    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final int READ = 500;
    /** A read that has no answer by then is given up, and what it was for is found by the next {@link #poll}. */
    private static final int PATIENCE_SECONDS = 2;

    private final EventLog log;
    private final Hints hints;
    private final Executor thread;
    private final Function<Recorded, Publication> encoder;
    private final BiConsumer<Recorded, Publication> next;
    private final Rings rings = new Rings();
    private final CatchUp catchUp;
    private final Set<RoomId> reading = new HashSet<>();

    /**
     * Makes a tail that knows no room yet; {@link #poll} once before it is used.
     *
     * @param hints how other nodes tell, and are told
     * @param thread runs what it is given one by one, in order
     * @param encoder how events are sent
     * @param next gets every event, and how it is sent, on that thread
     */
    public LogTail(
            EventLog log,
            Hints hints,
            Executor thread,
            Function<Recorded, Publication> encoder,
            BiConsumer<Recorded, Publication> next) {
        this.log = log;
        this.hints = hints;
        this.thread = thread;
        this.encoder = encoder;
        this.next = next;
        this.catchUp = new CatchUp(log, rings, thread, encoder);
    }

    /** Starts from where the log stands now: what was committed before is history. */
    public Future<Void> start() {
        return onThread(log.tops(), tops -> tops.forEach(rings::begin))
                .compose(begun -> hints.listen(this::hinted, this::look));
    }

    private void look() {
        poll().onFailure(away -> LOG.debug("tail.poll-failed cause={}", away.toString()));
    }

    /** Takes what this node committed in a room, and tells the others. */
    public void committed(RoomId room, List<Recorded> events) {
        if (events.isEmpty()) {
            return;
        }
        long top = events.get(events.size() - 1).seq();
        thread.execute(() -> {
            var ring = rings.of(room);
            for (var event : events) {
                if (event.seq() == ring.top() + 1) {
                    pass(event);
                }
            }
            if (top > ring.top()) {
                repair(room);
            }
            // Last, since a node hears itself too, and should then know it all.
            hints.tell(new Hint(log.epoch(), room, top));
        });
    }

    /** Hears that a room has grown on some node, and reads what is missing. */
    void hinted(Hint hint) {
        if (hint.epoch().equals(log.epoch())) {
            thread.execute(() -> {
                if (hint.seq() > rings.of(hint.room()).top()) {
                    repair(hint.room());
                }
            });
        }
    }

    /** Looks whether any room has grown unnoticed, and reads what is missing. */
    public Future<Void> poll() {
        return onThread(
                log.tops().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS),
                tops -> tops.forEach((room, top) -> {
                    if (top > rings.of(room).top()) {
                        repair(room);
                    }
                }));
    }

    /**
     * What follows a sequence in a room, from memory; nothing when that is more than {@value Ring#SIZE} events, which
     * nobody catches up with.
     */
    Future<Optional<List<Publication>>> missed(RoomId room, long since) {
        var answer = Promise.<Optional<List<Publication>>>promise();
        thread.execute(() -> catchUp.after(room, since).onComplete(answer));
        return answer.future();
    }

    /**
     * A page of a room's events.
     *
     * @param limit at most this many, 1 to 1 000
     */
    public Future<List<Publication>> page(RoomId room, long since, int limit) {
        return missed(room, since)
                .compose(kept -> kept.map(Future::succeededFuture)
                        .orElseGet(() -> log.readable(room, since, limit)
                                .map(events -> events.stream().map(encoder).toList())))
                .map(events -> events.subList(0, Math.min(limit, events.size())));
    }

    /** The highest sequence of a room that was handed on, 0 when the room is not known. */
    public Future<Long> top(RoomId room) {
        var answer = Promise.<Long>promise();
        thread.execute(() -> {
            answer.complete(rings.of(room).top());
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

    private void pass(Recorded event) {
        var publication = encoder.apply(event);
        rings.add(event.room(), publication);
        if (event.event().recalls()) {
            // What is in memory has the words; the log knows which may still be read.
            rings.forget(event.room());
        }
        if (event.event().recallsEverywhere()) {
            rings.forgetAll();
        }
        try {
            next.accept(event, publication);
        } catch (RuntimeException fault) {
            LOG.error("tail.listener-failed room={} seq={}", event.room(), event.seq(), fault);
        }
    }

    private void repair(RoomId room) {
        if (!reading.add(room)) {
            return;
        }
        long from = rings.of(room).top();
        log.read(room, from, READ)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
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
                    var ring = rings.of(room);
                    for (var event : read.result()) {
                        if (event.seq() == ring.top() + 1) {
                            pass(event);
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
