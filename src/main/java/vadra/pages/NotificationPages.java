package vadra.pages;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import vadra.api.Services;

/** What a member is told, and the pages that letters lead to; these change nothing by being looked at. */
final class NotificationPages {
    private static final int PAGE = 20;

    private final Services services;
    private final Pages pages;

    NotificationPages(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/me/notifications").handler(context -> pages.show(context, "notifications", all(context)));
        for (var act : List.of("confirm", "leave")) {
            router.get("/mail/" + act + "/:token")
                    .handler(context -> pages.show(
                            context,
                            "mail-link",
                            Future.succeededFuture(Map.of("act", act, "token", context.pathParam("token")))));
        }
    }

    private Future<Map<String, Object>> all(RoutingContext context) {
        var reader = Pages.readerOf(context);
        return reader == null
                ? Future.succeededFuture(Map.of("all", List.of()))
                : services.people().notifications().of(reader, null, PAGE).map(page -> Map.of("all", page.all()));
    }
}
