package vadra.openness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;

/** What members are told, in PostgreSQL. */
final class PgTellings {
    private static final String DECISIONS = """
            SELECT DISTINCT decision FROM telling WHERE member_id = $1 AND kind = 'statement'
            ORDER BY decision DESC LIMIT 200""";
    private static final String DECISION =
            "SELECT decision FROM telling WHERE member_id = $1 AND kind = 'statement' AND entry = $2";
    private static final String ROWS = """
            SELECT ledger.*, telling.decision FROM telling JOIN ledger ON ledger.n = telling.entry
            WHERE telling.kind = 'statement' AND telling.decision = ANY($1) ORDER BY ledger.n""";
    private static final String THINGS = """
            SELECT n, at + interval '6 months' AS appeal_until, NOT EXISTS (
                       SELECT FROM telling WHERE decision = ledger.n AND kind <> 'outcome' AND seen_at IS NULL) AS seen,
                   CASE kind WHEN 'profile' THEN (SELECT handle FROM member WHERE id = object)
                             ELSE (SELECT slug FROM room WHERE id = ledger.room) END AS place,
                   CASE kind WHEN 'post' THEN coalesce((SELECT source FROM post_version
                                                        WHERE post_id = object AND written_at = made_at),
                                                       (SELECT source FROM post WHERE id = object))
                             WHEN 'room' THEN (SELECT rtrim(title || E'\\n' || topic, E'\\n') FROM room WHERE id = object)
                             ELSE profile_words(object, ARRAY['public', 'members', 'contacts', 'me']) END AS words
            FROM ledger WHERE n = ANY($1) ORDER BY n DESC""";
    private static final String APPEALS = "SELECT * FROM appeal WHERE entry = ANY($1)";
    private static final String UNSEEN = """
            SELECT count(*) FILTER (WHERE seen_at IS NULL)::int AS unseen, coalesce(max(n), 0) AS up_to
            FROM telling WHERE member_id = $1""";
    private static final String SEEN = "SELECT tellings_seen($1, $2)";
    private static final String SENT_UP_TO = """
            SELECT coalesce((SELECT min(n) - 1 FROM telling WHERE sent_at IS NULL), (SELECT max(n) FROM telling), 0) AS n""";
    private static final String AFTER = """
            SELECT n, handle, kind, decision, case_id, member_id FROM telling JOIN member ON member.id = member_id
            WHERE n > $1 ORDER BY n LIMIT 500""";
    private static final String SENT = "SELECT tellings_sent($1)";

    private final Pool pool;
    private final PgReports reports;

    PgTellings(Pool pool) {
        this.pool = pool;
        this.reports = new PgReports(pool);
    }

    /**
     * That there is something to tell.
     *
     * @param decision of a statement or a verdict
     * @param about of an outcome
     */
    record News(long n, String handle, @Nullable Long decision, PgReports.@Nullable Key about) {}

    /** What holds for a decision as a whole. */
    private record Whole(long n, Row row) {}

    Future<List<Long>> decisions(MemberId member) {
        return pool.preparedQuery(DECISIONS)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream().map(row -> row.getLong("decision")).toList());
    }

    Future<Optional<Long>> decision(MemberId member, long row) {
        return pool.preparedQuery(DECISION)
                .execute(Tuple.of(member.value(), row))
                .map(rows ->
                        rows.stream().map(found -> found.getLong("decision")).findAny());
    }

    /** The statements on decisions, newest first. */
    Future<List<Statement>> statements(List<Long> decisions) {
        if (decisions.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        var ask = Tuple.tuple().addArrayOfLong(decisions.toArray(Long[]::new));
        return pool.preparedQuery(THINGS)
                .execute(ask)
                .compose(things -> pool.preparedQuery(ROWS)
                        .execute(ask)
                        .compose(rows -> pool.preparedQuery(APPEALS)
                                .execute(ask)
                                .map(appeals -> statements(things, entries(rows), appeals(appeals)))));
    }

    private static List<Statement> statements(
            RowSet<Row> things, Map<Long, List<Entry>> entries, Map<Long, Appeal> appeals) {
        return things.stream()
                .map(row -> new Whole(row.getLong("n"), row))
                .map(whole ->
                        statement(whole.row(), entries.getOrDefault(whole.n(), List.of()), appeals.get(whole.n())))
                .toList();
    }

    private static Statement statement(Row row, List<Entry> entries, @Nullable Appeal appeal) {
        return new Statement(
                entries.get(0),
                entries.subList(1, entries.size()),
                new Statement.Made(row.getString("place"), row.getString("words")),
                appeal,
                row.getOffsetDateTime("appeal_until").toInstant(),
                row.getBoolean("seen"));
    }

    private static Map<Long, List<Entry>> entries(RowSet<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.getLong("decision"), Collectors.mapping(PgLedger::entry, Collectors.toList())));
    }

    private static Map<Long, Appeal> appeals(RowSet<Row> rows) {
        return rows.stream().map(PgAppeals::appeal).collect(Collectors.toMap(Appeal::entry, Function.identity()));
    }

    Future<Tellings.Unseen> unseen(MemberId member) {
        return pool.preparedQuery(UNSEEN)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Tellings.Unseen(row.getInteger("unseen"), row.getLong("up_to")));
    }

    Future<Void> seen(MemberId member, long upTo) {
        return pool.preparedQuery(SEEN).execute(Tuple.of(member.value(), upTo)).mapEmpty();
    }

    /** Below this number all was sent by some server. */
    Future<Long> sentUpTo() {
        return pool.query(SENT_UP_TO)
                .execute()
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    Future<List<News>> after(long n) {
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(n))
                .map(rows -> rows.stream().map(PgTellings::news).toList());
    }

    private static News news(Row row) {
        @Nullable UUID about = row.getUUID("case_id");
        return new News(
                row.getLong("n"),
                row.getString("handle"),
                row.getLong("decision"),
                about == null ? null : new PgReports.Key(about, row.getUUID("member_id")));
    }

    /** Reads what the news are about, and hands it on in their order. */
    Future<Void> pass(List<News> news, BiConsumer<String, Statement> statements, BiConsumer<String, Report> outcomes) {
        var decisions = news.stream()
                .filter(one -> one.about() == null)
                .map(News::decision)
                .distinct()
                .toList();
        return statements(decisions)
                .map(found -> found.stream()
                        .collect(Collectors.toMap(one -> one.decision().n(), Function.identity())))
                .compose(told -> reports.told(news.stream().map(News::n).toArray(Long[]::new))
                        .map(reported -> {
                            for (var one : news) {
                                if (one.about() == null) {
                                    statements.accept(one.handle(), told.get(one.decision()));
                                } else {
                                    outcomes.accept(one.handle(), reported.get(one.about()));
                                }
                            }
                            return null;
                        }));
    }

    Future<Void> sent(long upTo) {
        return pool.preparedQuery(SENT).execute(Tuple.of(upTo)).mapEmpty();
    }
}
