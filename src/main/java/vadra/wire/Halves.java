package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds NULs and half characters: a surrogate without the other one can be written in JSON as an escape, is no text, and would be
 * refused by the database only.
 */
public final class Halves {
    private Halves() {}

    /** Whether a text of JSON may have any; most have none, and are not looked at closer. */
    public static boolean possible(String json) {
        return json.contains("\\ud") || json.contains("\\uD");
    }

    /** Where the first one is, with dots between names; the empty text where it is the whole, or in a name. */
    public static Optional<String> field(@Nullable Object value) {
        if (value instanceof String text && !whole(text)) {
            return Optional.of("");
        }
        if (value instanceof JsonObject object) {
            return object.stream()
                    .flatMap(entry ->
                            (whole(entry.getKey()) ? in(entry.getKey(), entry.getValue()) : Optional.of("")).stream())
                    .findFirst();
        }
        if (value instanceof JsonArray all) {
            return all.stream().flatMap(one -> field(one).stream()).findFirst();
        }
        return Optional.empty();
    }

    private static Optional<String> in(String name, @Nullable Object value) {
        return field(value).map(inner -> inner.isEmpty() ? name : name + "." + inner);
    }

    private static boolean whole(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
