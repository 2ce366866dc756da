package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.app.TestDatabase;
import vadra.history.History;
import vadra.oversight.PgStaffActs;
import vadra.routes.Routes;

/** What the staff does or looks at leaves a row, which nobody changes; an operation that leaves none must be known here. */
class StaffActsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX);
    private static final Pool AS_SERVER = DATABASE.serverPool(VERTX);
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Api STAFF = SERVER.staff();

    /** These change nothing, and show nothing of people that others do not see as well. */
    private static final Set<String> LEAVE_NONE = Set.of(
            "getMonitor",
            "listClaims",
            "getClaim",
            "listClaimActs",
            "listMinutes",
            "listClaimPosts",
            "getSpread",
            "explainClaim",
            "listLevelChanges",
            "listAlerts",
            "getAlertFigures",
            "getAlert",
            "listDuty",
            "listSightings",
            "listFeeds",
            "listRestraints",
            "listAnswering",
            "listStaffActs");
    /** Whose rows depend on what there is to see, or come with what was done; each has a test of its own below. */
    private static final Set<String> APART =
            Set.of("listCases", "listAppeals", "listNotices", "unmaskCarrier", "liftPseudonym");

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    /** Operations of the contract by their ids: the method and the path, and the schema of the body. */
    private record Operation(String method, String path, JsonObject form) {}

    private static Map<String, Operation> contract() {
        var all = new TreeMap<String, Operation>();
        for (var path : Schemas.OPENAPI.document().getJsonObject("paths")) {
            for (var one : (JsonObject) path.getValue()) {
                var form = (JsonObject) one.getValue();
                all.put(form.getString("operationId"), new Operation(one.getKey(), path.getKey(), form));
            }
        }
        return all;
    }

    /** Those that are answered to staff only, as the routes say. */
    private static Set<String> ofStaff() {
        var found = new TreeSet<String>();
        Routes.mount(
                new Operations() {
                    @Override
                    public void on(String operationId, Function<Call, Future<Answer>> answer) {
                        if (answer.getClass().getName().startsWith("vadra.api.StaffOperations")) {
                            found.add(operationId);
                        }
                    }

                    @Override
                    public PgStaffActs acts() {
                        return new PgStaffActs(OWNER);
                    }
                },
                SERVER.services(),
                Optional.empty(),
                false);
        return found;
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
    void whatIsForTheStaffIsKnownAsThat() {
        assertThat(ofStaff())
                .containsAll(contract().entrySet().stream()
                        .filter(one -> one.getValue().path().startsWith("/api/desk/"))
                        .map(Map.Entry::getKey)
                        .toList());
        assertThat(ofStaff())
                .contains("giveRole", "liftPseudonym", "admit")
                .containsAll(LEAVE_NONE)
                .containsAll(APART);
    }

    /** Each is tried with names that nobody has: it is written down first, whatever becomes of it. */
    @Test
    void eachOperationThatChangesSomethingLeavesExactlyOneRow() {
        var acting = new TreeSet<>(ofStaff());
        acting.removeAll(LEAVE_NONE);
        acting.removeAll(APART);
        assertThat(acting).hasSizeGreaterThan(25);
        for (var operation : acting) {
            long before = count();
            var answer = tried(contract().get(operation));
            assertThat(answer.status()).as(operation + " " + answer.json()).isNotIn(401, 403, 500);
            var rows = rows();
            assertThat(rows).as(operation + " " + answer.json()).hasSize((int) before + 1);
            assertThat(rows.get(rows.size() - 1).getString("what")).isEqualTo(operation);
            assertThat(rows.get(rows.size() - 1).getString("who")).isEqualTo(id("staff"));
        }
    }

    @Test
    void whatOnlyReadsLeavesNone() {
        long before = count();
        for (var operation : LEAVE_NONE) {
            assertThat(contract().get(operation).method()).as(operation).isEqualTo("get");
            assertThat(tried(contract().get(operation)).status()).as(operation).isIn(200, 404);
        }
        assertThat(count()).isEqualTo(before);
    }

    /** The page has words for each, and offers it. */
    @Test
    void thePageNamesEachInBothLanguages() throws IOException {
        var kinds = new TreeSet<>(ofStaff());
        kinds.removeAll(LEAVE_NONE);
        kinds.addAll(Set.of("calm-slow", "calm-hold", "calm-lift"));
        for (var language : List.of("sv", "en")) {
            var words = new JsonObject(Files.readString(Path.of("webroot/assets/i18n/desk/" + language + ".json")));
            assertThat(words.fieldNames().stream()
                            .filter(key -> key.startsWith("acts.what."))
                            .map(key -> key.substring("acts.what.".length())))
                    .containsExactlyInAnyOrderElementsOf(kinds);
        }
        var offered = Files.readString(Path.of("webroot/assets/desk/act-kinds.js"));
        assertThat(kinds).allSatisfy(kind -> assertThat(offered).contains("'" + kind + "'"));
    }

    @CanIgnoreReturnValue
    private static Api.Answer tried(Operation operation) {
        var path = operation
                .path()
                .replace("{claim}", "ingen")
                .replace("{handle}", "ingen")
                .replace("{product}", "ingen")
                .replace("{entry}", "999999")
                .replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
        var body = sample(operation.form());
        return STAFF.write(
                operation.method().toUpperCase(Locale.ROOT),
                path,
                body,
                UUID.randomUUID().toString());
    }

    /** The least body that fits the contract: its example, or one value for each field that is asked for. */
    private static JsonObject sample(JsonObject form) {
        var body = resolved(form.getJsonObject("requestBody", new JsonObject()));
        var json = body.getJsonObject("content", new JsonObject()).getJsonObject("application/json");
        if (json == null) {
            return new JsonObject();
        }
        if (json.getValue("example") instanceof JsonObject example) {
            return example;
        }
        return (JsonObject) value(json.getJsonObject("schema"));
    }

    private static JsonObject resolved(JsonObject form) {
        var at = form.getString("$ref");
        if (at == null) {
            return form;
        }
        var found = Schemas.OPENAPI.document();
        for (var part : at.substring(2).split("/")) {
            found = found.getJsonObject(part);
        }
        return resolved(found);
    }

    private static Object value(JsonObject given) {
        var schema = resolved(given);
        if (schema.getValue("enum") instanceof JsonArray choices) {
            return choices.getValue(0);
        }
        var type = schema.getValue("type") instanceof JsonArray types ? types.getString(0) : schema.getString("type");
        return switch (String.valueOf(type)) {
            case "object" -> {
                var made = new JsonObject();
                var fields = schema.getJsonObject("properties", new JsonObject());
                for (var name : schema.getJsonArray("required", new JsonArray())) {
                    made.put((String) name, value(fields.getJsonObject((String) name)));
                }
                yield made;
            }
            case "array" -> new JsonArray().add(value(schema.getJsonObject("items")));
            case "boolean" -> false;
            case "integer", "number" -> schema.getInteger("minimum", 1);
            default -> text(schema);
        };
    }

    private static String text(JsonObject schema) {
        return switch (schema.getString("format", "")) {
            case "date-time" -> "2030-01-01T00:00:00Z";
            case "uuid" -> UUID.randomUUID().toString();
            case "uri" -> "https://example.org/";
            default -> schema.containsKey("pattern") ? "ingen" : "Ett prov med ord som räcker till.";
        };
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
