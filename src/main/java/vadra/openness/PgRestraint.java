package vadra.openness;

import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** What is told of a restraint where a post or an article is read, in PostgreSQL. */
public final class PgRestraint {
    /** What {@link #of} reads, of the row of the ledger that the query names {@code told}. */
    public static final String COLUMNS = """
            told.n AS told_n, told.act AS told_act, told.version AS told_version, told.rule AS told_rule,
                   told.effective_at AS told_effective_at, told.until AS told_until""";

    private PgRestraint() {}

    /** The restraint, or null where the query found none. */
    public static @Nullable Restraint of(Row row) {
        if (row.getLong("told_n") == null) {
            return null;
        }
        var until = row.getOffsetDateTime("told_until");
        return new Restraint(
                row.getLong("told_n"),
                Entry.Act.of(row.getString("told_act")),
                row.getInteger("told_version"),
                row.getInteger("told_rule"),
                row.getOffsetDateTime("told_effective_at").toInstant(),
                until == null ? null : until.toInstant());
    }
}
