package vadra.embedpages;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import vadra.api.Services;
import vadra.channels.Channels;
import vadra.core.Problem;
import vadra.discussion.Post;
import vadra.discussion.Room;
import vadra.discussion.RoomKey;
import vadra.pages.Pages;
import vadra.wire.DiscussionJson;

/**
 * A room for a frame: the one page that another site may put into its own, if it is on the list. It is rendered as for a guest,
 * whoever's browser asks, and nobody's cookie is looked at.
 */
public final class EmbedPages {
    private static final int POSTS = 30;
    private static final String POLICY = "Content-Security-Policy";
    private static final String BY_NOBODY = "frame-ancestors 'none'";

    private final Services services;
    private final Pages pages;
    private final List<String> origins;

    public EmbedPages(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
        this.origins = services.entrances().embedding().origins();
    }

    public void mount(Router router) {
        router.get("/embed/rooms/:room").handler(this::room);
    }

    private void room(RoutingContext context) {
        context.response().putHeader("Cache-Control", "private, no-store");
        var slug = context.pathParam("room");
        if (origins.isEmpty()) {
            throw Problem.notFound("page", "");
        }
        pages.show(
                context,
                "embed",
                services.reader()
                        .key(slug)
                        .map(key -> talk(key, slug))
                        .compose(key -> services.reader().room(slug))
                        .compose(this::model)
                        .onSuccess(found -> letFrame(context)));
    }

    /** What is not there keeps the headers that let nobody frame it. */
    private void letFrame(RoutingContext context) {
        var headers = context.response().headers();
        var policy = headers.get(POLICY);
        if (!policy.contains(BY_NOBODY)) {
            throw new IllegalStateException("the policy says nothing of frames");
        }
        headers.set(POLICY, policy.replace(BY_NOBODY, "frame-ancestors " + String.join(" ", origins)));
        // It knows no list, and would forbid what the policy allows.
        headers.remove("X-Frame-Options");
    }

    private static RoomKey talk(RoomKey key, String slug) {
        if (key.kind() != Room.Kind.TALK) {
            throw Problem.notFound("room", slug);
        }
        return key;
    }

    private Future<Map<String, Object>> model(Room room) {
        return services.reader().before(room.id(), Long.MAX_VALUE, POSTS, null).map(page -> model(room, page));
    }

    private Map<String, Object> model(Room room, Post.Page page) {
        var here = services.presence().count(Channels.room(room.key())).people();
        return Map.of(
                "room", DiscussionJson.room(room, here),
                "page", DiscussionJson.page(page, services.log().epoch(), false),
                "posts", page.posts(),
                "origins", String.join(" ", origins));
    }
}
