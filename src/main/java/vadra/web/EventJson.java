package vadra.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.ControlEvent;
import vadra.core.CommandId;
import vadra.core.Event;
import vadra.core.EventCodec;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.core.Role;
import vadra.core.Unreadable;
import vadra.discussion.Reaction;
import vadra.discussion.RoomEvent;
import vadra.discussion.RoomEvent.Author;
import vadra.discussion.Text;

/** The JSON form of events, in the log as on the wire. */
public final class EventJson implements EventCodec {
    @Override
    public String encode(Event event) {
        return json(event).encode();
    }

    /** What a channel's listeners get of an event: the event itself, and when it was committed. */
    static JsonObject data(Recorded recorded) {
        return json(recorded.event()).put("at", recorded.at().toString());
    }

    private static JsonObject json(Event event) {
        if (event instanceof RoomEvent happened) {
            return room(happened);
        } else if (event instanceof ControlEvent.SessionEnded ended) {
            return new JsonObject()
                    .put("kind", event.kind())
                    .put("session", ended.session().toString());
        } else if (event instanceof ControlEvent.RoleChanged changed) {
            return new JsonObject()
                    .put("kind", event.kind())
                    .put("member", changed.member().toString());
        } else if (event instanceof Unreadable) {
            return new JsonObject().put("kind", event.kind());
        }
        throw new AssertionError(event);
    }

    private static JsonObject room(RoomEvent happened) {
        var json = new JsonObject()
                .put("kind", happened.kind())
                .put("post", happened.post().toString())
                .put("by", author(happened.by()));
        if (happened instanceof RoomEvent.PostCreated created) {
            return json.put(
                            "parent",
                            created.parent() == null ? null : created.parent().toString())
                    .put("commandId", created.commandId().value())
                    .put("text", text(created.text()))
                    .put("mentions", new JsonArray(created.mentions()));
        } else if (happened instanceof RoomEvent.PostEdited edited) {
            return json.put("version", edited.version())
                    .put("text", text(edited.text()))
                    .put("mentions", new JsonArray(edited.mentions()));
        } else if (happened instanceof RoomEvent.PostWithdrawn) {
            return json;
        } else if (happened instanceof RoomEvent.ReactionAdded added) {
            return json.put("reaction", added.reaction().code()).put("count", added.count());
        } else if (happened instanceof RoomEvent.ReactionRemoved removed) {
            return json.put("reaction", removed.reaction().code()).put("count", removed.count());
        }
        throw new AssertionError(happened);
    }

    static JsonObject author(Author author) {
        return new JsonObject()
                .put("id", author.id().toString())
                .put("handle", author.handle())
                .put("name", author.name())
                .put("role", author.role().code());
    }

    private static JsonObject text(Text text) {
        return new JsonObject()
                .put("source", text.source())
                .put("html", text.html())
                .put("language", text.language());
    }

    @Override
    public Event decode(String encoded) {
        var json = new JsonObject(encoded);
        return switch (json.getString("kind")) {
            case "session.ended" -> new ControlEvent.SessionEnded(UUID.fromString(json.getString("session")));
            case "role.changed" ->
                new ControlEvent.RoleChanged(new MemberId(UUID.fromString(json.getString("member"))));
            default -> roomEvent(json);
        };
    }

    private static RoomEvent roomEvent(JsonObject json) {
        var post = PostId.parse(json.getString("post"));
        var by = by(json.getJsonObject("by"));
        return switch (json.getString("kind")) {
            case "post.created" ->
                new RoomEvent.PostCreated(
                        post,
                        by,
                        parent(json.getString("parent")),
                        new CommandId(json.getString("commandId")),
                        text(json.getJsonObject("text")),
                        mentions(json));
            case "post.edited" ->
                new RoomEvent.PostEdited(
                        post, by, json.getInteger("version"), text(json.getJsonObject("text")), mentions(json));
            case "post.withdrawn" -> new RoomEvent.PostWithdrawn(post, by);
            case "reaction.added" ->
                new RoomEvent.ReactionAdded(
                        post, by, Reaction.of(json.getString("reaction")), json.getInteger("count"));
            case "reaction.removed" ->
                new RoomEvent.ReactionRemoved(
                        post, by, Reaction.of(json.getString("reaction")), json.getInteger("count"));
            default -> throw new IllegalArgumentException("no event of kind " + json.getString("kind"));
        };
    }

    private static Author by(JsonObject json) {
        return new Author(
                new MemberId(UUID.fromString(json.getString("id"))),
                json.getString("handle"),
                json.getString("name"),
                Role.of(json.getString("role")));
    }

    private static @Nullable PostId parent(@Nullable String id) {
        return id == null ? null : PostId.parse(id);
    }

    private static Text text(JsonObject json) {
        return new Text(json.getString("source"), json.getString("html"), json.getString("language"));
    }

    private static List<String> mentions(JsonObject json) {
        return json.getJsonArray("mentions").stream().map(String.class::cast).toList();
    }
}
