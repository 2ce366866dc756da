package vadra.notifications;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * What members are told of what happened, each thing once. The log is heard by one node at a time, which writes what follows
 * from it and how far it has heard in one transaction; so a node that dies has told of an event or has not, and who comes
 * after goes on there. Safe for use by any thread.
 */
public final class Notifications {
    /** The most that a page has. */
    public static final int MOST = 50;

    private static final int EVENTS_A_ROUND = 500;

    private final PgNotifications rows;
    private final PgChoices choices;
    private final Changes changes;
    private final Letters letters;
    private final Clock clock;

    /**
     * A member's list begins with these, and so many are unread.
     *
     * @param next before which the next page begins, empty on the last
     */
    public record Page(List<Notification> all, int unread, Optional<Long> next) {}

    public Notifications(Pool pool, Clock clock, Letters letters) {
        this.rows = new PgNotifications(pool);
        this.choices = new PgChoices(pool);
        this.changes = new Changes(rows, clock);
        this.letters = letters;
        this.clock = clock;
    }

    /** Hears what is new in all rooms, until there is nothing new; how many events. To be called by the node whose turn it is. */
    public Future<Integer> hear() {
        var now = clock.instant();
        return rows.wake(now).compose(woken -> rows.round(now, EVENTS_A_ROUND));
    }

    /** What changed since, for who listens on this node. */
    public Changes changes() {
        return changes;
    }

    /** The mail. */
    public Letters letters() {
        return letters;
    }

    /**
     * Tells a member of something, unless they do not want such, or do not hear whom it comes from.
     *
     * @return whether it is told now; it is not, when it was before
     */
    public Future<Boolean> tell(MemberId member, Tidings tidings) {
        return rows.tell(member, tidings);
    }

    /**
     * A member's notifications that stand now, newest first.
     *
     * @param before the number that the page follows, null for the first
     * @param limit 1 to {@value #MOST}
     */
    public Future<Page> of(MemberId member, @Nullable Long before, int limit) {
        var now = clock.instant();
        return rows.of(member, before, limit + 1, now)
                .compose(found -> rows.unread(member, now).map(unread -> page(found, unread, limit)));
    }

    private static Page page(List<Notification> found, int unread, int limit) {
        var all = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                all,
                unread,
                found.size() > limit ? Optional.of(all.get(limit - 1).n()) : Optional.empty());
    }

    /** A member has read these, on whichever device. */
    public Future<Void> read(MemberId member, Seen seen) {
        return rows.read(member, seen, clock.instant());
    }

    /** What a member chose. */
    public Future<Choices> choices(MemberId member) {
        return choices.of(member);
    }

    /** A member chooses. */
    public Future<Void> choose(MemberId member, Choices chosen) {
        return choices.choose(member, chosen, clock.instant());
    }

    /** The places that a member chose otherwise for, at most 200. */
    public Future<List<Choices.Place>> places(MemberId member) {
        return choices.places(member);
    }

    /**
     * A member chooses for a place.
     *
     * @param kind {@code room}, {@code thread} or {@code blog}
     * @param name as in {@link Choices.Place}; any post of a thread names it
     * @param level {@code all}, {@code none}, or {@code replies}, which takes the choice back
     */
    public Future<Void> choose(MemberId member, String kind, String name, String level) {
        return choices.choose(member, kind, name, level).map(found -> {
            if (!found) {
                throw Problem.notFound(kind, name);
            }
            return null;
        });
    }

    /** How many events could not be told of. */
    public Future<Long> parked() {
        return rows.parked();
    }

    /** Forgets what is beyond the bounds. */
    public Future<Void> tidy() {
        return rows.tidy(clock.instant()).compose(done -> letters.tidy());
    }
}
