package vadra.questions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.discussion.RoomEvent;

/**
 * Tells askers what became of their questions, and of those that theirs was merged into. It follows the log, so each node
 * tells whoever listens there, whichever node the host was on. Moves that are still to be told wait in memory, at most
 * {@value #MAX}; an asker who was away reads them. Safe for use by any thread.
 */
public final class Outcomes {
    static final int MAX = 10_000;

    /** Claims and votes are no outcomes. */
    private static final Set<String> TOLD =
            Set.of("choose", "answer", "decline", "promise", "merge", "unmerge", "undo");

    private final PgAskers askers;
    private final ArrayDeque<Recorded> waiting = new ArrayDeque<>();

    Outcomes(Pool pool) {
        this.askers = new PgAskers(pool);
    }

    /**
     * What an asker is told.
     *
     * @param handle whom it is for
     * @param own the asker's own question
     * @param moved the move, of that question or of the one that stands for it
     */
    public record Outcome(String handle, PostId own, Recorded moved) {}

    /** Something happened in a room. */
    public void happened(Recorded recorded) {
        if (recorded.event() instanceof RoomEvent.QuestionMoved moved && TOLD.contains(moved.move())) {
            synchronized (waiting) {
                if (waiting.size() < MAX) {
                    waiting.add(recorded);
                }
            }
        }
    }

    /** Tells of what happened since the last call, in its order. What could not be told is told the next time. */
    public Future<Void> tell(Consumer<Outcome> listener) {
        List<Recorded> news;
        synchronized (waiting) {
            news = new ArrayList<>(waiting);
        }
        if (news.isEmpty()) {
            return Future.succeededFuture();
        }
        return askers.of(news)
                .onSuccess(told -> {
                    synchronized (waiting) {
                        news.forEach(one -> waiting.remove());
                    }
                    told.forEach(listener);
                })
                .mapEmpty();
    }
}
