package vadra.door;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import vadra.core.Problem;

/**
 * Which web pages may use this server on behalf of their visitors: its own, and no others. Compared whole, as scheme,
 * host and port; a client that is no browser sends no Origin and carries no one's cookie.
 */
public final class Origins implements Handler<RoutingContext> {
    private final Optional<String> own;

    /**
     * Makes the check.
     *
     * @param publicUrl the one origin of this server, where it is set; else that which each request names as its host
     */
    public Origins(Optional<URI> publicUrl) {
        this.own = publicUrl.map(Object::toString);
    }

    /** Refuses a request that a foreign page makes. */
    @Override
    public void handle(RoutingContext context) {
        if (!allow(context.request())) {
            throw Problem.forbidden("The Origin of this request is not ours.");
        }
        context.next();
    }

    /** Whether the request comes from a page of ours, or from no page at all. */
    boolean allow(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        // HTTP/2 has no Host header; the authority is the same thing in both.
        var host = request.authority();
        return own.map(origin::equals)
                .orElseGet(() -> host != null && (origin.equals("http://" + host) || origin.equals("https://" + host)));
    }
}
