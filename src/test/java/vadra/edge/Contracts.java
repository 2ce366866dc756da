package vadra.edge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import vadra.edge.Operation.Body;
import vadra.edge.Operation.Parameter;

/** Both contracts, read as any client would read them: the operations of the API, and the addresses of the channels. */
final class Contracts {
    private final JsonObject openApi = yaml("openapi");
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> channels;

    Contracts() {
        for (var path : openApi.getJsonObject("paths")) {
            for (var entry : (JsonObject) path.getValue()) {
                operations.add(operation(path.getKey(), entry.getKey(), (JsonObject) entry.getValue()));
            }
        }
        channels = yaml("asyncapi").getJsonObject("channels").stream()
                .map(entry -> ((JsonObject) entry.getValue()).getString("address"))
                .toList();
    }

    private static JsonObject yaml(String name) {
        try (var file = Contracts.class.getResourceAsStream("/contract/" + name + ".yaml")) {
            Map<String, Object> read =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file));
            // Once through its text, so that every value in it is one of JSON.
            return new JsonObject(new JsonObject(read).encode());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Operation operation(String path, String method, JsonObject contract) {
        var parameters = new ArrayList<Parameter>();
        for (var each : contract.getJsonArray("parameters", new JsonArray())) {
            var one = resolved((JsonObject) each);
            parameters.add(new Parameter(
                    one.getString("name"),
                    one.getString("in"),
                    one.getBoolean("required", false),
                    one.getJsonObject("schema")));
        }
        return new Operation(
                contract.getString("operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                Optional.ofNullable(contract.getJsonObject("requestBody")).map(this::body));
    }

    private Body body(JsonObject contract) {
        var content = resolved(contract).getJsonObject("content");
        var type = content.fieldNames().iterator().next();
        return new Body(type, content.getJsonObject(type).getJsonObject("schema"));
    }

    /** What a schema says, wherever it refers to. */
    JsonObject resolved(JsonObject schema) {
        var found = schema;
        while (found.containsKey("$ref")) {
            var at = openApi;
            for (var step : found.getString("$ref").substring(2).split("/", -1)) {
                at = at.getJsonObject(step);
            }
            found = at;
        }
        return found;
    }

    List<Operation> operations() {
        return operations;
    }

    /** The addresses of the channels, with their parameters in braces. */
    List<String> channels() {
        return channels;
    }
}
