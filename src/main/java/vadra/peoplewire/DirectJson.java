package vadra.peoplewire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vadra.core.Position;
import vadra.direct.Ack;
import vadra.direct.Complaint;
import vadra.wire.DiscussionJson;

/** The JSON form of direct messages, as in the contract. The database makes that of conversations and what is said there. */
public final class DirectJson {
    private DirectJson() {}

    /** The answer to a command that is carried out. */
    public static JsonObject ack(Ack ack, String epoch) {
        return new JsonObject()
                .put("conversation", ack.conversation().toString())
                .put("message", ack.message().toString())
                .put("position", DiscussionJson.position(new Position(epoch, ack.offset())));
    }

    /** Some messages of a conversation, how it stands, and the place in its log that they are of. */
    public static JsonObject page(JsonObject read, String epoch) {
        return new JsonObject()
                .put("messages", read.getJsonArray("messages"))
                .put("position", DiscussionJson.position(new Position(epoch, read.getLong("offset"))))
                .put("more", read.getBoolean("more"))
                .put("conversation", read.getJsonObject("conversation"));
    }

    /** A page of conversations. */
    public static JsonObject conversations(List<JsonObject> read, int most) {
        return new JsonObject()
                .put("conversations", new JsonArray(read.subList(0, Math.min(most, read.size()))))
                .put("more", read.size() > most);
    }

    /** An event and its place. */
    public record Placed(long seq, JsonObject data) {}

    /** The events of a part of a conversation's log. */
    public static List<Placed> events(JsonObject read) {
        var events = new ArrayList<Placed>();
        for (var one : read.getJsonArray("events")) {
            var placed = (JsonObject) one;
            events.add(new Placed(placed.getLong("seq"), placed.getJsonObject("event")));
        }
        return events;
    }

    /** How a conversation stands for who listens. */
    public static JsonObject stands(JsonObject read) {
        return new JsonObject().put("kind", "conversation").put("conversation", read.getJsonObject("conversation"));
    }

    /** That somebody writes. */
    public static JsonObject typing(String handle) {
        return new JsonObject().put("kind", "typing").put("handle", handle);
    }

    /** That something happened in a conversation, and how many of its messages are not read; without a word of it. */
    public static JsonObject told(UUID conversation, long unread) {
        return new JsonObject()
                .put("kind", "talk")
                .put("conversation", conversation.toString())
                .put("unread", unread);
    }

    /** What who reported a message gets at once. */
    public static JsonObject receipt(Complaint.Receipt receipt) {
        return new JsonObject()
                .put("case", receipt.caseId().toString())
                .put("version", receipt.version())
                .put("again", receipt.again());
    }
}
