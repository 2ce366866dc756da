package vadra.wire;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import vadra.openness.Calm;
import vadra.openness.Entry;

/** The JSON form of a room's being calmed, in the log as on the wire. */
public final class CalmJson {
    private CalmJson() {}

    /** What calms a room. */
    public static JsonObject json(Calm calm) {
        return new JsonObject()
                .put("entry", calm.entry())
                .put("act", calm.act().code())
                .put("pace", calm.pace())
                .put("by", calm.by())
                .put("why", calm.why())
                .put("effectiveAt", calm.effectiveAt().toString())
                .put("until", calm.until() == null ? null : calm.until().toString());
    }

    static Calm read(JsonObject json) {
        return new Calm(
                json.getLong("entry"),
                Entry.Act.of(json.getString("act")),
                json.getInteger("pace"),
                json.getString("by"),
                json.getString("why"),
                Instant.parse(json.getString("effectiveAt")),
                json.getString("until") == null ? null : Instant.parse(json.getString("until")));
    }
}
