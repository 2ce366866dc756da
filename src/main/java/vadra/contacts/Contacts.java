package vadra.contacts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vadra.community.Plain;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * Who knows whom, by consent of both; anybody may ask anybody. The database keeps the rules, so that they hold whichever server
 * is asked. Safe for use by any thread, but {@link #tell}, which is called by one at a time.
 */
public final class Contacts {
    /** The longest words to somebody who is asked. */
    private static final int LONGEST_WORDS = 300;

    private final PgContacts rows;
    private final Boundaries boundaries;
    private final Clock clock;
    private Optional<Long> told = Optional.empty();

    public Contacts(Pool pool, Clock clock) {
        this.rows = new PgContacts(pool);
        this.boundaries = new Boundaries(new PgBoundaries(pool), clock);
        this.clock = clock;
    }

    /** Blocks, mutes and word filters. */
    public Boundaries boundaries() {
        return boundaries;
    }

    /**
     * Asks somebody to be a contact, or accepts where they ask already; two who ask each other at once become contacts.
     *
     * @param words to the one who is asked, at most 300 characters; they are kept as they were first written
     * @return how it stands then; fails with {@link Problem.TooFast} at a bound, which counts askings and looks at nothing else
     */
    public Future<Relation> ask(MemberId by, MemberId whom, String words) {
        return Future.succeededFuture(words)
                .map(written -> Plain.lines("words", written, LONGEST_WORDS))
                .compose(said -> rows.ask(by, whom, said, clock.instant()))
                .compose(done -> with(by, whom));
    }

    /** Ends what is between two: withdraws an asking, declines one, or parts. Where there is nothing, it stays so. */
    public Future<Relation> end(MemberId by, MemberId whom) {
        return rows.end(by, whom, clock.instant()).compose(done -> with(by, whom));
    }

    /** What is between a member and another, as the member may know it. */
    public Future<Relation> with(MemberId of, MemberId other) {
        return rows.with(of, other, clock.instant());
    }

    /** A member's contacts, at most 1000, and who asks or is asked, at most 200 of each; newest first. */
    public Future<List<Contact>> of(MemberId member) {
        return rows.of(member, clock.instant());
    }

    /** Whether two are contacts. */
    public Future<Boolean> between(MemberId one, MemberId other) {
        return rows.between(one, other);
    }

    /** Whether what somebody does may reach a member at all: neither has blocked the other. */
    public Future<Boolean> mayReach(MemberId from, MemberId to) {
        return rows.mayReach(from, to);
    }

    /** Whether a member wants to be disturbed by what somebody does: it may reach them, and they have not muted it. */
    public Future<Boolean> wantsToHear(MemberId listener, MemberId of) {
        return rows.wantsToHear(listener, of, clock.instant());
    }

    /** Tells of what changed since the last call, on whichever node, as it stands now; in order, at most 500 a call. */
    public Future<Void> tell(Consumer<News> listener) {
        if (told.isEmpty()) {
            return rows.last().onSuccess(last -> told = Optional.of(last)).mapEmpty();
        }
        return rows.changes(told.get())
                .compose(changes -> changes.stream()
                        .reduce(
                                Future.succeededFuture(),
                                (before, change) -> before.compose(done -> tell(change, listener)),
                                (one, other) -> other));
    }

    private Future<Void> tell(PgContacts.Changed changed, Consumer<News> listener) {
        var other = changed.other();
        Future<News.Change> now = other == null
                ? boundaries.folds(changed.member()).map(News.Filter::new)
                : with(changed.member(), other.id()).map(relation -> new News.Between(other, relation));
        return now.<Void>map(change -> {
            listener.accept(new News(changed.n(), changed.member(), changed.handle(), changed.told(), change));
            told = Optional.of(changed.n());
            return null;
        });
    }

    /** Drops what no longer counts; the result is how many rows. To be called now and then, on any node. */
    public Future<Integer> sweep() {
        return rows.sweep(clock.instant());
    }
}
