package vadra.edge;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * An operation of the HTTP contract, as far as requests go.
 *
 * @param method in capital letters
 * @param path with its parameters in braces
 */
record Operation(String id, String method, String path, List<Parameter> parameters, Optional<Body> body) {
    /** What a body must be like. */
    record Body(String type, JsonObject schema) {
        boolean isJson() {
            return type.equals("application/json");
        }
    }

    /**
     * A parameter.
     *
     * @param in where it stands: path, query or header
     */
    record Parameter(String name, String in, boolean required, JsonObject schema) {}

    List<Parameter> parameters(String in) {
        return parameters.stream().filter(one -> one.in().equals(in)).toList();
    }

    /** Whether it changes something. */
    boolean writes() {
        return !method.equals("GET");
    }
}
