package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import vadra.history.History;

/** Somebody who talks with others in private, in sentences. */
final class Talker implements AutoCloseable {
    final String handle;
    final Api api;
    final LiveClient live;

    Talker(String handle, Api api) {
        this.handle = handle;
        this.api = api;
        this.live = new LiveClient(handle, api, new History());
    }

    static Talker joins(URI server, String name) {
        var handle = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        return new Talker(handle, Person.member(server, handle));
    }

    /** The same member at another server. */
    Talker at(URI server) {
        return new Talker(handle, api.at(server));
    }

    static JsonObject words(String text) {
        return new JsonObject().put("text", text);
    }

    Api.Answer asks(Talker other, String text) {
        return api.post("/api/talk", words(text).put("to", other.handle));
    }

    /** Asks, and is accepted; the conversation. */
    String talksWith(Talker other) {
        var conversation = ok(asks(other, "får jag fråga?")).getString("conversation");
        other.answers(conversation, "accept");
        return conversation;
    }

    void answers(String conversation, String answer) {
        var body = new JsonObject().put("answer", answer);
        assertThat(api.write("PUT", "/api/talk/" + conversation + "/answer", body, "a")
                        .status())
                .isEqualTo(204);
    }

    Api.Answer tries(String conversation, String text, String key) {
        return api.write("POST", "/api/talk/" + conversation + "/messages", words(text), key);
    }

    /** Says something, which must be accepted; the message. */
    @CanIgnoreReturnValue
    String says(String conversation, String text) {
        return ok(tries(conversation, text, UUID.randomUUID().toString())).getString("message");
    }

    JsonObject sees(String conversation) {
        return ok(api.get("/api/talk/" + conversation));
    }

    List<JsonObject> reads(String conversation) {
        return objects(ok(api.get("/api/talk/" + conversation + "/messages")).getJsonArray("messages"));
    }

    List<JsonObject> lists() {
        return objects(ok(api.get("/api/talk")).getJsonArray("conversations"));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    /** Listens to a conversation. */
    Talker listens(String conversation) {
        live.open();
        assertThat(live.listen("talk:" + conversation).containsKey("subscribe")).isTrue();
        return this;
    }

    /** The texts that were heard there, in order; each has its own place. */
    List<String> heard(String conversation) {
        return live.heard("talk:" + conversation).stream()
                .filter(data -> data.getString("kind").equals("message.sent"))
                .map(data -> data.getJsonObject("text").getString("source"))
                .toList();
    }

    void hears(String conversation, String text) {
        Wait.until(handle + " hears " + text, () -> heard(conversation).contains(text));
    }

    static JsonObject ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 201);
        return answer.json();
    }

    @Override
    public void close() {
        live.close();
    }
}
