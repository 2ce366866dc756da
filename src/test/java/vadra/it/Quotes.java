package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Quoting over the API. */
final class Quotes {
    private Quotes() {}

    static JsonObject quote(String source, int version, @Nullable String excerpt) {
        var quote = new JsonObject().put("kind", "quote").put("post", source).put("version", version);
        return excerpt == null ? quote : quote.put("excerpt", excerpt);
    }

    static JsonObject body(String source, int version, @Nullable String excerpt) {
        return new JsonObject()
                .put("text", "Så är det.")
                .put("parts", new JsonArray().add(quote(source, version, excerpt)));
    }

    static Api.Answer tries(Person by, String source, int version, @Nullable String excerpt, String command) {
        var room = by.channel().substring("room:".length());
        return by.api().write("POST", "/api/rooms/" + room + "/posts", body(source, version, excerpt), command);
    }

    @CanIgnoreReturnValue
    static String quotes(Person by, String source, int version, @Nullable String excerpt, String command) {
        var answer = tries(by, source, version, excerpt, command);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
        return answer.json().getString("post");
    }
}
