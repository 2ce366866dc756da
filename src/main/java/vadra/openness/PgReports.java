package vadra.openness;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.MemberId;

/** Reports and their cases in PostgreSQL. */
final class PgReports {
    private static final String REPORT = "SELECT * FROM report_thing($1, $2, $3, $4)";
    private static final String NO_BREACH = "SELECT find_no_breach($1, $2, $3)";
    private static final String REPORTS = """
            SELECT report.case_id, report.member_id, report_case.kind, report_case.object, report.version, report.rule,
                   report.words AS reported, report.reported_at, report_case.decided_at, report_case.entry,
                   report_case.words, report_case.actor, coalesce(acted.version, breach.version) AS broken_version,
                   coalesce(acted.rule, breach.rule) AS broken_rule, ended.n AS end_entry, ended.cause AS end_cause,
                   ended.at AS end_at, ended.grounds AS end_words, ended.actor AS end_actor,
                   CASE report_case.kind
                       WHEN 'post' THEN (SELECT slug FROM room JOIN post ON room.id = room_id
                                         WHERE post.id = report_case.object)
                       WHEN 'room' THEN (SELECT slug FROM room WHERE id = report_case.object)
                       WHEN 'message' THEN ''
                       ELSE (SELECT handle FROM member WHERE id = report_case.object) END AS place,
                   (SELECT CASE WHEN bool_and(seen_at IS NOT NULL) THEN max(seen_at) END FROM telling
                    WHERE telling.case_id = report.case_id AND telling.member_id = report.member_id
                    AND telling.kind = 'outcome') AS heard_at
            FROM report JOIN report_case ON report_case.id = report.case_id
            LEFT JOIN ledger acted ON acted.n = report_case.entry
            LEFT JOIN report breach ON breach.case_id = report.case_id AND breach.member_id = report.member_id
                AND report_case.outcome = 'breach'
            LEFT JOIN LATERAL (
                SELECT ledger.* FROM telling JOIN ledger ON ledger.n = telling.entry
                WHERE telling.case_id = report.case_id AND telling.member_id = report.member_id
                AND telling.kind = 'outcome' AND ledger.act IN ('show', 'drop')) ended ON true
            """;
    private static final String BY = REPORTS + "WHERE report.member_id = $1 ORDER BY report.reported_at DESC LIMIT 200";
    private static final String TOLD = REPORTS
            + "WHERE (report.case_id, report.member_id) IN (SELECT case_id, member_id FROM telling WHERE n = ANY($1))";
    private static final String VERSION = """
            SELECT rules_at(CASE $1 WHEN 'post' THEN (SELECT coalesce(edited_at, said_at) FROM post WHERE id = $2)
                                    WHEN 'room' THEN (SELECT started_at FROM room WHERE id = $2)
                                    ELSE (SELECT coalesce(about_at, joined_at) FROM member WHERE id = $2) END) AS version""";

    private final Pool pool;

    PgReports(Pool pool) {
        this.pool = pool;
    }

    Future<Report.Receipt> report(MemberId by, Entry.Kind kind, UUID thing, Report.Reason reason) {
        var cited = new JsonObject().put("rule", reason.rule()).put("words", reason.words());
        if (reason.version() != null) {
            cited.put("version", reason.version());
        }
        return pool.preparedQuery(REPORT)
                .execute(Tuple.of(by.value(), Chain.code(kind), thing, cited))
                .map(rows -> rows.iterator().next())
                .map(row ->
                        new Report.Receipt(row.getUUID("to_case"), row.getInteger("under"), row.getBoolean("again")))
                .recover(PgRefusal::asProblem);
    }

    Future<Optional<Integer>> version(Entry.Kind kind, UUID thing) {
        return pool.preparedQuery(VERSION)
                .execute(Tuple.of(Chain.code(kind), thing))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getInteger("version")));
    }

    Future<Void> noBreach(MemberId by, UUID id, String why) {
        return pool.preparedQuery(NO_BREACH)
                .execute(Tuple.of(by.value(), id, why))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<List<Report>> by(MemberId member) {
        return reports(BY, Tuple.of(member.value()));
    }

    /** Whose report in which case. */
    record Key(UUID caseId, UUID member) {}

    /** The reports that tellings are about. */
    Future<Map<Key, Report>> told(Long[] tellings) {
        return pool.preparedQuery(TOLD)
                .execute(Tuple.tuple().addArrayOfLong(tellings))
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> new Key(row.getUUID("case_id"), row.getUUID("member_id")), PgReports::report)));
    }

    private Future<List<Report>> reports(String query, Tuple values) {
        return pool.preparedQuery(query)
                .execute(values)
                .map(rows -> rows.stream().map(PgReports::report).toList());
    }

    private static Report report(Row row) {
        OffsetDateTime heard = row.getOffsetDateTime("heard_at");
        return new Report(
                row.getUUID("case_id"),
                kind(row),
                row.getUUID("object"),
                row.getString("place"),
                new Report.Reason(row.getInteger("version"), row.getInteger("rule"), row.getString("reported")),
                row.getOffsetDateTime("reported_at").toInstant(),
                outcome(row),
                end(row),
                heard == null ? null : heard.toInstant());
    }

    private static Report.@Nullable Outcome outcome(Row row) {
        OffsetDateTime decided = row.getOffsetDateTime("decided_at");
        return decided == null
                ? null
                : new Report.Outcome(
                        decided.toInstant(),
                        row.getLong("entry"),
                        broken(row),
                        row.getString("words"),
                        row.getString("actor"));
    }

    private static Report.@Nullable Broken broken(Row row) {
        Integer version = row.getInteger("broken_version");
        return version == null ? null : new Report.Broken(version, row.getInteger("broken_rule"));
    }

    private static Report.@Nullable End end(Row row) {
        Long entry = row.getLong("end_entry");
        return entry == null
                ? null
                : new Report.End(
                        entry,
                        row.getString("end_cause"),
                        row.getOffsetDateTime("end_at").toInstant(),
                        row.getString("end_words"),
                        row.getString("end_actor"));
    }

    private static Entry.Kind kind(Row row) {
        return Entry.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    }
}
