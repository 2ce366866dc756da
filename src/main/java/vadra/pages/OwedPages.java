package vadra.pages;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vadra.api.Services;
import vadra.core.Problem;
import vadra.sittings.Attention;
import vadra.sittings.Owed;
import vadra.wire.SittingJson;

/** What is owed an answer, as a page and a feed that need no script. */
final class OwedPages {
    private static final int ROWS = 50;

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
        var list = context.queryParam("list").stream().findFirst();
        var after = context.queryParam("after").stream().findFirst().map(OwedPages::cursor);
        var read = Arrays.stream(Owed.Kind.values())
                .map(kind -> list.isEmpty() || list.get().equals(kind.code())
                        ? attention.list(kind, list.isEmpty() ? Optional.empty() : after, ROWS)
                        : Future.succeededFuture(new Owed.Page(List.of(), null)))
                .toList();
        return Future.all(read).compose(done -> attention.counts()).map(counts -> {
            var lists = new HashMap<String, Object>();
            var more = new HashMap<String, Object>();
            for (var kind : Owed.Kind.values()) {
                var page = read.get(kind.ordinal()).result();
                lists.put(
                        kind.code(),
                        page.rows().stream()
                                .map(owed -> Map.of("owed", owed, "url", SittingJson.path(owed.place())))
                                .toList());
                more.put(kind.code(), page.next() == null ? "" : page.next().toString());
            }
            return Map.of(
                    "lists",
                    lists,
                    "more",
                    more,
                    "counts",
                    SittingJson.counts(counts).getMap(),
                    "updated",
                    updated(read));
        });
    }

    private static Instant updated(List<Future<Owed.Page>> read) {
        return read.stream()
                .flatMap(page -> page.result() == null ? Stream.empty() : page.result().rows().stream())
                .map(Owed::changedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Owed.Cursor cursor(String text) {
        try {
            return Owed.Cursor.parse(text);
        } catch (RuntimeException none) {
            throw Problem.notFound("page of the list", text);
        }
    }
}
