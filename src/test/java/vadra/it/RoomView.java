package vadra.it;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A room as a page shows it: posts that were loaded, kept up to date by events alone. */
final class RoomView {
    private final Map<String, JsonObject> posts = new TreeMap<>();

    private RoomView() {}

    static RoomView of(JsonObject page) {
        var view = new RoomView();
        page.getJsonArray("posts").forEach(each -> {
            var post = (JsonObject) each;
            view.posts.put(post.getString("id"), named(post.copy()));
        });
        return view;
    }

    /** Events name what a post carries; what is read of it stands where that is. */
    private static JsonObject named(JsonObject post) {
        post.getJsonArray("parts", new JsonArray()).forEach(part -> ((JsonObject) part).remove("source"));
        return post;
    }

    Map<String, JsonObject> posts() {
        return posts;
    }

    void apply(JsonObject publication) {
        var event = publication.getJsonObject("data");
        switch (event.getString("kind")) {
            case "post.created" -> created(event, publication.getLong("offset"));
            case "post.edited" ->
                written(post(event), event)
                        .put("version", event.getInteger("version"))
                        .put("editedAt", event.getString("at"));
            case "post.withdrawn" -> silent(post(event)).put("withdrawn", true);
            case "post.announced" -> post(event).put("restraint", event.getJsonObject("restraint"));
            case "post.hidden" -> silent(post(event)).put("restraint", event.getJsonObject("restraint"));
            case "post.spared" -> post(event).remove("restraint");
            case "post.shown" -> shown(post(event), event);
            case "room.calmed" -> {}
            case "question.moved" -> post(event).put("question", event.getJsonObject("question"));
            case "reaction.added", "reaction.removed" -> {
                counted(post(event).getJsonObject("reactions"), event);
                if (event.containsKey("votes")) {
                    voted(event);
                }
            }
            default -> throw new AssertionError(event.encode());
        }
    }

    private void created(JsonObject event, long offset) {
        var id = event.getString("post");
        var parent = event.getString("parent");
        var post = new JsonObject()
                .put("id", id)
                .put("room", "kaffe")
                .put("seq", offset)
                .put("parent", parent)
                .put("thread", parent == null ? id : get(parent).getString("thread"))
                .put("author", event.getJsonObject("by"))
                .put("version", 1)
                .put("saidAt", event.getString("at"))
                .putNull("editedAt")
                .put("withdrawn", false)
                .put("replies", 0)
                .put("reactions", new JsonObject());
        if (event.containsKey("question")) {
            post.put("question", event.getJsonObject("question"));
        }
        carries(post, event);
        posts.put(id, written(post, event));
        if (parent != null) {
            get(parent).put("replies", get(parent).getInteger("replies") + 1);
        }
    }

    private static void carries(JsonObject post, JsonObject event) {
        if (event.containsKey("parts")) {
            post.put("parts", event.getJsonArray("parts"));
        }
    }

    private static JsonObject silent(JsonObject post) {
        post.remove("parts");
        return post.put("text", "").put("html", "");
    }

    private static JsonObject written(JsonObject post, JsonObject event) {
        var text = event.getJsonObject("text");
        return post.put("text", text.getString("source"))
                .put("html", text.getString("html"))
                .put("language", text.getString("language"));
    }

    private static void shown(JsonObject post, JsonObject event) {
        post.remove("restraint");
        if (!post.getBoolean("withdrawn")) {
            carries(written(post, event), event);
        }
    }

    private static void counted(JsonObject reactions, JsonObject event) {
        if (event.getInteger("count") > 0) {
            reactions.put(event.getString("reaction"), event.getInteger("count"));
        } else {
            reactions.remove(event.getString("reaction"));
        }
    }

    private void voted(JsonObject event) {
        var head = event.getString("head");
        if (head == null) {
            post(event).getJsonObject("question").put("votes", event.getInteger("votes"));
        } else {
            post(event).getJsonObject("question").put("votes", event.getInteger("count"));
            get(head).getJsonObject("question").put("votes", event.getInteger("votes"));
        }
    }

    private JsonObject post(JsonObject event) {
        return get(event.getString("post"));
    }

    private JsonObject get(String id) {
        return Objects.requireNonNull(posts.get(id), id);
    }
}
