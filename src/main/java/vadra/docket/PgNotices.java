package vadra.docket;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.Problem;

/** Notices under the law, in PostgreSQL (Digital Services Act, Article 16). Safe for use by any thread. */
public final class PgNotices {
    private static final int RECEIPT_BYTES = 16;
    private static final String GIVE = """
            INSERT INTO notice (id, receipt, kind, object, place, law, words, name, mail)
            VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8)""";
    private static final String STATE = """
            SELECT jsonb_build_object('receipt', receipt, 'receivedAt', ledger_time(received_at), 'place', place, 'law', law,
                                      'decidedAt', ledger_time(decided_at), 'entry', entry, 'why', why, 'actor', actor) answer
            FROM notice WHERE receipt = $1""";
    private static final String DECIDE = "SELECT decide_notice($1, $2, $3, $4)";
    private static final String FORGET = "SELECT forget_notifiers()";

    private final Pool pool;
    private final SecureRandom random = new SecureRandom();

    public PgNotices(Pool pool) {
        this.pool = pool;
    }

    /** Takes a notice; its receipt, by which alone what becomes of it can be read. */
    public Future<String> give(Notice notice) {
        var bytes = new byte[RECEIPT_BYTES];
        random.nextBytes(bytes);
        var receipt = HexFormat.of().formatHex(bytes);
        var thing = notice.thing();
        return pool.preparedQuery(GIVE)
                .execute(Tuple.of(
                                receipt,
                                thing == null ? null : thing.kind().name().toLowerCase(Locale.ROOT))
                        .addUUID(thing == null ? null : thing.id())
                        .addString(notice.place())
                        .addString(notice.law())
                        .addString(notice.words())
                        .addString(notice.name())
                        .addString(notice.mail()))
                .map(receipt)
                .recover(PgRefusal::asProblem);
    }

    /** What became of a notice, without who gave it; fails with {@link Problem.NotFound}. */
    public Future<JsonObject> state(String receipt) {
        return pool.preparedQuery(STATE)
                .execute(Tuple.of(receipt))
                .map(rows -> rows.stream()
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("notice", receipt))
                        .getJsonObject("answer"));
    }

    /**
     * Decides a notice, once.
     *
     * @param act on the thing, with rule, grounds, facts, criticism, and maybe law and until; null when nothing is done
     * @param why 10 to 2 000 characters
     */
    public Future<Void> decide(MemberId by, UUID notice, @Nullable JsonObject act, String why) {
        return pool.preparedQuery(DECIDE)
                .execute(Tuple.of(by.value(), notice, act, why))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    /** Forgets who gave the notices that were decided 90 days ago. */
    public Future<Void> forget() {
        return pool.query(FORGET).execute().mapEmpty();
    }
}
