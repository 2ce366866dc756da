package vadra.app;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Which of the nodes on one database keeps the watch: all count what is said, that one alone proposes claims, writes levels
 * down and raises alerts. It holds a lease of five seconds by the database's clock; when it stops, another has it at once,
 * and when it falls silent, within six. Safe for use by any thread.
 */
final class Watchkeeper {
    /** Less than the lease by far more than a clock drifts, counted from before the lease was asked for. */
    private static final long SURE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private static final String TAKE = """
            INSERT INTO watchkeeper VALUES (true, $1, clock_timestamp() + interval '5 seconds')
            ON CONFLICT (alone) DO UPDATE SET node = excluded.node, until = excluded.until
            WHERE watchkeeper.node = excluded.node OR watchkeeper.until < clock_timestamp()""";
    private static final String LEAVE = "DELETE FROM watchkeeper WHERE node = $1";

    private final Pool pool;
    private final UUID node;
    private volatile long sureUntil = System.nanoTime();
    private volatile boolean gone;

    Watchkeeper(Pool pool, UUID node) {
        this.pool = pool;
        this.node = node;
    }

    /** Takes the lease when nobody has it, and keeps it. To be called once a second. */
    Future<Void> renew() {
        if (gone) {
            return Future.succeededFuture();
        }
        long asked = System.nanoTime();
        return pool.preparedQuery(TAKE).execute(Tuple.of(node)).map(rows -> {
            sureUntil = rows.rowCount() == 1 ? asked + SURE_NANOS : asked;
            return null;
        });
    }

    /** Whether it is this node, for sure. */
    boolean keeps() {
        return !gone && System.nanoTime() - sureUntil < 0;
    }

    /** Leaves it to another, for good. */
    Future<Void> leave() {
        gone = true;
        return pool.preparedQuery(LEAVE).execute(Tuple.of(node)).mapEmpty();
    }
}
