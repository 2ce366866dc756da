package vadra.peoplewire;

import io.vertx.core.json.JsonObject;
import vadra.leaving.Wish;

/** The JSON form of a member's wish to leave. */
public final class LeavingJson {
    private LeavingJson() {}

    public static JsonObject wish(Wish wish) {
        return new JsonObject()
                .put("kind", wish.kind().code())
                .put("askedAt", wish.askedAt().toString())
                .put("dueAt", wish.dueAt().toString());
    }
}
