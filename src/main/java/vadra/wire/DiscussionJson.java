package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vadra.core.Position;
import vadra.discussion.Post;
import vadra.discussion.Reaction;
import vadra.discussion.Room;
import vadra.discussion.RoomService;

/** The JSON form of rooms, products and posts, as in the contract. */
public final class DiscussionJson {
    private DiscussionJson() {}

    /** Each thing in its form, in their order. */
    public static <T> JsonArray array(List<T> things, Function<T, JsonObject> json) {
        return new JsonArray(things.stream().map(json).toList());
    }

    /**
     * A room.
     *
     * @param here how many people are in it now
     */
    public static JsonObject room(Room room, int here) {
        var product = room.product();
        return new JsonObject()
                .put("slug", room.slug())
                .put("kind", room.kind().code())
                .put("title", room.title())
                .put("topic", room.topic())
                .put("language", room.language())
                .put("open", room.open())
                .put(
                        "starter",
                        new JsonObject()
                                .put("handle", room.starter().handle())
                                .put("name", room.starter().name()))
                .put("restraint", room.restraint() == null ? null : EventJson.restraint(room.restraint()))
                .put("slow", room.slow() == null ? null : CalmJson.json(room.slow()))
                .put("hold", room.hold() == null ? null : CalmJson.json(room.hold()))
                .put("product", product == null ? null : product(product))
                .put(
                        "pulse",
                        new JsonObject()
                                .put("posts", room.pulse().posts())
                                .put("people", room.pulse().people())
                                .put("here", here)
                                .put("minutes", new JsonArray(room.pulse().minutes())));
    }

    /** A product and its facts. */
    public static JsonObject product(Room.Product product) {
        return new JsonObject()
                .put("slug", product.slug())
                .put("name", product.name())
                .put("summary", product.summary())
                .put(
                        "facts",
                        array(
                                product.facts(),
                                fact -> new JsonObject()
                                        .put("label", fact.label())
                                        .put("value", fact.value())));
    }

    /**
     * A post.
     *
     * @param signedIn whether the reader has reactions of their own to show
     */
    public static JsonObject post(Post post, boolean signedIn) {
        var json = new JsonObject()
                .put("id", post.id().toString())
                .put("room", post.room())
                .put("seq", post.seq())
                .put("parent", text(post.parent()))
                .put("thread", post.thread().toString())
                .put("author", EventJson.author(post.author()))
                .put("version", post.version())
                .put("text", post.text().source())
                .put("html", post.text().html())
                .put("language", post.text().language())
                .put("saidAt", post.saidAt().toString())
                .put("editedAt", text(post.editedAt()))
                .put("withdrawn", post.withdrawn())
                .put("replies", post.replies())
                .put("reactions", reactions(post));
        if (post.restraint() != null) {
            json.put("restraint", EventJson.restraint(post.restraint()));
        }
        if (post.question() != null) {
            json.put("question", QuestionJson.json(post.question()));
        }
        if (!post.parts().isEmpty()) {
            json.put("parts", array(post.parts(), PartJson::json));
        }
        return signedIn ? json.put("mine", mine(post)) : json;
    }

    private static JsonArray mine(Post post) {
        return new JsonArray(post.mine().stream().map(Reaction::code).sorted().toList());
    }

    private static JsonObject reactions(Post post) {
        var reactions = new JsonObject();
        for (var kind : Reaction.values()) {
            var count = post.reactions().get(kind);
            if (count != null) {
                reactions.put(kind.code(), count);
            }
        }
        return reactions;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Some posts of a room, and the place in its log that they are of. */
    public static JsonObject page(Post.Page page, String epoch, boolean signedIn) {
        var json = new JsonObject()
                .put("posts", array(page.posts(), post -> post(post, signedIn)))
                .put("position", position(new Position(epoch, page.offset())))
                .put("more", page.more());
        return page.newer() ? json.put("newer", true) : json;
    }

    public static JsonObject position(Position position) {
        return new JsonObject().put("epoch", position.epoch()).put("offset", position.offset());
    }

    /** The answer to a command that is carried out. */
    public static JsonObject ack(RoomService.Ack ack, String epoch) {
        if (ack.heldUntil() != null) {
            return new JsonObject()
                    .put("held", ack.post().toString())
                    .put("until", ack.heldUntil().toString());
        }
        return new JsonObject()
                .put("post", ack.post().toString())
                .put("position", position(new Position(epoch, ack.offset())));
    }

    /** What a post said at one time. */
    public static JsonObject version(Post.Version version) {
        return new JsonObject()
                .put("version", version.version())
                .put("text", version.source())
                .put("html", version.html())
                .put("writtenAt", version.writtenAt().toString())
                .put("hat", version.hat().code());
    }
}
