package vadra.pages;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import vadra.api.Services;
import vadra.core.Problem;
import vadra.direct.PgConversations;
import vadra.peoplewire.DirectJson;

/** A member's private conversations; to whoever is no party there is no such page. */
final class DirectPages {
    private static final int LISTED = 30;
    private static final int MESSAGES = 50;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final PgConversations reader;
    private final String epoch;
    private final Pages pages;

    DirectPages(Services services, Pages pages) {
        this.reader = services.people().direct().reader();
        this.epoch = services.log().epoch();
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/talk").handler(context -> pages.show(context, "talks", all(context)));
        router.get("/talk/:conversation").handler(this::one);
    }

    private Future<Map<String, Object>> all(RoutingContext context) {
        var me = Pages.readerOf(context);
        return me == null
                ? Future.succeededFuture(Map.of())
                : reader.listed(me, LATEST, LISTED + 1)
                        .map(read -> Map.of("all", DirectJson.conversations(read, LISTED)));
    }

    private void one(RoutingContext context) {
        var me = Pages.readerOf(context);
        if (me == null) {
            context.redirect("/talk");
            return;
        }
        pages.show(
                context,
                "talk",
                reader.messages(me, id(context.pathParam("conversation")), Long.MAX_VALUE, MESSAGES)
                        .map(read -> Map.of("page", DirectJson.page(read, epoch))));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound("conversation", text);
        }
    }
}
