package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** What a row says, to whom it is kept from, and that nobody changes it. */
class StaffActRowsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX);
    private static final Pool AS_SERVER = DATABASE.serverPool(VERTX);
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Api STAFF = SERVER.staff();

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    private static List<JsonObject> rows() {
        return get(OWNER.query("SELECT n, what, object, about::text, why, who::text FROM staff_act ORDER BY n")
                        .execute())
                .stream()
                .map(row -> row.toJson())
                .toList();
    }

    private static long count() {
        return rows().size();
    }

    private static String id(String handle) {
        return get(SERVER.services().community().person(handle)).id().toString();
    }

    @Test
    void whatIsDoneToSomebodySaysToWhomAndWhy() {
        var eva = Person.joins(SERVER.url(), "eva-roll", history);
        var given =
                STAFF.write("PUT", "/api/people/" + eva.name() + "/role", new JsonObject().put("role", "blogger"), "r");
        assertThat(given.status()).as(given.json().encode()).isEqualTo(204);
        var row = rows().get(rows().size() - 1);
        assertThat(row.getString("object")).isEqualTo("member:" + id("eva-roll"));
        assertThat(row.getString("about")).isEqualTo(id("eva-roll"));
    }

    /** Staff reads of a private line that was reported: the one who wrote it can be told, once an hour. */
    @Test
    void toReadAReportedPrivateLineIsWrittenDown() {
        var asta = Person.joins(SERVER.url(), "asta-privat", history);
        var bo = Person.joins(SERVER.url(), "bo-privat", history);
        var talk = asta.api()
                .post("/api/talk", new JsonObject().put("to", "bo-privat").put("text", "Ett privat ord."));
        assertThat(talk.status()).as(talk.json().encode()).isEqualTo(201);
        var message = get(OWNER.query("SELECT id FROM message WHERE author_id = '" + id("asta-privat") + "'")
                        .execute())
                .iterator()
                .next()
                .getUUID("id");
        var report = new JsonObject().put("version", 1).put("rule", 1).put("words", "Det är ett hot mot mig.");
        var reported = bo.api().post("/api/messages/" + message + "/reports", report);
        assertThat(reported.status()).as(reported.json().encode()).isIn(200, 201, 204);
        long before = count();
        assertThat(STAFF.get("/api/desk/cases").status()).isEqualTo(200);
        assertThat(STAFF.get("/api/desk/cases").status()).isEqualTo(200);
        assertThat(count()).isEqualTo(before + 1);
        var row = rows().get((int) before);
        assertThat(row.getString("what")).isEqualTo("listCases");
        assertThat(row.getString("about")).isEqualTo(id("asta-privat"));
    }

    @Test
    void aLiftedPseudonymIsWrittenDownWithIt() {
        var asta = Person.joins(SERVER.url(), "asta-alias", history).startsRoom("fragor-alias");
        var post = asta.asks("Varför dröjer svaret?", true);
        long before = count();
        var cited = new JsonObject().put("version", 1).put("rule", 1).put("grounds", "Det är ett hot mot en person.");
        var lifted = STAFF.post("/api/posts/" + post + "/lift", cited);
        assertThat(lifted.status()).as(lifted.json().encode()).isEqualTo(200);
        assertThat(count()).isEqualTo(before + 1);
        var row = rows().get((int) before);
        assertThat(row.getString("what")).isEqualTo("liftPseudonym");
        assertThat(row.getString("about")).isEqualTo(id("asta-alias"));
        assertThat(row.getString("why")).isEqualTo("Det är ett hot mot en person.");
        // Nobody else on the staff learns from it whose pseudonym it was.
        var page = STAFF.get("/api/desk/acts?what=liftPseudonym").json();
        assertThat(page.getJsonArray("acts")).hasSize(1);
        assertThat(page.encode()).doesNotContain(id("asta-alias"), "asta-alias");
    }

    @Test
    void aNumberThatIsGivenANameIsWrittenDownWithIt() {
        var who = id("staff");
        var named = STAFF.post(
                "/api/desk/claims",
                new JsonObject().put("title", "Ett påstående").put("phrases", new JsonArray().add("ett påstående")));
        assertThat(named.status()).as(named.json().encode()).isEqualTo(201);
        long before = count();
        get(OWNER.query("INSERT INTO unmasking SELECT gen_random_uuid(), id, '" + who + "', 1, '" + who
                        + "', 'Ett skäl', now() FROM claim LIMIT 1")
                .execute());
        assertThat(count()).isEqualTo(before + 1);
        assertThat(rows().get((int) before).getString("what")).isEqualTo("unmaskCarrier");
    }

    @Test
    void theListHasPagesAndFilters() {
        for (int i = 0; i < 3; i++) {
            keep("removeFeed");
        }
        var all = STAFF.get("/api/desk/acts").json();
        assertThat(Schemas.OPENAPI.errors("StaffAct", all.getJsonArray("acts").getJsonObject(0)))
                .isEmpty();
        long newest = all.getJsonArray("acts").getJsonObject(0).getLong("n");
        var next = STAFF.get("/api/desk/acts?before=" + newest).json().getJsonArray("acts");
        assertThat(next.getJsonObject(0).getLong("n")).isEqualTo(newest - 1);
        assertThat(STAFF.get("/api/desk/acts?what=removeFeed&who=staff").json().getJsonArray("acts"))
                .isNotEmpty()
                .allSatisfy(
                        act -> assertThat(((JsonObject) act).getString("what")).isEqualTo("removeFeed"));
        assertThat(STAFF.get("/api/desk/acts?who=ingen").json().getJsonArray("acts"))
                .isEmpty();
        var bo = Person.joins(SERVER.url(), "bo-nyfiken", history);
        assertThat(bo.api().get("/api/desk/acts").status()).isEqualTo(403);
    }

    private static void keep(String what) {
        get(AS_SERVER
                .query("SELECT keep_staff_act('" + id("staff") + "', '" + what + "', '[{}]', NULL)")
                .execute());
    }

    private static String answer(Pool pool, String sql) {
        return get(pool.query(sql)
                .execute()
                .map("done")
                .recover(failure -> failure instanceof PgException refused
                        ? Future.succeededFuture(refused.getSqlState())
                        : Future.failedFuture(failure)));
    }

    @Test
    void nobodyChangesOrDropsARow() {
        keep("removeFeed");
        for (var pool : List.of(OWNER, AS_SERVER)) {
            var refused = pool == OWNER ? "VA403" : "42501";
            assertThat(answer(pool, "UPDATE staff_act SET why = 'annat'")).isEqualTo(refused);
            assertThat(answer(pool, "DELETE FROM staff_act")).isEqualTo(refused);
            assertThat(answer(pool, "TRUNCATE staff_act")).isEqualTo(refused);
        }
        assertThat(answer(AS_SERVER, "INSERT INTO staff_act (who, what, object) VALUES (gen_random_uuid(), 'x', '')"))
                .isEqualTo("42501");
        assertThat(answer(AS_SERVER, "SELECT about FROM staff_act")).isEqualTo("42501");
        assertThat(answer(AS_SERVER, "SELECT keep_staff_act(gen_random_uuid(), 'x', '[{}]', NULL)"))
                .isEqualTo("VA403");
    }

    /** In a database of its own, since what is broken stays broken. */
    @Test
    void aChangedRowIsFoundAndOldOnesGoFromTheBeginning() {
        var vertx = Vertx.vertx();
        try {
            var owner = TestDatabase.fresh().pool(vertx, 1);
            for (int years : List.of(3, 3, 1)) {
                get(owner.query("""
                        ALTER TABLE staff_act DISABLE TRIGGER staff_act_chain;
                        WITH head AS (UPDATE staff_act_head SET n = n + 1 RETURNING n, hash),
                        act AS (SELECT ROW(n, now() - interval '%d years', gen_random_uuid(), 'x', '', NULL, NULL, hash, hash)::staff_act
                                       AS row FROM head)
                        INSERT INTO staff_act SELECT (row).n, (row).at, (row).who, (row).what, (row).object, NULL, NULL,
                                                     (row).prev, sha256((row).prev || staff_act_bytes(row)) FROM act;
                        UPDATE staff_act_head SET hash = (SELECT hash FROM staff_act ORDER BY n DESC LIMIT 1);
                        ALTER TABLE staff_act ENABLE TRIGGER staff_act_chain""".formatted(years)).execute());
            }
            assertThat(one(owner, "SELECT staff_act_fault()")).isNull();
            get(owner.query("SELECT forget_staff_acts()").execute());
            assertThat(one(owner, "SELECT string_agg(n::text, ' ') FROM staff_act"))
                    .isEqualTo("3");
            assertThat(one(owner, "SELECT staff_act_fault()")).isNull();
            get(owner.query("ALTER TABLE staff_act DISABLE TRIGGER USER; UPDATE staff_act SET what = 'y'")
                    .execute());
            assertThat(one(owner, "SELECT staff_act_fault()")).isEqualTo(3L);
        } finally {
            get(vertx.close());
        }
    }

    private static Object one(Pool pool, String sql) {
        return get(pool.query(sql).execute()).iterator().next().getValue(0);
    }
}
