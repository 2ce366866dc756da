package vadra.openness;

import io.vertx.sqlclient.Pool;
import java.time.Clock;

/** What the company promised of its restraint, and all that was done under it. */
public record Openness(RuleBook rules, Ledger ledger, Reports reports, Appeals appeals, Tellings tellings) {
    /** That of a database. */
    public static Openness of(Pool pool, Clock clock) {
        return new Openness(
                new RuleBook(pool, clock), new Ledger(pool), new Reports(pool), new Appeals(pool), new Tellings(pool));
    }
}
