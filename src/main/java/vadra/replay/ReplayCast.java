package vadra.replay;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The members who speak in a conversation that is replayed, and the staff login that brings them in. */
final class ReplayCast {
    private static final int CONFLICT = 409;
    private static final int MAX_NAME = 60;

    private final ReplayOptions options;
    private final ReplayApi api;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private volatile String staff = "";

    ReplayCast(ReplayOptions options, ReplayApi api) {
        this.options = options;
        this.api = api;
    }

    /** Signs the staff login in, where there is one; without it, the server's limit on joining holds. */
    void signInStaff() throws IOException, InterruptedException {
        if (!options.staffPassword().isEmpty()) {
            var answer = signIn(options.staff(), options.staffPassword());
            staff = expect(answer, "The staff login does not work").getString("token");
        }
    }

    /** Lets an author join, or sign in who joined in an earlier run. */
    void join(String author) throws IOException, InterruptedException {
        var handle = ReplayLine.handle(author);
        var answer = api.post(
                "/api/members",
                staff,
                "",
                new JsonObject()
                        .put("name", author.substring(0, Math.min(MAX_NAME, author.length())))
                        .put("handle", handle)
                        .put("password", options.memberPassword())
                        .put("acceptedRules", 1)
                        .put("session", "token"));
        if (answer.status() == CONFLICT) {
            answer = signIn(handle, options.memberPassword());
        }
        tokens.put(author, expect(answer, author + " cannot join").getString("token"));
    }

    /** Starts a room, where there is none by that name. */
    void startRoom(String room) throws IOException, InterruptedException {
        var by = staff.isEmpty() ? tokens.values().iterator().next() : staff;
        var wanted = new JsonObject().put("title", room).put("slug", room).put("language", options.language());
        var answer = api.post("/api/rooms", by, "", wanted);
        if (answer.status() != CONFLICT) {
            var unused = expect(answer, "The room " + room + " cannot be started");
        }
    }

    /** The bearer token of an author who has joined. */
    String token(String author) {
        return tokens.getOrDefault(author, "");
    }

    private ReplayApi.Answer signIn(String handle, String password) throws IOException, InterruptedException {
        return api.post(
                "/api/tokens",
                "",
                "",
                new JsonObject().put("handle", handle).put("password", password).put("label", "replay"));
    }

    private static JsonObject expect(ReplayApi.Answer answer, String otherwise) {
        if (!answer.ok()) {
            throw new IllegalStateException(otherwise + ": " + answer.detail());
        }
        return answer.body();
    }
}
