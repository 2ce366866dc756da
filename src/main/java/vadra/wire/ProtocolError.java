package vadra.wire;

import io.vertx.core.json.JsonObject;
import vadra.core.Problem;

/**
 * An error reply on the socket. Codes below 200 are the Centrifugo protocol's own; a problem has its HTTP status.
 *
 * @param temporary whether the same command may succeed later
 */
public record ProtocolError(int code, String message, boolean temporary) {
    static final ProtocolError INTERNAL = new ProtocolError(100, "internal server error", true);
    public static final ProtocolError UNKNOWN_CHANNEL = new ProtocolError(102, "unknown channel", false);
    public static final ProtocolError PERMISSION_DENIED = new ProtocolError(103, "permission denied", false);
    public static final ProtocolError METHOD_NOT_FOUND = new ProtocolError(104, "method not found", false);
    public static final ProtocolError ALREADY_SUBSCRIBED = new ProtocolError(105, "already subscribed", false);
    public static final ProtocolError LIMIT_EXCEEDED = new ProtocolError(106, "limit exceeded", false);
    public static final ProtocolError HALF_CHARACTER =
            new ProtocolError(107, "bad request: a text has half of a character", false);
    static final ProtocolError BAD_REQUEST = new ProtocolError(107, "bad request", false);
    public static final ProtocolError NOT_AVAILABLE = new ProtocolError(108, "not available", false);
    public static final ProtocolError TOO_MANY_REQUESTS = new ProtocolError(111, "too many requests", true);

    /** The error as a reply has it. */
    public JsonObject json() {
        var json = new JsonObject().put("code", code).put("message", message);
        return temporary ? json.put("temporary", true) : json;
    }

    /** The error that a failure is; a problem travels along whole. */
    public static JsonObject of(Throwable failure) {
        if (failure instanceof ClassCastException) {
            return BAD_REQUEST.json();
        }
        var problem = Problems.problemOf(failure);
        if (problem == null) {
            var fault = Problems.fault(failure);
            return INTERNAL.json().put("problem", fault);
        }
        return of(problem);
    }

    private static JsonObject of(Problem problem) {
        return new ProtocolError(problem.status(), problem.detail(), problem.temporary())
                .json()
                .put("problem", Problems.json(problem));
    }
}
