package vadra.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import vadra.core.Problem;
import vadra.door.BodyLimits;
import vadra.wire.Problems;

/** The answer to a request that failed: its problem as a document, with the headers that tell when to come back. */
public final class ProblemAnswer {
    private ProblemAnswer() {}

    /** Answers a failed route. */
    public static void answer(RoutingContext context) {
        if (context.response().headWritten() || context.response().ended()) {
            context.request().connection().close();
            return;
        }
        var json = document(context);
        int status = json.getInteger("status");
        var retryAfter = json.getLong("retryAfterMs");
        if (retryAfter != null) {
            context.response().putHeader("Retry-After", Long.toString(Math.max(1, (retryAfter + 999) / 1000)));
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(json.encode());
    }

    private static JsonObject document(RoutingContext context) {
        var failure = context.failure();
        if (failure == null) {
            return plain(context, context.statusCode());
        }
        if (failure instanceof HttpException http && http.getCause() instanceof ValidatorException broken) {
            return contractBroken(broken);
        }
        if (failure instanceof ValidatorException broken) {
            return contractBroken(broken);
        }
        if (failure instanceof HttpException http && http.getStatusCode() < 500) {
            return plain(context, http.getStatusCode());
        }
        var problem = Problems.problemOf(failure);
        if (problem == null && BodyLimits.isReading(context)) {
            return Problems.json(new Problem.Invalid("body", "must be what its headers say, and come whole"));
        }
        return problem == null ? Problems.fault(failure) : Problems.json(problem);
    }

    private static JsonObject contractBroken(ValidatorException broken) {
        List<ContractError> errors = ContractError.of(broken);
        var first = errors.get(0);
        var json = Problems.json(new Problem.Invalid(first.field(), first.rule()));
        var all = new JsonArray();
        errors.forEach(
                error -> all.add(new JsonObject().put("field", error.field()).put("rule", error.rule())));
        return json.put("errors", all);
    }

    private static JsonObject plain(RoutingContext context, int status) {
        return switch (status) {
            case 404 -> Problems.json(new Problem.NotFound("page", ""));
            case 405 ->
                Problems.json(new Problem.Invalid("method", "is not one that this path knows"))
                        .put("status", 405);
            case 413 ->
                Problems.json(new Problem.Invalid("body", "is larger than " + BodyLimits.inWords(context)))
                        .put("status", 413);
            case 415 ->
                Problems.json(new Problem.Invalid("Content-Type", "must be one that the contract names"))
                        .put("status", 415);
            case 414, 431 ->
                Problems.json(new Problem.Invalid("request", "line or headers are too long"))
                        .put("status", status);
            default ->
                new JsonObject()
                        .put("type", "about:blank")
                        .put("title", "The request was not understood")
                        .put("status", status < 400 ? 500 : status);
        };
    }
}
