package vadra.pages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vadra.api.Services;
import vadra.circles.Circles;
import vadra.discussion.Room;
import vadra.kindred.Listed;
import vadra.peoplewire.CircleJson;
import vadra.peoplewire.KindredJson;

/** Where people gather and find each other: circles with their feeds, the directory, and who is like oneself. */
final class CirclePages {
    private static final int PEOPLE = 20;

    private final Services services;
    private final Pages pages;

    CirclePages(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/circles").handler(context -> pages.show(context, "circles", circles(context)));
        router.get("/circles/:circle").handler(context -> pages.show(context, "circle", circle(context)));
        router.get("/circles/:circle/feed.atom").handler(context -> pages.feed(context, "circle-feed", feed(context)));
        router.get("/people").handler(context -> pages.show(context, "people", people(context)));
        router.get("/kindred").handler(context -> pages.show(context, "kindred", Future.succeededFuture(Map.of())));
    }

    /** The circle that a room was started in, as a template looks for it; empty for none. */
    static Future<Map<String, Object>> around(Services services, Room room) {
        return services.people()
                .circles()
                .around(room.id())
                .map(found -> found.<Map<String, Object>>map(
                                circle -> CircleJson.own(circle).getMap())
                        .orElse(Map.of()));
    }

    private Future<Map<String, Object>> circles(RoutingContext context) {
        var wanted = new Circles.Wanted(
                parameter(context, "interest").orElse(null),
                parameter(context, "product").orElse(null));
        return services.people().circles().all(wanted).map(all -> Map.of("circles", all));
    }

    private Future<Map<String, Object>> circle(RoutingContext context) {
        int house = services.openness().rules().inForce().in("sv").size();
        return services.people()
                .circles()
                .whole(context.pathParam("circle"))
                .map(whole -> CircleJson.whole(whole, house, services.clock().instant()))
                .map((JsonObject circle) -> Map.of("circle", circle));
    }

    private Future<Map<String, Object>> feed(RoutingContext context) {
        return services.people()
                .circles()
                .one(context.pathParam("circle"))
                .compose(circle -> services.people()
                        .circles()
                        .said(circle.slug())
                        .compose(ids -> services.reader().all(ids, null))
                        .map(posts -> Map.of("circle", circle, "posts", posts)));
    }

    private Future<Map<String, Object>> people(RoutingContext context) {
        services.limits().search(context.request().remoteAddress().hostAddress());
        var wanted = KindredJson.wanted(name -> parameter(context, name));
        var page = services.people().kindred().directory(Pages.readerOf(context), wanted, PEOPLE);
        var products = services.reader().products();
        return Future.all(page, products)
                .map(read -> Map.of(
                        "people", page.result().people(),
                        "products", products.result(),
                        "name", Optional.ofNullable(wanted.name()).orElse(""),
                        "interest", Optional.ofNullable(wanted.interest()).orElse(""),
                        "product", Optional.ofNullable(wanted.product()).orElse(""),
                        "place", Optional.ofNullable(wanted.place()).orElse(""),
                        "language", Optional.ofNullable(wanted.language()).orElse(""),
                        "languages", Languages.all(Pages.language(context)),
                        "next", next(context, page.result())));
    }

    private static String next(RoutingContext context, Listed.Page page) {
        var link = new StringBuilder("/people?after=").append(page.next());
        for (var field : List.of("name", "interest", "product", "place", "language")) {
            parameter(context, field)
                    .ifPresent(value -> link.append('&')
                            .append(field)
                            .append('=')
                            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        }
        return page.next() == null ? "" : link.toString();
    }

    private static Optional<String> parameter(RoutingContext context, String name) {
        return Optional.ofNullable(context.queryParams().get(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= 60 && text.indexOf('\0') < 0);
    }
}
