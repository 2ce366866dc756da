package vadra.openness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.UUID;
import vadra.core.Actor;
import vadra.core.Problem;

/**
 * Appeals against acts of restraint. The database refuses as judge who acted, made or reported the thing, or answers for the
 * product. What is overturned comes back as it was: words, replies, votes, order and counts. Safe for use by any thread.
 */
public final class Appeals {
    private final PgAppeals rows;

    public Appeals(Pool pool) {
        this.rows = new PgAppeals(pool);
    }

    /**
     * Appeals a decision, once, within six months.
     *
     * @param row of the ledger, with the cause "decision"
     * @return its id; fails with {@link Problem.Forbidden} when the thing is somebody else's
     */
    public Future<UUID> appeal(Actor by, long row, String words) {
        return rows.appeal(by.id(), row, words);
    }

    /**
     * Decides an appeal.
     *
     * @return the row that gave the thing back, none when nothing had to be; fails with {@link Problem.Forbidden} when this
     *     person may not judge it, with {@link Problem.NotFound} when it does not wait
     */
    public Future<Optional<Long>> decide(Actor by, UUID appeal, boolean overturn, String why) {
        return rows.decide(by.id(), appeal, overturn, why);
    }
}
