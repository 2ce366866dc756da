package vadra.pages;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vadra.api.Services;
import vadra.core.Problem;
import vadra.qa.Attention;
import vadra.qa.Owed;
import vadra.wire.SittingJson;

/** What is owed an answer, as a page and a feed that need no script. */
final class OwedPages {
    private static final int ROWS = 50;
    private static final Owed.Page NOTHING = new Owed.Page(List.of(), null);

    private final Attention attention;
    private final Pages pages;

    OwedPages(Services services, Pages pages) {
        this.attention = services.attention();
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/unanswered").handler(context -> pages.show(context, "unanswered", owed(context)));
        router.get("/unanswered.atom").handler(context -> pages.feed(context, "unanswered-feed", owed(context)));
    }

    private Future<Map<String, Object>> owed(RoutingContext context) {
        var only = context.queryParam("list").stream().findFirst();
        var after = only.isEmpty()
                ? Optional.<Owed.Cursor>empty()
                : context.queryParam("after").stream().findFirst().map(OwedPages::cursor);
        var read = new EnumMap<Owed.Kind, Future<Owed.Page>>(Owed.Kind.class);
        for (var kind : Owed.Kind.values()) {
            boolean wanted = only.isEmpty() || only.get().equals(kind.code());
            read.put(kind, wanted ? attention.list(kind, after, ROWS) : Future.succeededFuture(NOTHING));
        }
        return Future.all(List.copyOf(read.values()))
                .compose(done -> attention.counts())
                .map(counts -> model(read, counts));
    }

    private static Map<String, Object> model(Map<Owed.Kind, Future<Owed.Page>> read, Owed.Counts counts) {
        var lists = new HashMap<String, Object>();
        var more = new HashMap<String, Object>();
        var updated = Instant.EPOCH;
        for (var kind : Owed.Kind.values()) {
            var page = Objects.requireNonNull(read.get(kind)).result();
            var next = page.next();
            lists.put(kind.code(), page.rows().stream().map(OwedPages::row).toList());
            more.put(kind.code(), next == null ? "" : next.toString());
            for (var owed : page.rows()) {
                updated = owed.changedAt().isAfter(updated) ? owed.changedAt() : updated;
            }
        }
        return Map.of(
                "lists",
                lists,
                "more",
                more,
                "counts",
                SittingJson.counts(counts).getMap(),
                "updated",
                updated);
    }

    private static Map<String, Object> row(Owed owed) {
        return Map.of("owed", owed, "url", SittingJson.path(owed.place()));
    }

    private static Owed.Cursor cursor(String text) {
        try {
            return Owed.Cursor.parse(text);
        } catch (RuntimeException none) {
            throw Problem.notFound("page of the list", text);
        }
    }
}
