package vadra.api;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation of the HTTP API answers when all is well.
 *
 * @param status the HTTP status, 2xx
 * @param body null for an empty body
 * @param headers further response headers, such as {@code Set-Cookie}
 */
public record Answer(int status, @Nullable JsonObject body, Map<String, String> headers) {
    private static final int SENT = 0;

    /** All is well, and here is what was asked for. */
    public static Answer ok(JsonObject body) {
        return new Answer(200, body, Map.of());
    }

    /** What was asked for is made. */
    public static Answer created(JsonObject body) {
        return new Answer(201, body, Map.of());
    }

    /** Done; there is nothing to tell. */
    public static Answer empty() {
        return new Answer(204, null, Map.of());
    }

    /** What was written by the operation itself, as a download. */
    public static Answer sent() {
        return new Answer(SENT, null, Map.of());
    }

    boolean isSent() {
        return status == SENT;
    }

    /** The same answer with one more header. */
    public Answer with(String header, String value) {
        var more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, Map.copyOf(more));
    }
}
