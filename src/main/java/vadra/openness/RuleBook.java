package vadra.openness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * All versions of the house rules that were published. Each holds for what is said from the day on that it was announced
 * for, at least a week later; none for anything older. Safe for use by any thread.
 */
public final class RuleBook {
    private final PgHouseRules published;
    private final Clock clock;
    private volatile List<Edition> editions = List.of();

    public RuleBook(Pool pool, Clock clock) {
        this.published = new PgHouseRules(pool);
        this.clock = clock;
    }

    /**
     * A version of the rules.
     *
     * @param validFrom from when it is in force, until a later one is
     */
    public record Edition(HouseRules rules, Instant announcedAt, Instant validFrom) {}

    /** That a member accepted a version. */
    public record Accepted(int version, Instant acceptedAt) {}

    /**
     * Publishes rules, unless they were before: the first are in force at once, later ones in a week.
     *
     * @return fails with {@link Problem.Conflict} when the version was published with other words, or is not the newest
     */
    public Future<Void> announce(HouseRules rules) {
        return published.announce(rules).compose(done -> refresh());
    }

    /** Reads what was published meanwhile, by any server. */
    public Future<Void> refresh() {
        return published.all().onSuccess(all -> editions = List.copyOf(all)).mapEmpty();
    }

    /** The rules in force now. */
    public HouseRules inForce() {
        return at(clock.instant()).rules();
    }

    /** The version that was in force at a time. */
    public Edition at(Instant moment) {
        @Nullable Edition found = null;
        for (var edition : editions) {
            if (!edition.validFrom().isAfter(moment)) {
                found = edition;
            }
        }
        if (found == null) {
            throw new IllegalStateException("no house rules were published");
        }
        return found;
    }

    /** All versions, also those that are announced only; oldest first. */
    public List<Edition> editions() {
        return editions;
    }

    /** A version by its number; fails with {@link Problem.NotFound} when none was published under it. */
    public Edition version(int number) {
        return editions.stream()
                .filter(edition -> edition.rules().version() == number)
                .findAny()
                .orElseThrow(() -> Problem.notFound("version of the house rules", Integer.toString(number)));
    }

    /** The version before one; none before the first. */
    public Optional<Edition> before(Edition edition) {
        int place = editions.indexOf(edition);
        return place > 0 ? Optional.of(editions.get(place - 1)) : Optional.empty();
    }

    /** The version after one, which ends it; none after the last. */
    public Optional<Edition> after(Edition edition) {
        int place = editions.indexOf(edition) + 1;
        return place > 0 && place < editions.size() ? Optional.of(editions.get(place)) : Optional.empty();
    }

    /** What a member accepted, and when, oldest first. */
    public Future<List<Accepted>> accepted(MemberId member) {
        return published.accepted(member);
    }

    /** The newest version, announced or in force, where a member has not accepted it. */
    public Future<Optional<Edition>> due(MemberId member) {
        // Nobody joins without the first.
        if (editions.size() < 2) {
            return Future.succeededFuture(Optional.empty());
        }
        var newest = editions.get(editions.size() - 1);
        return accepted(member)
                .map(all -> all.stream()
                                .anyMatch(one -> one.version() >= newest.rules().version())
                        ? Optional.empty()
                        : Optional.of(newest));
    }

    /** A member accepts a version; fails with {@link Problem.NotFound} when there is none. */
    public Future<Void> accept(MemberId member, int version) {
        return published.accept(member, version);
    }
}
