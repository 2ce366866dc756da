package vadra.docket;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * What waits for the staff, in PostgreSQL, as it is sent: oldest first, at most {@value #LIMIT} of a kind, with how many
 * there are. Who reported stays unsaid. Safe for use by any thread.
 */
public final class PgDocket {
    private static final int LIMIT = 50;
    private static final String LISTED = """
            SELECT jsonb_build_object('count', (SELECT count(*) FROM %1$s), 'items', coalesce(jsonb_agg(one), '[]')) answer
            FROM (SELECT jsonb_build_object(%2$s) one FROM %1$s ORDER BY %3$s LIMIT\s""" + LIMIT + ") listed";
    private static final String CASES = LISTED.formatted("report_case WHERE decided_at IS NULL", """
            'case', id, 'openedAt', ledger_time(opened_at), 'thing', CASE kind WHEN 'message' THEN reported_message(id, $1) ELSE thing_json(kind, object, $1) END,
            'reporters', (SELECT count(*) FROM report WHERE case_id = id),
            'reports', (SELECT jsonb_agg(said ORDER BY said -> 'at') FROM (
                SELECT jsonb_build_object('version', version, 'rule', rule, 'words', words, 'at', ledger_time(reported_at)) said
                FROM report WHERE case_id = id ORDER BY reported_at LIMIT 20) reports)""", "opened_at, id");
    private static final String APPEALS = LISTED.formatted(
            "appeal JOIN ledger ON ledger.n = appeal.entry WHERE decided_at IS NULL", """
            'appeal', appeal.id, 'at', ledger_time(appealed_at), 'words', words, 'hindrance', judge_hindrance(appeal.id, $1),
            'decision', jsonb_build_object('entry', n, 'at', ledger_time(at), 'version', version, 'rule', rule, 'law', law,
                                           'grounds', grounds, 'facts', facts, 'actor', ledger.actor),
            'thing', thing_json(kind, object, $1)""", "appealed_at, appeal.id");
    private static final String STANDING = LISTED.formatted("""
            ledger WHERE act IN ('announce', 'hide') AND kind IN ('post', 'room', 'profile')
            AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = ledger.n)""", """
            'entry', n, 'act', act, 'at', ledger_time(at), 'effectiveAt', ledger_time(effective_at),
            'until', ledger_time(until), 'version', version, 'rule', rule, 'grounds', grounds, 'actor', actor,
            'thing', thing_json(kind, object, $1)""", "n DESC");
    private static final String NOTICES = LISTED.formatted("notice WHERE decided_at IS NULL", """
            'notice', id, 'receivedAt', ledger_time(received_at), 'place', place, 'law', law, 'words', words,
            'name', name, 'mail', mail, 'thing', CASE WHEN kind IS NOT NULL THEN thing_json(kind, object, $1) END""", "received_at, id");
    private static final String ANSWERING = """
            SELECT coalesce(jsonb_agg(jsonb_build_object('product', slug, 'name', name, 'people', (
                SELECT coalesce(jsonb_agg(jsonb_build_object('handle', handle, 'name', member.name) ORDER BY handle), '[]')
                FROM answers_for JOIN member ON member.id = member_id WHERE product_id = product.id)) ORDER BY slug), '[]') answer
            FROM (SELECT * FROM product ORDER BY slug LIMIT 200) product""";
    private static final String ANSWER = "SELECT answer_for($1, $2, $3, $4)";

    private final Pool pool;

    public PgDocket(Pool pool) {
        this.pool = pool;
    }

    /** Reported things that wait; each with its words, what was said before it, and the reports. */
    public Future<JsonObject> cases(MemberId reader) {
        return list(CASES, reader);
    }

    /** Appeals that wait; {@code hindrance} says why the reader may not judge one, null when they may. */
    public Future<JsonObject> appeals(MemberId reader) {
        return list(APPEALS, reader);
    }

    /** What cools or is restrained now, newest first. */
    public Future<JsonObject> standing(MemberId reader) {
        return list(STANDING, reader);
    }

    /** Notices under the law that wait. */
    public Future<JsonObject> notices(MemberId reader) {
        return list(NOTICES, reader);
    }

    private Future<JsonObject> list(String query, MemberId reader) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(reader.value()))
                .map(rows -> rows.iterator().next().getJsonObject("answer"));
    }

    /** Products, and who answers for each and so keeps out of what is said of it. */
    public Future<JsonArray> answering() {
        return pool.query(ANSWERING)
                .execute()
                .map(rows -> rows.iterator().next().getJsonArray("answer"));
    }

    /**
     * Lets one of the staff answer for a product, or no longer; fails with {@link Problem.NotFound}, and with
     * {@link Problem.Forbidden} for who would release themselves.
     */
    public Future<Void> answer(MemberId by, String product, String handle, boolean does) {
        return pool.preparedQuery(ANSWER)
                .execute(Tuple.of(by.value(), product, handle, does))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }
}
