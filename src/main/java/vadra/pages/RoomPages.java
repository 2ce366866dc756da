package vadra.pages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.api.Services;
import vadra.channels.Channels;
import vadra.core.MemberId;
import vadra.discussion.Post;
import vadra.discussion.Room;
import vadra.marks.ReadMark;
import vadra.wire.DiscussionJson;

/** Where everything begins, and the rooms where people talk. */
final class RoomPages {
    private static final int HOME_ARTICLES = 4;

    private final Services services;
    private final Pages pages;
    private final SittingPages sittings;
    private final Places places;

    RoomPages(Services services, Pages pages, SittingPages sittings) {
        this.services = services;
        this.pages = pages;
        this.sittings = sittings;
        this.places = new Places(services);
    }

    void mount(Router router) {
        router.get("/").handler(context -> pages.show(context, "home", home(context)));
        router.get("/rooms/:room").handler(this::room);
        router.get("/rooms/:room/feed.atom").handler(context -> pages.feed(context, "feed", roomModel(context)));
    }

    private Future<Map<String, Object>> home(RoutingContext context) {
        var rooms = services.reader().rooms();
        var articles = BlogPages.newest(services.roof(), HOME_ARTICLES);
        var next = sittings.next();
        var unread = unread(Pages.readerOf(context));
        return Future.all(rooms, articles, next, unread)
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
                                        .put("unread", unread.result().getOrDefault(room.slug(), 0))
                                        .getMap())
                                .toList()));
    }

    /** How many posts came in each room since the reader was there. */
    private Future<Map<String, Integer>> unread(@Nullable MemberId reader) {
        return reader == null
                ? Future.succeededFuture(Map.of())
                : services.people()
                        .attended()
                        .marks()
                        .of(reader)
                        .map(marks -> marks.stream()
                                .filter(mark -> mark.unread() > 0)
                                .collect(Collectors.toMap(ReadMark::room, ReadMark::unread)));
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
                                places.of(context, room.id(), room.slug()),
                                reader.pinned(room.id(), Pages.readerOf(context)),
                                CirclePages.around(services, room))
                        .map(read -> {
                            var model =
                                    model(room, read.resultAt(0), read.resultAt(1), Pages.readerOf(context) != null);
                            model.put("circle", read.resultAt(2));
                            return model;
                        }));
    }

    private Map<String, Object> model(Room room, Places.Place place, List<Post> pinned, boolean signedIn) {
        var here = services.presence().count(Channels.room(room.key())).people();
        var pins = DiscussionJson.array(pinned, post -> DiscussionJson.post(post, signedIn));
        return new HashMap<>(Map.of(
                "room", DiscussionJson.room(room, here),
                "page", DiscussionJson.page(place.page(), services.log().epoch(), signedIn),
                "posts", place.page().posts(),
                "target", place.id(),
                "mark", place.read(),
                "card", card(room, place),
                "pinned", pinned,
                "pins", new JsonObject().put("posts", pins)));
    }

    private static Card card(Room room, Places.Place place) {
        var path = "/rooms/" + room.slug();
        return place.target()
                .map(post -> Card.of(post, room.title(), path + "?post=" + post.id()))
                .orElseGet(() -> Card.of(room.title(), room.topic(), path));
    }
}
