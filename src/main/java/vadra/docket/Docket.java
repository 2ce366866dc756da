package vadra.docket;

import io.vertx.sqlclient.Pool;

/** What waits for the staff to decide, and notices under the law. */
public record Docket(PgDocket waiting, PgNotices notices) {
    /** That of a database. */
    public static Docket of(Pool pool) {
        return new Docket(new PgDocket(pool), new PgNotices(pool));
    }
}
