package vadra.ownpages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import vadra.api.Services;
import vadra.pages.Pages;
import vadra.peoplewire.LeavingJson;

/** The pages on which members decide about their account. */
public final class OwnPages {
    private final Services services;
    private final Pages pages;

    public OwnPages(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    public void mount(Router router) {
        router.get("/me/leave").handler(context -> pages.show(context, "leave", leaving(context)));
    }

    private Future<Map<String, Object>> leaving(RoutingContext context) {
        var reader = Pages.readerOf(context);
        return reader == null
                ? Future.succeededFuture(Map.of())
                : services.people()
                        .leaving()
                        .of(reader)
                        .map(wish -> Map.of(
                                "leaving",
                                new JsonObject()
                                        .put(
                                                "leaving",
                                                wish.map(LeavingJson::wish).orElse(null))));
    }
}
