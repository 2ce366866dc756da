package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import vadra.it.History.Step;

/** Somebody in a room, in sentences: {@code asta.says("Hej"); bo.hears("Hej");}. */
final class Person implements AutoCloseable {
    static final String PASSWORD = "fönstret-på-glänt";

    private final String name;
    private final Api api;
    private final History history;
    private final LiveClient live;
    private String room = "";

    private Person(String name, Api api, History history) {
        this.name = name;
        this.api = api;
        this.history = history;
        this.live = new LiveClient(name, api, history);
    }

    /** A new member, who knows the house rules. */
    static Person joins(URI server, String name, History history) {
        return new Person(name, member(server, name), history);
    }

    /** Somebody without an account. */
    static Person guest(URI server, String name, History history) {
        return new Person(name, new Api(server, Optional.empty()), history);
    }

    /** Somebody who is signed in already. */
    static Person signedIn(String name, Api api, History history) {
        return new Person(name, api, history);
    }

    /** The same member on another device. */
    Person alsoAs(String device) {
        return new Person(device, api, history);
    }

    static Api member(URI server, String handle) {
        var joined = new Api(server, Optional.empty())
                .post(
                        "/api/members",
                        new JsonObject()
                                .put("name", handle)
                                .put("handle", handle)
                                .put("password", PASSWORD)
                                .put("acceptedRules", 1)
                                .put("session", "token"));
        assertThat(joined.status()).as(joined.json().encode()).isEqualTo(201);
        return new Api(server, Optional.of(joined.json().getString("token")));
    }

    /** Starts a room, and is in it. */
    @CanIgnoreReturnValue
    Person startsRoom(String slug) {
        var started = api.post("/api/rooms", new JsonObject().put("title", slug).put("slug", slug));
        assertThat(started.status()).as(started.json().encode()).isEqualTo(201);
        return entersQuietly(slug);
    }

    /** Will speak in a room without listening to it. */
    @CanIgnoreReturnValue
    Person entersQuietly(String slug) {
        room = slug;
        return this;
    }

    /** Opens the socket and listens to a room. */
    @CanIgnoreReturnValue
    Person enters(String slug) {
        room = slug;
        live.open();
        var reply = live.listen(channel());
        assertThat(reply.containsKey("subscribe")).as(reply.encode()).isTrue();
        return this;
    }

    /** Says something, which must be accepted; the post's id. */
    @CanIgnoreReturnValue
    String says(String text) {
        var answer = triesToSay(text, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
        return answer.json().getString("post");
    }

    @CanIgnoreReturnValue
    String replies(String post, String text) {
        var body = new JsonObject().put("text", text).put("parent", post);
        return accepted(api.post("/api/rooms/" + room + "/posts", body)).getString("post");
    }

    /** Sends a post under an id; the history knows of it, and of its ack. */
    @CanIgnoreReturnValue
    Api.Answer triesToSay(String text, String command) {
        history.add(new Step.Sent(name, channel(), command));
        var answer = api.write("POST", "/api/rooms/" + room + "/posts", new JsonObject().put("text", text), command);
        if (answer.status() == 201) {
            long offset = answer.json().getJsonObject("position").getLong("offset");
            history.add(new Step.Acked(name, channel(), command, offset));
        }
        return answer;
    }

    /** The same over the socket; whether it was accepted. */
    @CanIgnoreReturnValue
    JsonObject triesToSayLive(String text, String command) {
        history.add(new Step.Sent(name, channel(), command));
        var data = new JsonObject().put("room", room).put("text", text).put("commandId", command);
        var reply = live.call("say", data);
        if (reply.containsKey("rpc")) {
            var ack = reply.getJsonObject("rpc").getJsonObject("data");
            history.add(new Step.Acked(
                    name, channel(), command, ack.getJsonObject("position").getLong("offset")));
        }
        return reply;
    }

    void edits(String post, String text) {
        accepted(api.write("PUT", "/api/posts/" + post, new JsonObject().put("text", text), key()));
    }

    void withdraws(String post) {
        accepted(api.delete("/api/posts/" + post));
    }

    void gives(String post, String reaction) {
        accepted(Api.send(api.request("/api/posts/" + post + "/reactions/" + reaction)
                .method("PUT", java.net.http.HttpRequest.BodyPublishers.noBody())));
    }

    void takesBack(String post, String reaction) {
        accepted(api.delete("/api/posts/" + post + "/reactions/" + reaction));
    }

    @CanIgnoreReturnValue
    private static JsonObject accepted(Api.Answer answer) {
        assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 299);
        return answer.json();
    }

    /** Waits until somebody has said this. */
    @CanIgnoreReturnValue
    JsonObject hears(String text) {
        Wait.until(name + " hears " + text, () -> find(text).isPresent());
        return find(text).orElseThrow();
    }

    Optional<JsonObject> find(String text) {
        return live.heard(channel()).stream()
                .filter(event -> text.equals(
                        event.getJsonObject("text", new JsonObject()).getString("source")))
                .findFirst();
    }

    /** Waits until an event of a kind is heard. */
    @CanIgnoreReturnValue
    JsonObject hearsOf(String kind) {
        Wait.until(name + " hears of " + kind, () -> findKind(kind).isPresent());
        return findKind(kind).orElseThrow();
    }

    private Optional<JsonObject> findKind(String kind) {
        return live.heard(channel()).stream()
                .filter(event -> kind.equals(event.getString("kind")))
                .findFirst();
    }

    /** Waits until it has heard all that is in the log by now, and stays: the history may hold it to that. */
    void catchesUp() {
        int top = RoomLog.read(api.base(), room).size();
        Wait.until(name + " has caught up", () -> live.offset(channel()) >= top);
        history.add(new Step.Stayed(name, channel()));
    }

    String channel() {
        return "room:" + room;
    }

    String name() {
        return name;
    }

    Api api() {
        return api;
    }

    LiveClient live() {
        return live;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        live.close();
    }
}
