package vadra.pages;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vadra.api.Services;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.discussion.Post;
import vadra.discussion.Room;
import vadra.opinions.Facts;
import vadra.opinions.Figures;
import vadra.opinions.Opinions;
import vadra.opinions.Order;
import vadra.opinions.Sections;
import vadra.parts.Part;

/** What members think of a product, as a page and as a feed. It needs no script. */
final class ProductPages {
    private static final int PAGE = 20;

    private final Services services;
    private final Pages pages;

    ProductPages(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/products/:product").handler(context -> pages.show(context, "product", model(context)));
        router.get("/products/:product/opinions.atom")
                .handler(context -> pages.feed(context, "opinions-feed", model(context)));
    }

    private Future<Map<String, Object>> model(RoutingContext context) {
        var slug = context.pathParam("product");
        var order = parameter(context, "order").flatMap(Order::of).orElse(Order.NEWEST);
        var after = parameter(context, "after").map(PostId::parse).orElse(null);
        return services.reader()
                .products()
                .map(all -> product(all, slug))
                .compose(product -> services.parts()
                        .opinions()
                        .of(slug, order, after, PAGE)
                        .compose(page -> Future.all(
                                        services.reader().all(page.posts(), Pages.readerOf(context)),
                                        services.parts().opinions().figures(slug),
                                        services.reader().rooms())
                                .map(read -> {
                                    var model = listed(page, read.resultAt(0));
                                    model.put("product", product);
                                    model.put("order", order);
                                    model.put("orders", Arrays.asList(Order.values()));
                                    model.put("rooms", about(product, read.resultAt(2)));
                                    return reckoned(model, read.resultAt(1));
                                })));
    }

    private static Map<String, Object> listed(Opinions.Page page, List<Post> posts) {
        var model = new HashMap<String, Object>();
        model.put(
                "opinions", posts.stream().flatMap(post -> told(post).stream()).toList());
        model.put("next", page.next().map(PostId::toString).orElse(""));
        return model;
    }

    private static Map<String, Object> reckoned(Map<String, Object> model, Figures figures) {
        model.put("figures", figures);
        model.put(
                "answers",
                Arrays.stream(Facts.Again.values())
                        .map(again ->
                                new Figures.Group(again.code(), figures.again().getOrDefault(again, 0)))
                        .toList());
        return model;
    }

    private static List<Room> about(Room.Product product, List<Room> rooms) {
        return rooms.stream()
                .filter(room -> room.product() != null && room.product().slug().equals(product.slug()))
                .toList();
    }

    /** An opinion that stands, with its facts and its words by what they are about. */
    static Optional<Map<String, Object>> told(Post post) {
        return post.withdrawn() || post.hidden()
                ? Optional.empty()
                : post.parts().stream()
                        .map(shown -> shown.part())
                        .filter(Part.Opinion.class::isInstance)
                        .map(Part.Opinion.class::cast)
                        .findAny()
                        .map(opinion -> Map.of(
                                "post", post,
                                "facts", opinion.facts(),
                                "words", Sections.of(post.text().source())));
    }

    private static Room.Product product(List<Room.Product> all, String slug) {
        return all.stream()
                .filter(one -> one.slug().equals(slug))
                .findAny()
                .orElseThrow(() -> Problem.notFound("product", slug));
    }

    private static Optional<String> parameter(RoutingContext context, String name) {
        return Optional.ofNullable(context.queryParams().get(name)).filter(text -> !text.isEmpty());
    }
}
