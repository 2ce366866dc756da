package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.RoomId;

/**
 * Lines commands up before their rooms. At most {@value #MAX_AT_ONCE} batches are under way, each of as many rooms as
 * have something to say; a room is in one of them at a time, and what arrives meanwhile goes together in the next. There
 * is no timer, so a lone command leaves at once.
 *
 * <p>Bounds: {@value #MAX_WAITING} commands wait in a room and {@value #MAX_IN_ALL} in all rooms together (then {@link
 * Problem.TooFast}), {@value #MAX_BATCH} go in a batch, and a batch that has no answer after {@link #PATIENCE} is given up with {@link Problem.Unavailable}; it may
 * still have been committed, which the command's id tells when it is sent again. What a batch is rejected for is found by
 * committing its commands one by one. Safe for use by any thread.
 */
final class GroupCommit {
    /** Half a second's worth in the busiest room that was ever measured. */
    static final int MAX_WAITING = 4_000;

    static final int MAX_IN_ALL = 20_000;
    static final int MAX_BATCH = 500;
    static final int MAX_AT_ONCE = 4;
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Function<Map<RoomId, List<Request>>, Future<Map<RoomId, Outcome.Batch>>> commit;
    private final BiConsumer<RoomId, Outcome.Batch> committed;
    private final Map<RoomId, Lane> lanes = new HashMap<>();
    /** Rooms with something to say that are in no batch. */
    private final Queue<RoomId> ready = new ArrayDeque<>();

    private int underWay;
    /** How many commands wait in all lanes. */
    private int queued;

    /**
     * Prepares the lanes.
     *
     * @param commit commits one batch, whose answer has all of its rooms; its future may fail for any reason
     * @param committed told of each room's batch that held, in the order of commits, before its authors are
     */
    GroupCommit(
            Function<Map<RoomId, List<Request>>, Future<Map<RoomId, Outcome.Batch>>> commit,
            BiConsumer<RoomId, Outcome.Batch> committed) {
        this.commit = commit;
        this.committed = committed;
    }

    /** Something in the batch can never be committed, and nothing of it was. */
    static final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1;

        Rejected(Throwable cause) {
            super(cause);
        }
    }

    private record Waiting(Request request, Promise<Outcome> answer) {}

    private static final class Lane {
        private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
        /** How many of the first go one by one, since something among them does not go at all. */
        private int alone;
    }

    /** Commits a command with its next batch. Fails only with a {@link vadra.core.ProblemException}. */
    Future<Outcome> submit(RoomId room, Request request) {
        var waiting = new Waiting(request, Promise.promise());
        synchronized (lanes) {
            var lane = lanes.get(room);
            if (queued >= MAX_IN_ALL || (lane != null && lane.waiting.size() >= MAX_WAITING)) {
                return Future.failedFuture(
                        Problem.tooFast("queue", "Too many are writing at once.", Duration.ofSeconds(1)));
            }
            if (lane == null) {
                lane = new Lane();
                lanes.put(room, lane);
                ready.add(room);
            }
            lane.waiting.add(waiting);
            queued++;
        }
        next();
        return waiting.answer.future();
    }

    private void next() {
        var batch = new LinkedHashMap<RoomId, List<Waiting>>();
        synchronized (lanes) {
            if (underWay == MAX_AT_ONCE || ready.isEmpty()) {
                return;
            }
            int free = MAX_BATCH;
            while (free > 0 && !ready.isEmpty()) {
                var room = ready.remove();
                var taken = take(lanes.getOrDefault(room, new Lane()), free);
                batch.put(room, taken);
                free -= taken.size();
            }
            queued -= MAX_BATCH - free;
            underWay++;
        }
        send(batch);
    }

    private static List<Waiting> take(Lane lane, int atMost) {
        int many = lane.alone > 0 ? 1 : Math.min(atMost, lane.waiting.size());
        lane.alone = Math.max(0, lane.alone - 1);
        var taken = new ArrayList<Waiting>(many);
        for (int i = 0; i < many; i++) {
            taken.add(lane.waiting.remove());
        }
        return taken;
    }

    private void send(Map<RoomId, List<Waiting>> batch) {
        var requests = new LinkedHashMap<RoomId, List<Request>>();
        batch.forEach((room, waiting) ->
                requests.put(room, waiting.stream().map(Waiting::request).toList()));
        Future<Map<RoomId, Outcome.Batch>> result;
        try {
            result = commit.apply(requests).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException fault) {
            result = Future.failedFuture(fault);
        }
        result.onComplete(done -> held(batch, done), failure -> failed(batch, failure));
    }

    private void held(Map<RoomId, List<Waiting>> batch, Map<RoomId, Outcome.Batch> done) {
        batch.forEach((room, waiting) -> {
            var outcome = done.getOrDefault(room, new Outcome.Batch(List.of(), List.of()));
            committed.accept(room, outcome);
            for (int i = 0; i < waiting.size(); i++) {
                waiting.get(i).answer.complete(outcome.outcomes().get(i));
            }
        });
        over(batch);
    }

    private void failed(Map<RoomId, List<Waiting>> batch, Throwable failure) {
        int commands = batch.values().stream().mapToInt(List::size).sum();
        LOG.warn("commit.failed rooms={} commands={} cause={}", batch.size(), commands, failure.toString());
        if (failure instanceof Rejected && commands > 1) {
            synchronized (lanes) {
                batch.forEach((room, waiting) -> again(lanes.getOrDefault(room, new Lane()), waiting));
                queued += commands;
            }
        } else {
            batch.values().forEach(room -> room.forEach(waiting -> waiting.answer.fail(problem(failure))));
        }
        over(batch);
    }

    private static ProblemException problem(Throwable failure) {
        return failure instanceof Rejected
                ? new ProblemException(new Problem.Conflict("The database does not take this, and it was not kept."))
                : Problem.unavailable(
                        "The database does not answer. Nothing is lost: send it again under the same id.",
                        Duration.ofSeconds(2));
    }

    private static void again(Lane lane, List<Waiting> waiting) {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            lane.waiting.addFirst(waiting.get(i));
        }
        lane.alone += waiting.size();
    }

    private void over(Map<RoomId, List<Waiting>> batch) {
        synchronized (lanes) {
            underWay--;
            for (var room : batch.keySet()) {
                if (lanes.getOrDefault(room, new Lane()).waiting.isEmpty()) {
                    lanes.remove(room);
                } else {
                    ready.add(room);
                }
            }
        }
        next();
    }
}
