package vadra.openness;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;

/** Reports and their cases in PostgreSQL. */
final class PgReports {
    private static final String REPORT = "SELECT report_thing($1, $2, $3, $4) AS id";
    private static final String NO_BREACH = "SELECT find_no_breach($1, $2, $3)";
    private static final String HEARD = "SELECT hear_outcome($1, $2)";
    private static final String WAITING = """
            SELECT id, kind, object, opened_at, (SELECT count(*) FROM report WHERE case_id = id)::int AS reports
            FROM report_case WHERE decided_at IS NULL ORDER BY opened_at, id LIMIT $1""";
    private static final String REPORTS = """
            SELECT report.case_id, report_case.kind, report_case.object, report.version, report.rule,
                   report.words AS reported, report.reported_at, report.heard_at, report_case.decided_at,
                   report_case.entry, report_case.words, report_case.actor
            FROM report JOIN report_case ON report_case.id = report.case_id
            """;
    private static final String OF = REPORTS + "WHERE report.case_id = $1 ORDER BY report.reported_at LIMIT 200";
    private static final String BY = REPORTS + "WHERE report.member_id = $1 ORDER BY report.reported_at DESC LIMIT 200";

    private final Pool pool;

    PgReports(Pool pool) {
        this.pool = pool;
    }

    Future<UUID> report(MemberId by, Entry.Kind kind, UUID thing, Report.Reason reason) {
        var cited = new JsonObject()
                .put("version", reason.version())
                .put("rule", reason.rule())
                .put("words", reason.words());
        return pool.preparedQuery(REPORT)
                .execute(Tuple.of(by.value(), Chain.code(kind), thing, cited))
                .map(rows -> rows.iterator().next().getUUID("id"))
                .recover(PgRefusal::asProblem);
    }

    Future<Void> noBreach(MemberId by, UUID id, String why) {
        return pool.preparedQuery(NO_BREACH)
                .execute(Tuple.of(by.value(), id, why))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Void> heard(MemberId reporter, UUID id) {
        return pool.preparedQuery(HEARD).execute(Tuple.of(reporter.value(), id)).mapEmpty();
    }

    Future<List<Case>> waiting(int limit) {
        return pool.preparedQuery(WAITING)
                .execute(Tuple.of(limit))
                .map(rows -> rows.stream()
                        .map(row -> new Case(
                                row.getUUID("id"),
                                kind(row),
                                row.getUUID("object"),
                                row.getOffsetDateTime("opened_at").toInstant(),
                                row.getInteger("reports")))
                        .toList());
    }

    Future<List<Report>> of(UUID id) {
        return reports(OF, id);
    }

    Future<List<Report>> by(MemberId member) {
        return reports(BY, member.value());
    }

    private Future<List<Report>> reports(String query, UUID id) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().map(PgReports::report).toList());
    }

    private static Report report(Row row) {
        OffsetDateTime heard = row.getOffsetDateTime("heard_at");
        return new Report(
                row.getUUID("case_id"),
                kind(row),
                row.getUUID("object"),
                new Report.Reason(row.getInteger("version"), row.getInteger("rule"), row.getString("reported")),
                row.getOffsetDateTime("reported_at").toInstant(),
                outcome(row),
                heard == null ? null : heard.toInstant());
    }

    private static Report.@Nullable Outcome outcome(Row row) {
        OffsetDateTime decided = row.getOffsetDateTime("decided_at");
        return decided == null
                ? null
                : new Report.Outcome(
                        decided.toInstant(), row.getLong("entry"), row.getString("words"), row.getString("actor"));
    }

    private static Entry.Kind kind(Row row) {
        return Entry.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    }
}
