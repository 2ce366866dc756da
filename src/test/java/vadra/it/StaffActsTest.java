package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
import vadra.oversight.PgStaffActs;
import vadra.routes.Routes;

/** What the staff does or looks at leaves a row, which nobody changes; an operation that leaves none must be known here. */
class StaffActsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX);
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
            "listInvitations",
            "listSightings",
            "listFeeds",
            "listRestraints",
            "listAnswering",
            "listStaffActs");
    /** Whose rows depend on what there is to see, or come with what was done; each has a test of its own below. */
    private static final Set<String> APART =
            Set.of("listCases", "listAppeals", "listNotices", "unmaskCarrier", "liftPseudonym");

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    /** Operations of the contract by their ids: the method and the path, and the schema of the body. */
    private record Operation(String method, String path, JsonObject form) {}

    private static Operation operation(String id) {
        return Objects.requireNonNull(contract().get(id), id);
    }

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
            var answer = tried(operation(operation));
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
            assertThat(operation(operation).method()).as(operation).isEqualTo("get");
            assertThat(tried(operation(operation)).status()).as(operation).isIn(200, 404);
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
        for (var part : List.of(at.substring(2).split("/", -1))) {
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
}
