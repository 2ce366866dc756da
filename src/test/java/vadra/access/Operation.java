package vadra.access;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import vadra.it.Schemas;

/** An operation of the contract. */
record Operation(String id, String method, String path, JsonObject definition) {
    private static final String JSON = "application/json";

    static List<Operation> all() {
        return Schemas.OPENAPI.document().getJsonObject("paths").stream()
                .flatMap(path -> ((JsonObject) path.getValue()).stream().map(method -> {
                    var definition = (JsonObject) method.getValue();
                    return new Operation(
                            definition.getString("operationId"),
                            method.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            definition);
                }))
                .toList();
    }

    static Operation of(String id) {
        return all().stream()
                .filter(one -> one.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the contract has no " + id));
    }

    boolean writes() {
        return !method.equals("GET");
    }

    /** Whether its body is bytes. */
    boolean octets() {
        return content().map(all -> !all.containsKey(JSON)).orElse(false);
    }

    Optional<JsonObject> schema() {
        return content().map(all -> all.getJsonObject(JSON)).map(json -> json.getJsonObject("schema"));
    }

    /** A body as the contract shows it; empty where it shows none. */
    Optional<JsonObject> example() {
        return content().map(all -> all.getJsonObject(JSON)).map(json -> {
            var examples = json.getJsonObject("examples", new JsonObject()).stream()
                    .map(one -> ((JsonObject) one.getValue()).getJsonObject("value"));
            return Stream.concat(Optional.ofNullable(json.getJsonObject("example")).stream(), examples)
                    .findFirst()
                    .orElseGet(JsonObject::new)
                    .copy();
        });
    }

    List<JsonObject> parameters(String in) {
        return definition.getJsonArray("parameters", new io.vertx.core.json.JsonArray()).stream()
                .map(one -> resolved((JsonObject) one))
                .filter(one -> one.getString("in").equals(in))
                .toList();
    }

    private Optional<JsonObject> content() {
        return Optional.ofNullable(definition.getJsonObject("requestBody"))
                .map(Operation::resolved)
                .map(body -> body.getJsonObject("content"));
    }

    /** What a reference stands for. */
    static JsonObject resolved(JsonObject given) {
        var to = given.getString("$ref");
        if (to == null) {
            return given;
        }
        var found = Schemas.OPENAPI.document();
        for (var name : to.substring(2).split("/", -1)) {
            found = Objects.requireNonNull(found.getJsonObject(name), to);
        }
        return resolved(found);
    }
}
