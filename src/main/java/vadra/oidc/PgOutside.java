package vadra.oidc;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import vadra.community.PgRefusal;
import vadra.community.Secrets;
import vadra.core.MemberId;

/** Who is on the way to an issuer and back, and whom it knows here, in PostgreSQL: any server may see somebody home. */
final class PgOutside {
    /** How many may be under way at once; further ones wait. */
    static final int MOST = 10_000;
    /** How many of the site's tokens are remembered at once, each for some minutes. */
    static final int MOST_TOKENS = 20_000;

    private static final String BEGIN = """
            INSERT INTO outside_flow (state, browser, nonce, verifier, return_to, member_id, expires_at)
            SELECT $1, $2, $3, $4, $5, $6, ledger_now() + interval '10 minutes'
            WHERE (SELECT count(*) FROM outside_flow) < $7""";
    /** Gone with the first that asks, right browser or not: a state that was seen elsewhere is of no use to anybody. */
    private static final String TAKE = """
            DELETE FROM outside_flow WHERE state = $1
            RETURNING nonce, verifier, return_to, member_id, browser = $2 AND expires_at > ledger_now() AS fits""";

    private static final String KNOWN = "SELECT member_id FROM outside_account WHERE issuer = $1 AND subject = $2";
    private static final String HEED = "SELECT heed_claim($1, $2, $3)";
    private static final String LINK = "SELECT link_account($1, $2, $3)";
    private static final String UNLINK = "SELECT unlink_account($1, $2)";
    private static final String IS_LINKED =
            "SELECT EXISTS (SELECT FROM outside_account WHERE member_id = $1 AND issuer = $2) AS found";
    private static final String ADD = """
            INSERT INTO outside_newcomer (secret, issuer, subject, name, is_staff, expires_at)
            SELECT $1, $2, $3, $4, $5, ledger_now() + interval '30 minutes'
            WHERE (SELECT count(*) FROM outside_newcomer) < $6""";
    private static final String NAME =
            "SELECT name FROM outside_newcomer WHERE secret = $1 AND issuer = $2 AND expires_at > ledger_now()";
    /** Of many who try the same at once, one adds the row. */
    private static final String USE = """
            INSERT INTO host_token (digest, expires_at)
            SELECT $1, $2 WHERE (SELECT count(*) FROM host_token) < $3 ON CONFLICT DO NOTHING""";

    private static final String FORGET_FLOWS = "DELETE FROM outside_flow WHERE expires_at <= ledger_now()";
    private static final String FORGET_NEWCOMERS = "DELETE FROM outside_newcomer WHERE expires_at <= ledger_now()";
    private static final String FORGET_TOKENS = "DELETE FROM host_token WHERE expires_at <= ledger_now()";

    private final Pool pool;

    PgOutside(Pool pool) {
        this.pool = pool;
    }

    /** Keeps who sets out; false when too many are under way. */
    Future<Boolean> begin(String state, String browser, Flow flow) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(digest(state), digest(browser), flow.nonce(), flow.verifier(), flow.returnTo())
                        .addUUID(flow.member().map(MemberId::value).orElse(null))
                        .addInteger(MOST))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Who comes back with a state, in the browser that set out with it; once. */
    Future<Optional<Flow>> take(String state, String browser) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(digest(state), digest(browser)))
                .map(rows -> first(rows).filter(row -> row.getBoolean("fits")).map(PgOutside::flow));
    }

    private static Flow flow(Row row) {
        return new Flow(
                row.getString("nonce"),
                row.getString("verifier"),
                row.getString("return_to"),
                Optional.ofNullable(row.getUUID("member_id")).map(MemberId::new));
    }

    /** The member whom an issuer's person is linked to. */
    Future<Optional<MemberId>> member(Identity who) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(who.issuer(), who.subject()))
                .map(rows -> first(rows).map(row -> new MemberId(row.getUUID("member_id"))));
    }

    Future<Void> heed(Identity who) {
        return pool.preparedQuery(HEED)
                .execute(Tuple.of(who.issuer(), who.subject(), who.isStaff()))
                .mapEmpty();
    }

    Future<Void> link(MemberId member, Identity who) {
        return pool.preparedQuery(LINK)
                .execute(Tuple.of(member.value(), who.issuer(), who.subject()))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Void> unlink(MemberId member, String issuer) {
        return pool.preparedQuery(UNLINK)
                .execute(Tuple.of(member.value(), issuer))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<Boolean> isLinked(MemberId member, String issuer) {
        return pool.preparedQuery(IS_LINKED)
                .execute(Tuple.of(member.value(), issuer))
                .map(rows -> rows.iterator().next().getBoolean("found"));
    }

    /** Keeps somebody who may join under a secret; false when too many are about to. */
    Future<Boolean> add(String secret, Identity who) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(digest(secret), who.issuer(), who.subject(), who.name(), who.isStaff())
                        .addInteger(MOST))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The name that an issuer told of who may join by a secret; a secret of another's opens nothing. */
    Future<Optional<String>> name(String secret, String issuer) {
        return pool.preparedQuery(NAME)
                .execute(Tuple.of(digest(secret), issuer))
                .map(rows -> first(rows).map(row -> row.getString("name")));
    }

    /** Uses a token by what it is called; false when it was used before, or too many are remembered. */
    Future<Boolean> use(String token, Instant until) {
        return pool.preparedQuery(USE)
                .execute(Tuple.of(digest(token), until.atOffset(ZoneOffset.UTC), MOST_TOKENS))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Forgets who did not come back, and tokens that are over. */
    Future<Void> forget() {
        return pool.query(FORGET_FLOWS)
                .execute()
                .compose(done -> pool.query(FORGET_NEWCOMERS).execute())
                .compose(done -> pool.query(FORGET_TOKENS).execute())
                .mapEmpty();
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.stream().findFirst();
    }

    private static Buffer digest(String secret) {
        return Buffer.buffer(HexFormat.of().parseHex(Secrets.digest(secret)));
    }
}
