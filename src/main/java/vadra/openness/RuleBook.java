package vadra.openness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    /** A member accepts a version; fails with {@link Problem.NotFound} when there is none. */
    public Future<Void> accept(MemberId member, int version) {
        return published.accept(member, version);
    }
}
