package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import vadra.history.History;
import vadra.history.History.Step;

/** Somebody in a room, in sentences: {@code asta.says("Hej"); bo.hears("Hej");}. */
public final class Person implements AutoCloseable {
    public static final String PASSWORD = "fönstret-på-glänt";

    private final String name;
    private final Api api;
    private final History history;
    private final LiveClient live;
    private String room = "";

    private Person(String name, Api api, Homes homes, History history) {
        this.name = name;
        this.api = api;
        this.history = history;
        this.live = new LiveClient(name, api, homes, history);
    }

    /** A new member, who knows the house rules. */
    public static Person joins(URI server, String name, History history) {
        return joins(Homes.of(server), Homes.of(server), name, history);
    }

    /**
     * A new member, who knows the house rules.
     *
     * @param homes where requests go
     * @param sockets where sockets go
     */
    public static Person joins(Homes homes, Homes sockets, String name, History history) {
        return new Person(name, member(homes, name), sockets, history);
    }

    /** Somebody without an account. */
    public static Person guest(URI server, String name, History history) {
        return guest(Homes.of(server), Homes.of(server), name, history);
    }

    /** Somebody without an account, whose sockets go another way than the requests. */
    public static Person guest(Homes homes, Homes sockets, String name, History history) {
        return new Person(name, new Api(homes, Optional.empty()), sockets, history);
    }

    /** Somebody who is signed in already. */
    static Person signedIn(String name, Api api, History history) {
        return new Person(name, api, api.homes().copy(), history);
    }

    /** The same member on another device. */
    public Person alsoAs(String device) {
        return new Person(device, api, api.homes().copy(), history);
    }

    /** The same member on another device, which goes its own ways. */
    public Person alsoAs(String device, Homes homes, Homes sockets) {
        return new Person(device, new Api(homes, api.token()), sockets, history);
    }

    @CanIgnoreReturnValue
    public static Api member(URI server, String handle) {
        return member(Homes.of(server), handle);
    }

    @CanIgnoreReturnValue
    private static Api member(Homes homes, String handle) {
        var joined = new Api(homes, Optional.empty())
                .post(
                        "/api/members",
                        new JsonObject()
                                .put("name", handle)
                                .put("handle", handle)
                                .put("password", PASSWORD)
                                .put("acceptedRules", 1)
                                .put("session", "token"));
        assertThat(joined.status()).as(joined.json().encode()).isEqualTo(201);
        return new Api(homes, Optional.of(joined.json().getString("token")));
    }

    /** Starts a room, and is in it. */
    @CanIgnoreReturnValue
    public Person startsRoom(String slug) {
        var started = api.post("/api/rooms", new JsonObject().put("title", slug).put("slug", slug));
        assertThat(started.status()).as(started.json().encode()).isEqualTo(201);
        return entersQuietly(slug);
    }

    /** Will speak in a room without listening to it. */
    @CanIgnoreReturnValue
    public Person entersQuietly(String slug) {
        room = slug;
        return this;
    }

    /** Opens the socket and listens to a room. */
    @CanIgnoreReturnValue
    public Person enters(String slug) {
        room = slug;
        live.open();
        var reply = live.listen(channel());
        assertThat(reply.containsKey("subscribe")).as(reply.encode()).isTrue();
        return this;
    }

    /** Says something, which must be accepted; the post's id. */
    @CanIgnoreReturnValue
    public String says(String text) {
        var answer = triesToSay(text, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
        return answer.json().getString("post");
    }

    /** Asks a question, under the own name; the post's id. */
    @CanIgnoreReturnValue
    public String asks(String text) {
        return asks(text, false);
    }

    /** Asks a question, perhaps under a pseudonym; the post's id. */
    @CanIgnoreReturnValue
    public String asks(String text, boolean alias) {
        var body = new JsonObject().put("text", text).put("question", true).put("alias", alias);
        return accepted(api.post("/api/rooms/" + room + "/posts", body)).getString("post");
    }

    /** Moves a question, which must be accepted. */
    @CanIgnoreReturnValue
    public JsonObject moves(String post, String move, JsonObject with) {
        return accepted(triesToMove(post, move, with));
    }

    @CanIgnoreReturnValue
    public Api.Answer triesToMove(String post, String move, JsonObject with) {
        return api.post("/api/posts/" + post + "/" + move, with);
    }

    /** Makes a member a host of the room. */
    public void makesHost(String handle) {
        accepted(api.write("PUT", "/api/rooms/" + room + "/hosts/" + handle, new JsonObject(), key()));
    }

    @CanIgnoreReturnValue
    public String replies(String post, String text) {
        var body = new JsonObject().put("text", text).put("parent", post);
        return accepted(api.post("/api/rooms/" + room + "/posts", body)).getString("post");
    }

    /** Sends a post under an id; the history knows of it, and of its ack. */
    @CanIgnoreReturnValue
    public Api.Answer triesToSay(String text, String command) {
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
    public JsonObject triesToSayLive(String text, String command) {
        history.add(new Step.Sent(name, channel(), command));
        var data = new JsonObject().put("room", room).put("text", text).put("commandId", command);
        var reply = live.call("say", data);
        if (reply.containsKey("rpc")) {
            var position = reply.getJsonObject("rpc").getJsonObject("data").getJsonObject("position");
            if (position != null) {
                history.add(new Step.Acked(name, channel(), command, position.getLong("offset")));
            }
        }
        return reply;
    }

    public void edits(String post, String text) {
        accepted(api.write("PUT", "/api/posts/" + post, new JsonObject().put("text", text), key()));
    }

    public void withdraws(String post) {
        accepted(api.delete("/api/posts/" + post));
    }

    public void gives(String post, String reaction) {
        accepted(Api.send(api.request("/api/posts/" + post + "/reactions/" + reaction)
                .method("PUT", java.net.http.HttpRequest.BodyPublishers.noBody())));
    }

    public void takesBack(String post, String reaction) {
        accepted(api.delete("/api/posts/" + post + "/reactions/" + reaction));
    }

    @CanIgnoreReturnValue
    private static JsonObject accepted(Api.Answer answer) {
        assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 299);
        return answer.json();
    }

    /** Waits until somebody has said this. */
    @CanIgnoreReturnValue
    public JsonObject hears(String text) {
        Wait.until(name + " hears " + text, () -> find(text).isPresent());
        return find(text).orElseThrow();
    }

    public Optional<JsonObject> find(String text) {
        return live.heard(channel()).stream()
                .filter(event -> text.equals(
                        event.getJsonObject("text", new JsonObject()).getString("source")))
                .findFirst();
    }

    /** Waits until an event of a kind is heard. */
    @CanIgnoreReturnValue
    public JsonObject hearsOf(String kind) {
        Wait.until(name + " hears of " + kind, () -> findKind(kind).isPresent());
        return findKind(kind).orElseThrow();
    }

    private Optional<JsonObject> findKind(String kind) {
        return live.heard(channel()).stream()
                .filter(event -> kind.equals(event.getString("kind")))
                .findFirst();
    }

    /** Waits until it has heard all that is in the log by now, and stays: the history may hold it to that. */
    public void catchesUp() {
        catchesUp(RoomLog.read(api.base(), room).size());
    }

    /** Waits until it has heard all up to an offset, which is the last, and stays. */
    public void catchesUp(long top) {
        Wait.until(name + " has caught up", () -> live.offset(channel()) >= top);
        history.add(new Step.Stayed(name, channel()));
    }

    public String channel() {
        return "room:" + room;
    }

    public String name() {
        return name;
    }

    public Api api() {
        return api;
    }

    public LiveClient live() {
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
