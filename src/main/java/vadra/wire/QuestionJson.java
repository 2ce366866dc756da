package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.asking.Alias;
import vadra.asking.Question;
import vadra.asking.Question.Claim;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;
import vadra.discussion.RoomEvent;
import vadra.discussion.RoomEvent.Author;
import vadra.questions.Outcomes;
import vadra.questions.PastMove;
import vadra.questions.Pseudonyms;

/** The JSON form of questions, in the log as on the wire and as in the contract. */
public final class QuestionJson {
    private QuestionJson() {}

    public static JsonObject json(Question question) {
        var claim = question.claim();
        return new JsonObject()
                .put("state", question.state().code())
                .put("votes", question.votes())
                .put("into", text(question.into()))
                .put(
                        "merged",
                        new JsonArray(
                                question.merged().stream().map(PostId::toString).toList()))
                .put(
                        "claim",
                        claim == null
                                ? null
                                : new JsonObject()
                                        .put("by", person(claim.by()))
                                        .put("until", claim.until().toString()))
                .put("answer", text(question.answer()))
                .put("reason", question.reason())
                .put("promisedFor", text(question.promisedFor()))
                .put("movedAt", question.movedAt().toString())
                .put("movedBy", question.movedBy() == null ? null : person(question.movedBy()));
    }

    public static Question read(JsonObject json) {
        var claim = json.getJsonObject("claim");
        return new Question(
                Question.State.of(json.getString("state")),
                post(json.getString("into")),
                json.getJsonArray("merged").stream()
                        .map(id -> PostId.parse((String) id))
                        .toList(),
                json.getInteger("votes"),
                claim == null
                        ? null
                        : new Claim(actor(claim.getJsonObject("by")), Instant.parse(claim.getString("until"))),
                post(json.getString("answer")),
                json.getString("reason"),
                json.getString("promisedFor") == null ? null : Instant.parse(json.getString("promisedFor")),
                Instant.parse(json.getString("movedAt")),
                json.getJsonObject("movedBy") == null ? null : actor(json.getJsonObject("movedBy")));
    }

    private static JsonObject person(Actor actor) {
        return EventJson.author(Author.of(actor));
    }

    private static Actor actor(JsonObject json) {
        return new Actor(
                new MemberId(UUID.fromString(json.getString("id"))),
                json.getString("handle"),
                json.getString("name"),
                Role.of(json.getString("role")));
    }

    public static JsonObject host(Actor host) {
        return person(host);
    }

    public static JsonObject alias(Alias alias) {
        return EventJson.author(Author.of(alias));
    }

    public static JsonObject move(PastMove move) {
        return new JsonObject()
                .put("offset", move.offset())
                .put("at", move.at().toString())
                .put("by", person(move.by()))
                .put("move", move.move())
                .put("state", move.state().code())
                .put("into", text(move.into()))
                .put("answer", text(move.answer()))
                .put("reason", move.reason())
                .put("promisedFor", text(move.promisedFor()));
    }

    /** What an asker is told of their question. */
    public static JsonObject outcome(Outcomes.Outcome outcome, String room) {
        var moved = (RoomEvent.QuestionMoved) outcome.moved().event();
        return new JsonObject()
                .put("kind", "question")
                .put("at", outcome.moved().at().toString())
                .put("room", room)
                .put("own", outcome.own().toString())
                .put("post", moved.post().toString())
                .put("by", EventJson.author(moved.by()))
                .put("move", moved.move())
                .put("question", json(moved.question()));
    }

    public static JsonObject lifting(Pseudonyms.Lifting lifting) {
        return new JsonObject()
                .put("at", lifting.at().toString())
                .put("room", lifting.room())
                .put("name", lifting.name())
                .put("post", lifting.post().toString())
                .put(
                        "rule",
                        new JsonObject()
                                .put("version", lifting.cited().version())
                                .put("number", lifting.cited().rule()))
                .put("grounds", lifting.cited().grounds())
                .put("actor", lifting.actor());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable PostId post(@Nullable String id) {
        return id == null ? null : PostId.parse(id);
    }
}
