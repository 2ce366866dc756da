package vadra.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.RoomId;

/**
 * Hints over PostgreSQL's {@code LISTEN} and {@code NOTIFY}, on a connection of its own, so that no commit waits for
 * them. What is told while a notification is under way goes in the next, each room once.
 *
 * <p>A payload is {@code <epoch> <room>:<seq>,<room>:<seq>,…}, at most {@value #MAX_PAYLOAD} characters; PostgreSQL takes
 * 8 000 bytes. {@value #MAX_WAITING} rooms wait at most, then further ones are left to be found by looking. A lost
 * connection is opened again after {@value #RETRY_MS} ms and a little, and one that nobody speaks on is asked every
 * {@value #ASK_MS} ms, so that a silent one can be told from a quiet one. Safe for use by any thread.
 *
 * <p>Notes go the same way on a channel of their own, when no hint waits; the newest {@value #MAX_NOTES} wait at most.
 */
public final class PgHints implements Hints {
    static final int MAX_PAYLOAD = 7_000;
    static final int MAX_WAITING = 10_000;
    static final int MAX_NOTES = 1_000;
    private static final long RETRY_MS = 500;
    private static final long ASK_MS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(PgHints.class);
    private static final String CHANNEL = "vadra_hint";
    /** A hint may be lost, so it need not wait for the disk. */
    private static final String NOTES = "vadra_note";

    private static final String PREPARE = "SET synchronous_commit TO off; LISTEN " + CHANNEL + "; LISTEN " + NOTES;

    private static final String TELL = "SELECT pg_notify($1, $2)";

    private static final String ALIVE = "SELECT 1";

    private final Vertx vertx;
    private final Pool pool;
    private final Map<RoomId, Hint> waiting = new LinkedHashMap<>();
    private final Deque<String> notes = new ArrayDeque<>();
    private Consumer<String> onNote = note -> {};
    private Consumer<Hint> heard = hint -> {};
    private Runnable missed = () -> {};
    private @Nullable PgConnection connection;
    private boolean telling;
    private boolean closed;

    /**
     * Prepares hints over a database; nothing is opened before {@link #listen}.
     *
     * @param pool its own, whose one connection fails when nothing is heard on it; closed with this
     */
    public PgHints(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    @Override
    public Future<Void> listen(Consumer<Hint> listener, Runnable lost) {
        synchronized (this) {
            heard = listener;
            missed = lost;
        }
        return connect();
    }

    private Future<Void> connect() {
        return pool.getConnection()
                .map(PgConnection.class::cast)
                .compose(opened -> opened.notificationHandler(heard -> take(opened, heard))
                        .query(PREPARE)
                        .execute()
                        .onFailure(failure -> opened.close())
                        .map(ready -> opened))
                .compose(this::opened);
    }

    private Future<Void> opened(PgConnection fresh) {
        synchronized (this) {
            if (closed) {
                return fresh.close();
            }
            connection = fresh;
            telling = false;
        }
        long asking = vertx.setPeriodic(ASK_MS, tick -> fresh.query(ALIVE).execute());
        fresh.closeHandler(gone -> {
            vertx.cancelTimer(asking);
            lost();
        });
        missed.run();
        next();
        return Future.succeededFuture();
    }

    private void lost() {
        synchronized (this) {
            connection = null;
            if (closed) {
                return;
            }
        }
        LOG.warn("hints.lost");
        again();
    }

    private void again() {
        long pause = RETRY_MS + ThreadLocalRandom.current().nextLong(RETRY_MS);
        vertx.setTimer(
                pause,
                timer -> connect().onFailure(away -> {
                    LOG.debug("hints.away cause={}", away.toString());
                    again();
                }));
    }

    @Override
    public void tell(Hint hint) {
        synchronized (this) {
            if (closed || (waiting.size() >= MAX_WAITING && !waiting.containsKey(hint.room()))) {
                return;
            }
            waiting.merge(hint.room(), hint, (one, other) -> one.seq() > other.seq() ? one : other);
        }
        next();
    }

    @Override
    public synchronized void onNote(Consumer<String> listener) {
        onNote = listener;
    }

    @Override
    public void note(String line) {
        synchronized (this) {
            if (closed || line.length() > MOST_NOTE) {
                return;
            }
            notes.add(line);
            if (notes.size() > MAX_NOTES) {
                notes.remove();
            }
        }
        next();
    }

    private void next() {
        PgConnection open;
        Tuple notification;
        synchronized (this) {
            open = connection;
            if (open == null || telling || (waiting.isEmpty() && notes.isEmpty())) {
                return;
            }
            telling = true;
            notification = waiting.isEmpty() ? Tuple.of(NOTES, notes.remove()) : Tuple.of(CHANNEL, payload());
        }
        open.preparedQuery(TELL).execute(notification).onComplete(told -> {
            synchronized (this) {
                telling = false;
            }
            next();
        });
    }

    /** Takes as many hints of one epoch as fit. */
    private String payload() {
        var epoch = waiting.values().iterator().next().epoch();
        var text = new StringBuilder(epoch);
        var hints = waiting.values().iterator();
        char before = ' ';
        while (hints.hasNext() && text.length() < MAX_PAYLOAD - 60) {
            var hint = hints.next();
            if (hint.epoch().equals(epoch)) {
                text.append(before).append(hint.room()).append(':').append(hint.seq());
                before = ',';
                hints.remove();
            }
        }
        return text.toString();
    }

    private void take(PgConnection by, PgNotification notification) {
        if (notification.getChannel().equals(NOTES)) {
            if (notification.getProcessId() != by.processId()) {
                listener().accept(notification.getPayload());
            }
            return;
        }
        try {
            var parts = notification.getPayload().split(" ", 2);
            for (var pair : parts[1].split(",", -1)) {
                int colon = pair.indexOf(':');
                var room = new RoomId(UUID.fromString(pair.substring(0, colon)));
                heard.accept(new Hint(parts[0], room, Long.parseLong(pair.substring(colon + 1))));
            }
        } catch (RuntimeException fault) {
            LOG.warn("hints.unreadable cause={}", fault.toString());
        }
    }

    private synchronized Consumer<String> listener() {
        return onNote;
    }

    @Override
    public Future<Void> close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
            notes.clear();
        }
        return pool.close();
    }
}
