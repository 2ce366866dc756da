package vadra.openness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.Problem;

/**
 * The ledger of restraint: the only way to hide or close what people made, and to give it back. The database refuses what
 * the house rules do not allow, whoever asks ({@code docs/adr/0016}); nothing is decided here. Safe for use by any thread.
 */
public final class Ledger {
    private static final int PAGE = 500;

    private final PgLedger rows;

    public Ledger(Pool pool) {
        this.rows = new PgLedger(pool);
    }

    /**
     * Restrains things of one kind under a rule, all or none. What breaks the law or endangers somebody is hidden at once,
     * anything else two minutes after it was announced.
     *
     * @param by who decided, one of the staff; null when a machine did
     * @param things 1 to 500
     * @return a row for each; fails with {@link Problem.Conflict} when a thing is restrained already or the version was not
     *     in force when it was made, with {@link Problem.Forbidden} when this person may not act on it
     */
    public Future<List<Entry>> restrain(@Nullable Actor by, Entry.Kind kind, List<UUID> things, Citation cited) {
        return rows.restrain(by == null ? null : by.id(), kind, things, cited);
    }

    /** Takes an act back, and gives back what it hid; fails with {@link Problem.Conflict} when it has ended already. */
    public Future<Entry> reverse(Actor by, long row, String why) {
        return rows.reverse(by.id(), row, why).map(written -> written.get(0));
    }

    /**
     * Slows a room for everybody alike, the staff among them: so long from one post of an author to the next.
     *
     * @param by one of the staff, or who started the room
     * @param slow how slow, how long and why
     * @return fails with {@link Problem.Conflict} when it is slowed, is closed, or rests since it was slowed lately
     */
    public Future<Calm> slow(Actor by, UUID room, Calm.Slow slow) {
        return rows.slow(by.id(), room, slow.seconds(), slow.minutes(), slow.why())
                .map(written -> Calm.of(written.get(0)));
    }

    /** Ends a room's slowness before its time; fails with {@link Problem.Conflict} when it is not slowed. */
    public Future<Calm> endSlow(Actor by, UUID room) {
        return rows.endSlow(by.id(), room).map(written -> Calm.of(written.get(0)));
    }

    /**
     * Holds a room for everybody alike, the staff among them: what is new there waits, and is said when the hold is over.
     *
     * @param by one of the staff, or who started the room
     * @param hold how long and why
     * @return fails with {@link Problem.Conflict} when it is held, is closed, or was held in the last 24 hours
     */
    public Future<Calm> hold(Actor by, UUID room, Calm.Hold hold) {
        return rows.hold(by.id(), room, hold.minutes(), hold.why()).map(written -> Calm.of(written.get(0)));
    }

    /** Ends a room's hold before its time; fails with {@link Problem.Conflict} when it is not held. */
    public Future<Calm> endHold(Actor by, UUID room) {
        return rows.endHold(by.id(), room).map(written -> Calm.of(written.get(0)));
    }

    /** Adds to the day's count how often each limit of rate refused; nobody asks whom. */
    public Future<Void> count(Map<String, Long> refusals) {
        return refusals.isEmpty() ? Future.succeededFuture() : rows.count(refusals);
    }

    /** Carries out what has cooled and ends what had its time; the rows that this wrote, at most 100. */
    public Future<List<Entry>> sweep() {
        return rows.sweep();
    }

    /** Reckons the whole chain anew; the first place that does not hold, one past the end when rows are lacking there. */
    public Future<OptionalLong> verify() {
        return verify(new PgLedger.Head(0, Chain.START));
    }

    private Future<OptionalLong> verify(PgLedger.Head before) {
        return rows.after(before.n(), PAGE).compose(page -> {
            var fault = Chain.fault(page, before.n(), before.hash());
            if (fault.isPresent()) {
                return Future.succeededFuture(fault);
            }
            if (page.isEmpty()) {
                return end(before);
            }
            var last = page.get(page.size() - 1);
            return verify(new PgLedger.Head(last.n(), last.link().hash()));
        });
    }

    /** The last row must be the one that the head names, unless more were written meanwhile. */
    private Future<OptionalLong> end(PgLedger.Head last) {
        return rows.head().compose(head -> {
            if (head.equals(last)) {
                return Future.succeededFuture(OptionalLong.empty());
            }
            return head.n() <= last.n()
                    ? Future.succeededFuture(OptionalLong.of(last.n() + 1))
                    : rows.after(last.n(), 1)
                            .compose(more -> more.isEmpty()
                                    ? Future.succeededFuture(OptionalLong.of(last.n() + 1))
                                    : verify(last));
        });
    }
}
