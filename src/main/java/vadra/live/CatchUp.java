package vadra.live;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import vadra.core.EventLog;
import vadra.core.Recorded;
import vadra.core.RoomId;

/**
 * What listeners missed, from memory. Where memory does not reach back, the room is read from the log once, for all who
 * wait for it, and at most {@link #AT_ONCE} rooms at a time: a storm of returning clients costs the database one read a
 * room. Confined to the tail's thread.
 */
final class CatchUp {
    /** So many rooms are read at a time. */
    static final int AT_ONCE = 4;

    private final EventLog log;
    private final Rings rings;
    private final Executor thread;
    private final Function<Recorded, Publication> encoder;
    private final Map<RoomId, List<Waiting>> waiting = new HashMap<>();
    private final Queue<RoomId> queue = new ArrayDeque<>();
    private int reading;

    private record Waiting(long since, Promise<Optional<List<Publication>>> answer) {}

    CatchUp(EventLog log, Rings rings, Executor thread, Function<Recorded, Publication> encoder) {
        this.log = log;
        this.rings = rings;
        this.thread = thread;
        this.encoder = encoder;
    }

    /** What follows a sequence in a room; nothing when that is further back than anybody may catch up. */
    Future<Optional<List<Publication>>> after(RoomId room, long since) {
        var ring = rings.of(room);
        var kept = ring.after(since);
        if (kept.isPresent() || ring.isDeep() || ring.top() - since > Ring.SIZE) {
            return Future.succeededFuture(kept);
        }
        var answer = Promise.<Optional<List<Publication>>>promise();
        var others = waiting.get(room);
        if (others == null) {
            others = new ArrayList<>();
            waiting.put(room, others);
            queue.add(room);
        }
        others.add(new Waiting(since, answer));
        next();
        return answer.future();
    }

    private void next() {
        while (reading < AT_ONCE && !queue.isEmpty()) {
            var room = queue.remove();
            reading++;
            long top = rings.of(room).top();
            log.readable(room, Math.max(0, top - Ring.SIZE), Ring.SIZE)
                    .map(events -> events.stream().map(encoder).toList())
                    .onComplete(read -> thread.execute(() -> {
                        reading--;
                        if (read.succeeded()) {
                            rings.addBefore(room, read.result());
                        }
                        answer(room, read);
                        next();
                    }));
        }
    }

    private void answer(RoomId room, AsyncResult<List<Publication>> read) {
        var who = Optional.ofNullable(waiting.remove(room)).orElse(List.of());
        for (var one : who) {
            if (read.failed()) {
                one.answer().fail(read.cause());
            } else {
                one.answer().complete(rings.of(room).after(one.since()));
            }
        }
    }
}
