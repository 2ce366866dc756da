package vadra.pages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import vadra.api.Services;
import vadra.channels.Channels;
import vadra.discussion.Post;
import vadra.wire.DiscussionJson;

/** Where everything begins, and the rooms where people talk. */
final class RoomPages {
    private static final int FIRST_POSTS = 50;
    private static final int HOME_ARTICLES = 4;

    private final Services services;
    private final Pages pages;
    private final SittingPages sittings;

    RoomPages(Services services, Pages pages, SittingPages sittings) {
        this.services = services;
        this.pages = pages;
        this.sittings = sittings;
    }

    void mount(Router router) {
        router.get("/").handler(context -> pages.show(context, "home", home()));
        router.get("/rooms/:room").handler(this::room);
        router.get("/rooms/:room/feed.atom").handler(context -> pages.feed(context, "feed", roomModel(context)));
    }

    private Future<Map<String, Object>> home() {
        var rooms = services.reader().rooms();
        var articles = BlogPages.newest(services.roof(), HOME_ARTICLES);
        var next = sittings.next();
        return Future.all(rooms, articles, next)
                .map(read -> Map.of(
                        "articles",
                        articles.result(),
                        "sittings",
                        next.result(),
                        "rooms",
                        rooms.result().stream()
                                .map(room -> DiscussionJson.room(
                                                room,
                                                services.presence()
                                                        .count(Channels.room(room.key()))
                                                        .people())
                                        .getMap())
                                .toList()));
    }

    /** A room of talk has its page here; that of an article or a Q&A has one of its own. */
    private void room(RoutingContext context) {
        var slug = context.pathParam("room");
        services.reader()
                .key(slug)
                .onComplete(
                        key -> {
                            switch (key.kind()) {
                                case ARTICLE -> context.redirect("/articles/" + slug);
                                case QA -> context.redirect("/qa/" + slug);
                                case TALK -> pages.show(context, "room", roomModel(context));
                            }
                        },
                        context::fail);
    }

    private Future<Map<String, Object>> roomModel(RoutingContext context) {
        var reader = services.reader();
        return reader.room(context.pathParam("room"))
                .compose(room -> Future.all(
                                reader.before(room.id(), Long.MAX_VALUE, FIRST_POSTS, Pages.readerOf(context)),
                                reader.pinned(room.id(), Pages.readerOf(context)),
                                CirclePages.around(services, room))
                        .map(read -> {
                            Post.Page page = read.resultAt(0);
                            List<Post> pinned = read.resultAt(1);
                            var here = services.presence()
                                    .count(Channels.room(room.key()))
                                    .people();
                            var json =
                                    DiscussionJson.page(page, services.log().epoch(), Pages.readerOf(context) != null);
                            return Map.<String, Object>of(
                                    "room", DiscussionJson.room(room, here),
                                    "page", json,
                                    "posts", page.posts(),
                                    "pinned", pinned,
                                    "circle", read.resultAt(2),
                                    "pins",
                                            new JsonObject()
                                                    .put(
                                                            "posts",
                                                            DiscussionJson.array(
                                                                    pinned,
                                                                    post -> DiscussionJson.post(
                                                                            post, Pages.readerOf(context) != null))));
                        }));
    }
}
