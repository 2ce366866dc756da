package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vadra.it.Api;

/** What holds for every operation of the contract, whatever it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LawsTest {
    /** What tells nobody whether there was such a thing, and is done when it is not there; nothing is read or changed. */
    private static final Set<String> SILENT = Set.of("leaveMail");

    /** What somebody would like to be, or to have done by somebody else. */
    private static final List<JsonObject> PRIVILEGES = List.of(
            new JsonObject().put("role", "staff"),
            new JsonObject().put("author", "the-author"),
            new JsonObject().put("isStaff", true));

    private final House house = new House();
    private final Requests requests = new Requests(house);

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void anIdOfNothingIsAnsweredAsNothing() {
        var wrong = new ArrayList<String>();
        for (var operation : Operation.all()) {
            var ids = operation.parameters("path").stream()
                    .filter(one ->
                            !Operation.resolved(one.getJsonObject("schema")).containsKey("enum"))
                    .toList();
            for (var id : ids) {
                for (var by : List.of(Role.STRANGER, Role.AUTHOR, Role.STAFF)) {
                    int status = unknown(operation, id, by);
                    var fine = (status >= 400 && status < 500) || SILENT.contains(operation.id());
                    if (!fine) {
                        wrong.add(operation.id() + " {" + id.getString("name") + "} as " + by + ": " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** All of a request is as it should be, but for one id in its path. */
    private int unknown(Operation operation, JsonObject id, Role by) {
        var name = id.getString("name");
        var path = requests.path(operation.id(), operation.path().replace("{" + name + "}", "--none--"), false)
                .replace("--none--", none(Operation.resolved(id.getJsonObject("schema"))));
        var request = house.as(by).request(path);
        if (operation.octets()) {
            return send(request, "application/octet-stream", operation, "x");
        }
        return operation.example().isEmpty()
                ? Api.send(request.method(operation.method(), HttpRequest.BodyPublishers.noBody()))
                        .status()
                : send(request, "application/json", operation, body(operation).encode());
    }

    private JsonObject body(Operation operation) {
        return requests.body(operation);
    }

    private static int send(HttpRequest.Builder request, String type, Operation operation, String body) {
        return Api.send(request.header("Content-Type", type)
                        .method(operation.method(), HttpRequest.BodyPublishers.ofString(body)))
                .status();
    }

    private static String none(JsonObject schema) {
        if ("integer".equals(schema.getValue("type"))) {
            return "987654321";
        }
        return "uuid".equals(schema.getString("format"))
                ? UUID.randomUUID().toString()
                : UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    @Test
    void aFieldThatTheContractDoesNotHaveIsRefusedByItsName() {
        var wrong = new ArrayList<String>();
        Operation.all().stream().filter(one -> one.schema().isPresent()).forEach(operation -> {
            var path = requests.path(operation.id(), operation.path(), false);
            for (var privilege : PRIVILEGES) {
                var field = privilege.fieldNames().iterator().next();
                var body = body(operation);
                if (body.containsKey(field)) {
                    continue;
                }
                var answer = Api.send(house.as(Role.STAFF)
                        .request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                operation.method(),
                                HttpRequest.BodyPublishers.ofString(
                                        body.mergeIn(privilege).encode())));
                if (answer.status() != 400) {
                    wrong.add(operation.id() + " with " + field + ": " + answer.status());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }
}
