package vadra.discussion;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.Problem;
import vadra.core.RoomId;

/**
 * Lines commands up before their room: one batch of a room is under way at a time, and what arrives meanwhile goes
 * together in the next. There is no timer, so a lone command leaves at once.
 *
 * <p>Bounds: {@value #MAX_WAITING} commands wait in a room (then {@link Problem.TooFast}), {@value #MAX_BATCH} go in a
 * batch, and a batch that has no answer after {@link #PATIENCE} is given up with {@link Problem.Unavailable}; it may
 * still have been committed, which the command's id tells when it is sent again. Safe for use by any thread.
 */
final class GroupCommit {
    static final int MAX_WAITING = 1_000;
    static final int MAX_BATCH = 200;
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final BiFunction<RoomId, List<Request>, Future<Outcome.Batch>> commit;
    private final BiConsumer<RoomId, Outcome.Batch> committed;
    private final Map<RoomId, Lane> lanes = new HashMap<>();

    /**
     * Prepares the lanes.
     *
     * @param commit commits one batch; its future may fail for any reason
     * @param committed told of each batch that held, in the order of commits in its room, before its authors are
     */
    GroupCommit(
            BiFunction<RoomId, List<Request>, Future<Outcome.Batch>> commit,
            BiConsumer<RoomId, Outcome.Batch> committed) {
        this.commit = commit;
        this.committed = committed;
    }

    private record Waiting(Request request, Promise<Outcome> answer) {}

    private static final class Lane {
        private final Queue<Waiting> waiting = new ArrayDeque<>();
    }

    /** Commits a command with its next batch. Fails only with a {@link vadra.core.ProblemException}. */
    Future<Outcome> submit(RoomId room, Request request) {
        var waiting = new Waiting(request, Promise.promise());
        boolean first;
        synchronized (lanes) {
            var lane = lanes.get(room);
            first = lane == null;
            if (lane == null) {
                lane = new Lane();
                lanes.put(room, lane);
            } else if (lane.waiting.size() >= MAX_WAITING) {
                return Future.failedFuture(
                        Problem.tooFast("Too many are writing in this room at once.", Duration.ofSeconds(1)));
            }
            lane.waiting.add(waiting);
        }
        if (first) {
            next(room);
        }
        return waiting.answer.future();
    }

    private void next(RoomId room) {
        var batch = new ArrayList<Waiting>();
        synchronized (lanes) {
            var lane = lanes.get(room);
            if (lane == null || lane.waiting.isEmpty()) {
                lanes.remove(room);
                return;
            }
            while (batch.size() < MAX_BATCH && !lane.waiting.isEmpty()) {
                batch.add(lane.waiting.remove());
            }
        }
        send(room, batch);
    }

    private void send(RoomId room, List<Waiting> batch) {
        var requests = batch.stream().map(Waiting::request).toList();
        Future<Outcome.Batch> result;
        try {
            result = commit.apply(room, requests).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException fault) {
            result = Future.failedFuture(fault);
        }
        result.onComplete(
                done -> {
                    committed.accept(room, done);
                    for (int i = 0; i < batch.size(); i++) {
                        batch.get(i).answer.complete(done.outcomes().get(i));
                    }
                    next(room);
                },
                failure -> {
                    LOG.warn("commit.failed room={} commands={} cause={}", room, batch.size(), failure.toString());
                    batch.forEach(waiting -> waiting.answer.fail(Problem.unavailable(
                            "The database does not answer. Nothing is lost: send it again under the same id.",
                            Duration.ofSeconds(2))));
                    next(room);
                });
    }
}
