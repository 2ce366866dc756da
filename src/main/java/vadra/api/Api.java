package vadra.api;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import vadra.core.Problem;
import vadra.door.Authentication;
import vadra.oversight.PgStaffActs;
import vadra.wire.Halves;

/** The HTTP API: a router made from the contract, so that a request that does not fit it never reaches a route. */
public final class Api implements Operations {
    private final RouterBuilder builder;
    private final PgStaffActs acts;

    private Api(RouterBuilder builder, PgStaffActs acts) {
        this.builder = builder;
        this.acts = acts;
    }

    /**
     * An API in which no operation has its answer yet.
     *
     * @param acts where it is written down what the staff does
     */
    public static Api of(Vertx vertx, OpenAPIContract contract, PgStaffActs acts) {
        var builder = RouterBuilder.create(vertx, contract, (context, operation) -> {
            // Before it is looked at what is asked: to a frame it is all the same.
            EmbeddedOperations.guard(Authentication.sessionOf(context), operation.getOperationId());
            encode(context.request().params());
            return RequestExtractor.withBodyHandler().extractValidatableRequest(context, operation);
        });
        return new Api(builder, acts);
    }

    @Override
    public PgStaffActs acts() {
        return acts;
    }

    /** The validator takes parameters for encoded, which have been decoded by then: a percent sign would be half of something. */
    private static void encode(MultiMap parameters) {
        for (var name : List.copyOf(parameters.names())) {
            parameters.set(
                    name,
                    parameters.getAll(name).stream()
                            .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                            .toList());
        }
    }

    @Override
    public void on(String operationId, Function<Call, Future<Answer>> answer) {
        var route = builder.getRoute(operationId);
        if (route == null) {
            throw new IllegalArgumentException("the contract has no operation " + operationId);
        }
        // Who asks is settled before, for pages and sockets as for this.
        route.setDoSecurity(false)
                .addHandler(Api::refuseHalves)
                .addHandler(context -> Future.succeededFuture(context)
                        .map(Call::new)
                        .compose(answer)
                        .onComplete(done -> write(context, done), context::fail));
    }

    private static void refuseHalves(RoutingContext context) {
        // A file may be anything; what the contract takes for JSON is an object.
        boolean json = "application/json"
                .equals(context.parsedHeaders()
                        .contentType()
                        .value()
                        .split(";", 2)[0]
                        .strip());
        var text = json ? context.body().asString() : null;
        if (text != null && (Halves.possible(text) || text.contains("\\u0000"))) {
            Halves.field(context.body().asJsonObject()).ifPresent(field -> {
                throw Problem.invalid(
                        field.isEmpty() ? "body" : field, "must have neither a NUL nor half of a character");
            });
        }
        context.next();
    }

    /** The router; every operation of the contract must have its answer by now. */
    public Router router() {
        for (var route : builder.getRoutes()) {
            if (route.getHandlers().isEmpty()) {
                throw new IllegalStateException(
                        "no answer for operation " + route.getOperation().getOperationId());
            }
        }
        return builder.createRouter();
    }

    private static void write(RoutingContext context, Answer answer) {
        if (answer.isSent()) {
            return;
        }
        var response =
                context.response().setStatusCode(answer.status()).putHeader("Cache-Control", "private, no-store");
        answer.headers().forEach(response::putHeader);
        Call.cookies(context).forEach(cookie -> response.headers().add("Set-Cookie", cookie));
        var body = answer.body();
        if (body == null) {
            response.end();
        } else {
            response.putHeader("Content-Type", "application/json").end(body.encode());
        }
    }
}
