package vadra.pages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import vadra.api.Services;
import vadra.contacts.Contacts;
import vadra.moving.Own;
import vadra.peoplewire.ContactJson;

/** A member's own pages of contacts and boundaries, and of what is kept of them. */
final class ContactPages {
    /** What is kept, as the table of it has it. */
    private static final List<String> KINDS = List.of(
            "account",
            "profile",
            "posts",
            "talk",
            "people",
            "votes",
            "reading",
            "told",
            "sessions",
            "rules",
            "claims",
            "seen",
            "along");

    private final Contacts contacts;
    private final Own own;
    private final Pages pages;

    ContactPages(Services services, Pages pages) {
        this.contacts = services.people().contacts();
        this.own = services.people().own();
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/me/contacts").handler(context -> pages.show(context, "contacts", mine(context)));
        router.get("/me/data").handler(context -> pages.show(context, "data", data(context)));
    }

    /** A stranger reads there what would be kept of them. */
    private Future<Map<String, Object>> data(RoutingContext context) {
        var reader = Pages.readerOf(context);
        return reader == null
                ? Future.succeededFuture(Map.of("kinds", KINDS))
                : own.overview(reader).map(all -> Map.of("kinds", KINDS, "all", all));
    }

    private Future<Map<String, Object>> mine(RoutingContext context) {
        var reader = Pages.readerOf(context);
        if (reader == null) {
            return Future.succeededFuture(Map.of());
        }
        var boundaries = contacts.boundaries();
        var all = contacts.of(reader).map(ContactJson::contacts);
        var blocks = boundaries.blocks(reader).map(ContactJson::blocks);
        var mutes = boundaries.mutes(reader).map(ContactJson::mutes);
        var filter = boundaries.filter(reader).map(ContactJson::filter);
        return Future.all(all, blocks, mutes, filter)
                .map(read -> Map.of(
                        "all",
                        new JsonObject()
                                .mergeIn(all.result())
                                .mergeIn(blocks.result())
                                .mergeIn(mutes.result())
                                .mergeIn(filter.result())));
    }
}
