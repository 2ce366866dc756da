package vadra.wire;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import vadra.holding.HeldPost;
import vadra.openness.Calm;
import vadra.openness.Entry;

/** The JSON form of a room's being calmed, in the log as on the wire, and of what waits there. */
public final class CalmJson {
    private CalmJson() {}

    /** What calms a room. */
    public static JsonObject json(Calm calm) {
        return new JsonObject()
                .put("entry", calm.entry())
                .put("act", calm.act().code())
                .put("ends", calm.ends())
                .put("pace", calm.pace())
                .put("by", calm.by())
                .put("why", calm.why())
                .put("effectiveAt", calm.effectiveAt().toString())
                .put("until", calm.until() == null ? null : calm.until().toString());
    }

    /** What waits of somebody's own, and what could not be said. */
    public static JsonObject held(List<HeldPost> own) {
        return new JsonObject().put("held", DiscussionJson.array(own, CalmJson::held));
    }

    private static JsonObject held(HeldPost held) {
        return new JsonObject()
                .put("id", held.id().toString())
                .put("room", held.room())
                .put("title", held.title())
                .put("parent", held.parent() == null ? null : held.parent().toString())
                .put("text", held.source())
                .put("language", held.language())
                .put("heldAt", held.heldAt().toString())
                .put("until", held.until() == null ? null : held.until().toString())
                .put("unsaid", held.unsaid());
    }

    static Calm read(JsonObject json) {
        return new Calm(
                json.getLong("entry"),
                Entry.Act.of(json.getString("act")),
                json.getLong("ends"),
                json.getInteger("pace"),
                json.getString("by"),
                json.getString("why"),
                Instant.parse(json.getString("effectiveAt")),
                json.getString("until") == null ? null : Instant.parse(json.getString("until")));
    }
}
