package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.asking.QuestionBook;
import vadra.community.ControlEvent;
import vadra.core.CommandId;
import vadra.core.Event;
import vadra.core.EventCodec;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.core.Role;
import vadra.core.Unreadable;
import vadra.discussion.Reaction;
import vadra.discussion.RoomEvent;
import vadra.discussion.RoomEvent.Author;
import vadra.discussion.Text;
import vadra.openness.Entry;
import vadra.openness.Restraint;
import vadra.parts.Part;
import vadra.parts.PgParts;

/** The JSON form of events, in the log as on the wire. */
public final class EventJson implements EventCodec {
    @Override
    public String encode(Event event) {
        return json(event).encode();
    }

    /** What a channel's listeners get of an event: the event itself, and when it was committed. */
    public static JsonObject data(Recorded recorded) {
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
        } else if (event instanceof ControlEvent.MemberLeft left) {
            return new JsonObject()
                    .put("kind", event.kind())
                    .put("member", left.member().toString());
        } else if (event instanceof Unreadable) {
            return new JsonObject().put("kind", event.kind());
        }
        throw new AssertionError(event);
    }

    private static JsonObject room(RoomEvent happened) {
        var json = new JsonObject().put("kind", happened.kind());
        if (happened instanceof RoomEvent.Done done) {
            return done(json.put("post", done.post().toString()).put("by", author(done.by())), done);
        } else if (happened instanceof RoomEvent.Restrained restrained) {
            return restrained(json.put("restraint", restraint(restrained.restraint())), restrained);
        } else if (happened instanceof RoomEvent.RoomCalmed calmed) {
            return json.put("calm", CalmJson.json(calmed.calm()));
        } else if (happened instanceof RoomEvent.PollCounted counted) {
            return json.put("post", counted.post().toString()).put("poll", PollJson.json(counted.tally()));
        } else if (happened instanceof RoomEvent.QaMoved moved) {
            return SittingJson.moved(json, moved);
        }
        throw new AssertionError(happened);
    }

    private static JsonObject done(JsonObject json, RoomEvent.Done happened) {
        if (happened instanceof RoomEvent.PostCreated created) {
            return json.put(
                            "parent",
                            created.parent() == null ? null : created.parent().toString())
                    .put("commandId", created.commandId().value())
                    .put("text", text(created.text()))
                    .put("mentions", new JsonArray(created.mentions()))
                    .mergeIn(asked(created))
                    .mergeIn(carried(created.parts()));
        } else if (happened instanceof RoomEvent.PostEdited edited) {
            return json.put("version", edited.version())
                    .put("text", text(edited.text()))
                    .put("mentions", new JsonArray(edited.mentions()));
        } else if (happened instanceof RoomEvent.PostWithdrawn) {
            return json;
        } else if (happened instanceof RoomEvent.ReactionAdded added) {
            return json.put("reaction", added.reaction().code())
                    .put("count", added.count())
                    .mergeIn(vote(added.vote()));
        } else if (happened instanceof RoomEvent.ReactionRemoved removed) {
            return json.put("reaction", removed.reaction().code())
                    .put("count", removed.count())
                    .mergeIn(vote(removed.vote()));
        } else if (happened instanceof RoomEvent.QuestionMoved moved) {
            return json.put("move", moved.move()).put("question", QuestionJson.json(moved.question()));
        }
        throw new AssertionError(happened);
    }

    private static JsonObject asked(RoomEvent.PostCreated created) {
        var question = created.question();
        return question == null ? new JsonObject() : new JsonObject().put("question", QuestionJson.json(question));
    }

    /** Parts name what they carry, and have none of its words. */
    private static JsonObject carried(List<Part> parts) {
        return parts.isEmpty() ? new JsonObject() : new JsonObject().put("parts", PgParts.json(parts));
    }

    private static List<Part> parts(JsonObject json) {
        return json.containsKey("parts") ? PgParts.read(json.getJsonArray("parts")) : List.of();
    }

    private static JsonObject vote(QuestionBook.@Nullable Vote vote) {
        if (vote == null) {
            return new JsonObject();
        }
        var json = new JsonObject().put("votes", vote.votes());
        return vote.head() == null ? json : json.put("head", vote.head().toString());
    }

    private static QuestionBook.@Nullable Vote vote(JsonObject json) {
        return json.containsKey("votes")
                ? new QuestionBook.Vote(parent(json.getString("head")), json.getInteger("votes"))
                : null;
    }

    private static JsonObject restrained(JsonObject json, RoomEvent.Restrained happened) {
        if (happened instanceof RoomEvent.PostAnnounced announced) {
            return json.put("post", announced.post().toString());
        } else if (happened instanceof RoomEvent.PostHidden hidden) {
            return json.put("post", hidden.post().toString());
        } else if (happened instanceof RoomEvent.PostShown shown) {
            return json.put("post", shown.post().toString())
                    .put("text", text(shown.text()))
                    .mergeIn(carried(shown.parts()));
        } else if (happened instanceof RoomEvent.PostSpared spared) {
            return json.put("post", spared.post().toString());
        } else if (happened instanceof RoomEvent.RoomRestrained) {
            return json;
        }
        throw new AssertionError(happened);
    }

    static JsonObject restraint(Restraint restraint) {
        return new JsonObject()
                .put("entry", restraint.entry())
                .put("act", restraint.act().code())
                .put("version", restraint.version())
                .put("rule", restraint.rule())
                .put("effectiveAt", restraint.effectiveAt().toString())
                .put(
                        "until",
                        restraint.until() == null ? null : restraint.until().toString());
    }

    static JsonObject author(Author author) {
        var json = new JsonObject()
                .put("id", author.id().toString())
                .put("handle", author.handle())
                .put("name", author.name())
                .put("role", author.role().code())
                .put("hat", author.hat().code());
        return author.alias() ? json.put("alias", true) : json;
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
            case "member.left" -> new ControlEvent.MemberLeft(new MemberId(UUID.fromString(json.getString("member"))));
            case "room.calmed" -> new RoomEvent.RoomCalmed(CalmJson.read(json.getJsonObject("calm")));
            case "poll.counted" ->
                new RoomEvent.PollCounted(
                        PostId.parse(json.getString("post")), PollJson.tally(json.getJsonObject("poll")));
            case "qa.moved" -> SittingJson.moved(json);
            default -> json.containsKey("restraint") ? restrained(json) : done(json);
        };
    }

    private static RoomEvent restrained(JsonObject json) {
        var restraint = restraint(json.getJsonObject("restraint"));
        return switch (json.getString("kind")) {
            case "post.announced" -> new RoomEvent.PostAnnounced(PostId.parse(json.getString("post")), restraint);
            case "post.hidden" -> new RoomEvent.PostHidden(PostId.parse(json.getString("post")), restraint);
            case "post.shown" ->
                new RoomEvent.PostShown(
                        PostId.parse(json.getString("post")), restraint, text(json.getJsonObject("text")), parts(json));
            case "post.spared" -> new RoomEvent.PostSpared(PostId.parse(json.getString("post")), restraint);
            case "room.restrained" -> new RoomEvent.RoomRestrained(restraint);
            default -> throw new IllegalArgumentException("no event of kind " + json.getString("kind"));
        };
    }

    private static Restraint restraint(JsonObject json) {
        return new Restraint(
                json.getLong("entry"),
                Entry.Act.of(json.getString("act")),
                json.getInteger("version"),
                json.getInteger("rule"),
                Instant.parse(json.getString("effectiveAt")),
                json.getString("until") == null ? null : Instant.parse(json.getString("until")));
    }

    private static RoomEvent done(JsonObject json) {
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
                        mentions(json),
                        json.containsKey("question") ? QuestionJson.read(json.getJsonObject("question")) : null,
                        parts(json));
            case "post.edited" ->
                new RoomEvent.PostEdited(
                        post, by, json.getInteger("version"), text(json.getJsonObject("text")), mentions(json));
            case "post.withdrawn" -> new RoomEvent.PostWithdrawn(post, by);
            case "reaction.added" ->
                new RoomEvent.ReactionAdded(
                        post, by, Reaction.of(json.getString("reaction")), json.getInteger("count"), vote(json));
            case "reaction.removed" ->
                new RoomEvent.ReactionRemoved(
                        post, by, Reaction.of(json.getString("reaction")), json.getInteger("count"), vote(json));
            case "question.moved" ->
                new RoomEvent.QuestionMoved(
                        post, by, json.getString("move"), QuestionJson.read(json.getJsonObject("question")));
            default -> throw new IllegalArgumentException("no event of kind " + json.getString("kind"));
        };
    }

    private static Author by(JsonObject json) {
        var role = Role.of(json.getString("role"));
        var hat = json.getString("hat");
        return new Author(
                new MemberId(UUID.fromString(json.getString("id"))),
                json.getString("handle"),
                json.getString("name"),
                role,
                // What was said before there were hats was said in the capacity of the role.
                hat == null ? role.hats().get(0) : Hat.of(hat),
                json.getBoolean("alias", false));
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
