package vadra.qa;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Optional;
import vadra.core.MemberId;

/**
 * The duty of attention: what is owed an answer, for everybody to see, and how each keeps their word. There is nothing here
 * that takes a question off the list. Safe for use by any thread.
 */
public final class Attention {
    private final PgOwed rows;
    private final Clock clock;

    public Attention(Pool pool, Clock clock) {
        this.rows = new PgOwed(pool);
        this.clock = clock;
    }

    /**
     * A page of a list.
     *
     * @param after where it begins, empty for the first
     * @param limit 1 to 100
     */
    public Future<Owed.Page> list(Owed.Kind kind, Optional<Owed.Cursor> after, int limit) {
        return rows.rows(kind, after.orElse(Owed.Cursor.START), limit + 1, clock.instant())
                .map(found -> {
                    var shown = found.subList(0, Math.min(limit, found.size()));
                    return new Owed.Page(
                            shown,
                            found.size() <= limit
                                    ? null
                                    : shown.get(shown.size() - 1).cursor(kind));
                });
    }

    /** How long the lists are. */
    public Future<Owed.Counts> counts() {
        return rows.counts(clock.instant());
    }

    /** How a member keeps their word. */
    public Future<ReplyRecord> record(MemberId member) {
        return rows.record(member, clock.instant());
    }
}
