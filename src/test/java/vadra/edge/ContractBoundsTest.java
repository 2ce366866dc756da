package vadra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that somebody may send is without an end: a number that is too large for its place is refused by name, and not a fault. */
class ContractBoundsTest {
    private final Contracts contracts = new Contracts();
    private final List<String> endless = new ArrayList<>();

    @Test
    void everyNumberOfARequestHasALargest() {
        for (var operation : contracts.operations()) {
            operation.parameters().forEach(one -> look(one.schema(), operation.id() + " " + one.name()));
            operation.body().ifPresent(body -> look(body.schema(), operation.id()));
        }
        assertThat(endless).isEmpty();
    }

    private void look(JsonObject given, String where) {
        var schema = contracts.resolved(given);
        var type = String.valueOf(schema.getValue("type"));
        if (type.contains("integer") && !schema.containsKey("maximum") && !schema.containsKey("enum")) {
            endless.add(where);
        }
        schema.getJsonObject("properties", new JsonObject())
                .forEach(field -> look((JsonObject) field.getValue(), where + "." + field.getKey()));
        if (schema.getValue("items") instanceof JsonObject items) {
            look(items, where + "[]");
        }
        for (var choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.getJsonArray(choice) != null) {
                schema.getJsonArray(choice).forEach(each -> look((JsonObject) each, where));
            }
        }
    }
}
