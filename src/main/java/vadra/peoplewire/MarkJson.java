package vadra.peoplewire;

import io.vertx.core.json.JsonObject;
import java.util.List;
import vadra.marks.ReadMark;
import vadra.mentions.Mentionable;
import vadra.wire.DiscussionJson;

/** The JSON form of read marks, and of whom one may mean. */
public final class MarkJson {
    private MarkJson() {}

    /** A member's own marks. */
    public static JsonObject marks(List<ReadMark> all) {
        return new JsonObject().put("marks", DiscussionJson.array(all, MarkJson::mark));
    }

    /** How far a member has read in a room. */
    public static JsonObject mark(ReadMark mark) {
        return new JsonObject()
                .put("room", mark.room())
                .put("kind", mark.kind())
                .put("seq", mark.seq())
                .put("unread", mark.unread());
    }

    /** That a mark has moved, for the member only. */
    public static JsonObject moved(ReadMark mark) {
        return new JsonObject().put("kind", "mark").put("mark", mark(mark));
    }

    /** Whom one may mean. */
    public static JsonObject people(List<Mentionable> people) {
        return new JsonObject()
                .put(
                        "people",
                        DiscussionJson.array(
                                people,
                                one -> new JsonObject()
                                        .put("handle", one.handle())
                                        .put("name", one.name())
                                        .put("here", one.here())));
    }
}
