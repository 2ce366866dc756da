package vadra.pages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import vadra.api.Services;
import vadra.contacts.Contacts;
import vadra.peoplewire.ContactJson;

/** A member's own page of contacts and boundaries. */
final class ContactPages {
    private final Contacts contacts;
    private final Pages pages;

    ContactPages(Services services, Pages pages) {
        this.contacts = services.people().contacts();
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/me/contacts").handler(context -> pages.show(context, "contacts", mine(context)));
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
