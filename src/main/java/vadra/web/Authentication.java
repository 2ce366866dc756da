package vadra.web;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import vadra.community.Session;

/** Recognises who asks, by cookie or bearer token, before any route runs. */
final class Authentication {
    private static final String KEY = "vadra.session";

    private Authentication() {}

    /** The session of the request, null for a guest. */
    static @Nullable Session sessionOf(RoutingContext context) {
        return context.get(KEY);
    }
}
