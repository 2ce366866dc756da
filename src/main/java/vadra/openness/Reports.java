package vadra.openness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * Reports of what breaks a rule. Those of one thing come together in a case; an act on the thing, however it came to be, or
 * the finding that no rule is broken, is the outcome of the case, and each reporter can read it. Safe for use by any thread.
 */
public final class Reports {
    private final PgReports rows;

    public Reports(Pool pool) {
        this.rows = new PgReports(pool);
    }

    /**
     * Reports a thing; a member's second report of it changes nothing, until the case has an outcome. What is restrained
     * already has that act for its outcome, at once.
     *
     * @return fails with {@link Problem.Conflict} when the rules were not in force when the thing was made, with
     *     {@link Problem.Invalid} when there is no such rule or the words are too few or too many, with
     *     {@link Problem.TooFast} after 50 reports by one member in a day
     */
    public Future<Report.Receipt> report(Actor by, Entry.Kind kind, UUID thing, Report.Reason reason) {
        return rows.report(by.id(), kind, thing, reason);
    }

    /** The version of the house rules that a thing is judged by: what was in force when it was made. Empty for nothing. */
    public Future<Optional<Integer>> version(Entry.Kind kind, UUID thing) {
        return rows.version(kind, thing);
    }

    /** What a member reported, newest first, at most 200, each with its outcome. */
    public Future<List<Report>> by(MemberId member) {
        return rows.by(member);
    }

    /** Finds that no rule is broken; fails with {@link Problem.Conflict} when the case has an outcome already. */
    public Future<Void> noBreach(Actor by, UUID id, String why) {
        return rows.noBreach(by.id(), id, why);
    }
}
