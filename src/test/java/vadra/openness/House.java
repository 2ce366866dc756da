package vadra.openness;

import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import vadra.app.TestDatabase;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;

/** A database with rules, people, a room and posts; seen by the tables' owner and by the role of the server. */
final class House implements AutoCloseable {
    private static final String TEXTS = """
            {"sv": {"title": "a", "text": "b", "allowed": "c", "notAllowed": "d"},
             "en": {"title": "a", "text": "b", "allowed": "c", "notAllowed": "d"}}""";
    /** Rule 1 cools, rule 2 is the law, rule 3 safety. */
    static final String RULES = """
            [{"number": 1, "harm": "conduct", "category": "CYBER_VIOLENCE", "in": %1$s},
             {"number": 2, "harm": "law", "category": "ILLEGAL_OR_HARMFUL_SPEECH", "in": %1$s},
             {"number": 3, "harm": "safety", "category": "VIOLENCE", "in": %1$s}]""".formatted(TEXTS);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger count = new AtomicInteger();
    final Pool owner;
    final Pool server;
    final UUID asta;
    final UUID staff;
    final UUID room;

    House() {
        var database = TestDatabase.fresh();
        owner = database.pool(vertx);
        server = database.serverPool(vertx);
        announce(1, RULES);
        asta = member("member");
        staff = member("staff");
        room = room(asta);
    }

    void announce(int version, String rules) {
        get(server.query("SELECT announce_rules(" + version + ", NULL, '" + rules + "')")
                .execute());
    }

    UUID member(String role) {
        var id = UUID.randomUUID();
        get(owner.preparedQuery("""
                INSERT INTO member (id, handle, name, role, about, password_hash, rules_version, joined_at)
                VALUES ($1, $2, 'Asta', $3, 'about', 'x', 1, now())""").execute(Tuple.of(id, "m" + count.incrementAndGet(), role)));
        return id;
    }

    /** A new member. */
    Actor actor(String role) {
        return actorOf(member(role));
    }

    Actor actorOf(UUID member) {
        return new Actor(new MemberId(member), "m", "M", Role.MEMBER);
    }

    /** Makes somebody answer for the product that the room talks of. */
    void answersForTheRoom(UUID member) {
        var product = UUID.randomUUID();
        get(owner.query("INSERT INTO product VALUES ('" + product + "', 'p', 'P', ''); UPDATE room SET product_id = '"
                        + product + "'; INSERT INTO answers_for VALUES ('" + product + "', '" + member + "')")
                .execute());
    }

    /** Earlier words, replies and votes. */
    void talkUnder(UUID thread) {
        get(server.query("SELECT edit_post('" + asta + "', '" + thread
                        + "', '{\"source\": \"nya ord\", \"html\": \"<p>nya ord</p>\", \"language\": \"sv\"}', now())")
                .execute());
        for (var kind : List.of("agree", "disagree", "heart")) {
            var by = member("member");
            get(server.query("INSERT INTO reaction VALUES ('" + thread + "', '" + by + "', '" + kind + "', now())")
                    .execute());
            get(server.preparedQuery("""
                    INSERT INTO post (id, room_id, seq, author_id, parent_id, thread_id, command_id, source, html,
                                      language, said_at, hat)
                    VALUES (gen_random_uuid(), $1, $2, $3, $4, $4, 'c', 'svar', '<p>svar</p>', 'sv', now(), 'customer')""").execute(Tuple.of(room, (long) count.incrementAndGet(), by, thread)));
        }
    }

    UUID room(UUID starter) {
        var id = UUID.randomUUID();
        get(server.preparedQuery(
                        "INSERT INTO room (id, slug, title, started_by, started_at) VALUES ($1, $2, 'R', $3, now())")
                .execute(Tuple.of(id, "r" + count.incrementAndGet(), starter)));
        return id;
    }

    @CanIgnoreReturnValue
    UUID post(UUID author) {
        var id = UUID.randomUUID();
        get(server.preparedQuery("""
                INSERT INTO post (id, room_id, seq, author_id, thread_id, command_id, source, html, language, said_at, hat)
                SELECT $1, $2, $3, id, $1, 'c', 'words', '<p>words</p>', 'sv', now(),
                       CASE role WHEN 'staff' THEN 'employee' ELSE 'customer' END FROM member WHERE id = $4""").execute(Tuple.of(id, room, (long) count.incrementAndGet(), author)));
        return id;
    }

    /** What an act cites under a rule. */
    static JsonObject cited(int rule) {
        var cited = new JsonObject()
                .put("version", 1)
                .put("rule", rule)
                .put("grounds", "It names a person and threatens.")
                .put("facts", "The second sentence has an address.")
                .put("criticism", false);
        return rule == 2 ? cited.put("law", "4 kap. 5 § brottsbalken") : cited;
    }

    /** Rows of the ledger that an act wrote. */
    @CanIgnoreReturnValue
    List<Long> restrain(String kind, JsonObject cited, UUID... things) {
        return numbers(get(server.preparedQuery("SELECT n FROM restrain($1, $2, $3, $4)")
                .execute(Tuple.of(staff, kind, things, cited))));
    }

    List<Long> sweep() {
        return numbers(get(server.query("SELECT n FROM sweep_restraints()").execute()));
    }

    void reverse(long row) {
        get(server.preparedQuery("SELECT reverse_restraint($1, $2, 'It was about the matter after all.')")
                .execute(Tuple.of(staff, row)));
    }

    /** Lets the ledger's clock run ahead by some minutes. */
    void later(int minutes) {
        get(owner.query("CREATE OR REPLACE FUNCTION ledger_now() RETURNS timestamptz LANGUAGE sql VOLATILE"
                        + " SET search_path = public, pg_temp"
                        + " RETURN clock_timestamp() + interval '" + minutes + " minutes'")
                .execute());
    }

    /** Cases that wait, oldest first. */
    List<UUID> waiting() {
        return get(owner.query("SELECT id FROM report_case WHERE decided_at IS NULL ORDER BY opened_at, id")
                        .execute())
                .stream()
                .map(row -> row.getUUID("id"))
                .toList();
    }

    /** The row of the ledger by which a post is hidden; null when it is not. */
    Object restraintOf(UUID post) {
        return one("SELECT restraint FROM post WHERE id = '" + post + "'");
    }

    /** The first field of what the owner is answered. */
    Object one(String sql) {
        return get(owner.query(sql).execute()).iterator().next().getValue(0);
    }

    /** How the server's role is answered: the SQLSTATE that refuses, or "done". */
    String asServer(String sql) {
        return answer(server, sql);
    }

    String asOwner(String sql) {
        return answer(owner, sql);
    }

    private static String answer(Pool pool, String sql) {
        return get(pool.query(sql)
                .execute()
                .map("done")
                .recover(failure -> failure instanceof PgException refused
                        ? io.vertx.core.Future.succeededFuture(refused.getSqlState())
                        : io.vertx.core.Future.failedFuture(failure)));
    }

    private static List<Long> numbers(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getLong("n")).toList();
    }

    @Override
    public void close() {
        get(vertx.close());
    }
}
