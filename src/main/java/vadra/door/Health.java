package vadra.door;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** How the server is, for who runs it: alive, ready, and in figures. */
public final class Health {
    private final PrometheusMeterRegistry registry;
    private final Supplier<Future<?>> database;
    private final AtomicBoolean open = new AtomicBoolean();

    /**
     * Makes the checks.
     *
     * @param database fails when the database does not answer
     */
    public Health(PrometheusMeterRegistry registry, Supplier<Future<?>> database) {
        this.registry = registry;
        this.database = database;
    }

    /** Whether the server takes visitors: from when it is wholly there until it begins to send them away. */
    public void open(boolean now) {
        open.set(now);
    }

    /** Answers those who ask how the server is. */
    public void mount(Router router) {
        router.get("/health/live").handler(context -> answer(context, 200, "up"));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(registry.scrape()));
    }

    private void ready(RoutingContext context) {
        if (!open.get()) {
            answer(context, 503, "starting or stopping");
            return;
        }
        database.get()
                .timeout(2, TimeUnit.SECONDS)
                .onComplete(
                        fine -> answer(context, 200, "up"),
                        away -> answer(context, 503, "degraded: the database does not answer; rooms can be read"));
    }

    private static void answer(RoutingContext context, int status, String what) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject().put("status", what).encode());
    }
}
