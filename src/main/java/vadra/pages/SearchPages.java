package vadra.pages;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vadra.api.Services;
import vadra.search.Cursor;
import vadra.search.Query;
import vadra.wire.SearchJson;

/** The page where posts are found, and the same as a feed. It needs no script. */
final class SearchPages {
    private static final int PAGE = 20;
    private static final List<String> FIELDS = List.of("q", "room", "by", "language", "from", "until");

    private final Services services;
    private final Pages pages;

    SearchPages(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/search").handler(context -> pages.show(context, "search", found(context)));
        router.get("/search.atom").handler(context -> pages.feed(context, "search-feed", found(context)));
    }

    private Future<Map<String, Object>> found(RoutingContext context) {
        var model = new HashMap<String, Object>();
        FIELDS.forEach(field -> model.put(field, parameter(context, field).orElse("")));
        model.put("link", link(context, Optional.empty()));
        if (parameter(context, "q").isEmpty()) {
            model.put("found", Optional.empty());
            model.put("next", "");
            return Future.succeededFuture(model);
        }
        services.limits().search(context.request().remoteAddress().hostAddress());
        return services.search()
                .find(SearchJson.query(name -> parameter(context, name)), PAGE, Pages.readerOf(context))
                .map(page -> {
                    model.put("found", Optional.of(page.found()));
                    model.put(
                            "next",
                            page.next()
                                    .map(cursor -> "/search" + link(context, Optional.of(cursor)))
                                    .orElse(""));
                    return model;
                });
    }

    private static String link(RoutingContext context, Optional<Cursor> next) {
        return Stream.concat(
                        FIELDS.stream()
                                .flatMap(field -> parameter(context, field)
                                        .map(value -> field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                                        .stream()),
                        next.map(cursor -> "cursor=" + cursor.text()).stream())
                .collect(Collectors.joining("&", "?", ""));
    }

    private static Optional<String> parameter(RoutingContext context, String name) {
        return Optional.ofNullable(context.queryParams().get(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(text.length(), Query.MOST_CHARACTERS)));
    }
}
