package vadra.community;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;

/**
 * Asks the database who somebody is, for all who ask at once in one statement: while one is under way, the others gather
 * for the next. So a storm of returning clients costs few reads. Safe for all threads; an answer comes on the context
 * that asked.
 *
 * <p>Bounds: {@value #MAX_WAITING} questions wait, then {@link Problem.Unavailable}; {@value #MAX_BATCH} go in a statement.
 */
final class SessionLookups {
    static final int MAX_WAITING = 20_000;
    static final int MAX_BATCH = 1_000;

    private final BiFunction<Set<String>, Instant, Future<Map<String, Session>>> find;
    private List<Question> waiting = new ArrayList<>();
    private boolean underWay;

    private record Question(
            String digest,
            Instant now,
            Promise<Optional<Session>> answer,
            @Nullable Context asker) {
        void settle(Runnable how) {
            if (asker == null) {
                how.run();
            } else {
                asker.runOnContext(turn -> how.run());
            }
        }
    }

    /**
     * Prepares look-ups.
     *
     * @param find the sessions of some digests that are valid at a time
     */
    SessionLookups(BiFunction<Set<String>, Instant, Future<Map<String, Session>>> find) {
        this.find = find;
    }

    /** The session of a digest that is valid now, as the database has it after this call. */
    Future<Optional<Session>> find(String digest, Instant now) {
        var question = new Question(digest, now, Promise.promise(), Vertx.currentContext());
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                return Future.failedFuture(Problem.unavailable("Too many come in at once.", Duration.ofSeconds(2)));
            }
            waiting.add(question);
        }
        askNext();
        return question.answer().future();
    }

    private void askNext() {
        var batch = nextBatch();
        if (batch.isEmpty()) {
            return;
        }
        var digests = new HashSet<String>();
        batch.forEach(question -> digests.add(question.digest()));
        // The last has the latest time, so nobody is recognised by a session that ended before they asked.
        find.apply(digests, batch.get(batch.size() - 1).now()).onComplete(found -> {
            synchronized (this) {
                underWay = false;
            }
            askNext();
            batch.forEach(question -> question.settle(() -> {
                if (found.succeeded()) {
                    question.answer()
                            .complete(Optional.ofNullable(found.result().get(question.digest())));
                } else {
                    question.answer().fail(found.cause());
                }
            }));
        });
    }

    private synchronized List<Question> nextBatch() {
        if (underWay || waiting.isEmpty()) {
            return List.of();
        }
        underWay = true;
        int size = Math.min(waiting.size(), MAX_BATCH);
        var batch = List.copyOf(waiting.subList(0, size));
        waiting = new ArrayList<>(waiting.subList(size, waiting.size()));
        return batch;
    }
}
