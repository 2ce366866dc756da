package vadra.parts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import vadra.core.PostId;

/** Parts as the log and the tables have them, which is as the channels send them. */
public final class PgParts {
    private PgParts() {}

    /** Parts in their order. */
    public static JsonArray json(List<Part> parts) {
        return new JsonArray(parts.stream().map(PgParts::json).toList());
    }

    /** One part. */
    public static JsonObject json(Part part) {
        var json = new JsonObject().put("kind", part.kind());
        if (part instanceof Part.Quote quote) {
            json.put("post", quote.post().toString()).put("version", quote.version());
            return quote.chosen() ? json.put("from", quote.from()).put("to", quote.to()) : json;
        }
        if (part instanceof Part.Picture picture) {
            return json.put("media", picture.media())
                    .put("alt", picture.alt())
                    .put("width", picture.width())
                    .put("height", picture.height());
        }
        throw new AssertionError(part);
    }

    /** The parts that were written so. */
    public static List<Part> read(JsonArray json) {
        return json.stream().map(JsonObject.class::cast).map(PgParts::read).toList();
    }

    private static Part read(JsonObject json) {
        return switch (json.getString("kind")) {
            case "quote" ->
                new Part.Quote(
                        PostId.parse(json.getString("post")),
                        json.getInteger("version"),
                        json.getInteger("from", 0),
                        json.getInteger("to", 0));
            case "picture" ->
                new Part.Picture(
                        json.getString("media"),
                        json.getString("alt"),
                        json.getInteger("width"),
                        json.getInteger("height"));
            default -> throw new IllegalArgumentException("no part of kind " + json.getString("kind"));
        };
    }
}
