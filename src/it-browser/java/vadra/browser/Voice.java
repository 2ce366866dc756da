package vadra.browser;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A member who speaks through the API, without a browser. */
final class Voice {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String token;

    private Voice(String token) {
        this.token = token;
    }

    static Voice named(String name) {
        var body = new JsonObject()
                .put("name", name)
                .put("password", Stage.PASSWORD)
                .put("acceptedRules", 1)
                .put("session", "token");
        var joined = json(sent(request(Optional.empty(), "POST", "/api/members", body)));
        return new Voice(joined.getString("token"));
    }

    /** Starts a room of its own; its slug. */
    String startsRoom() {
        var slug = Stage.fresh("rum-");
        var body = new JsonObject().put("title", "Rummet " + slug).put("slug", slug);
        json(sent(request(Optional.of(token), "POST", "/api/rooms", body)));
        return slug;
    }

    @CanIgnoreReturnValue
    String says(String room, String text) {
        return json(sent(saying(room, text))).getString("post");
    }

    @CanIgnoreReturnValue
    String replies(String room, String post, String text) {
        var body = new JsonObject().put("text", text).put("parent", post);
        return json(sent(request(Optional.of(token), "POST", "/api/rooms/" + room + "/posts", body)))
                .getString("post");
    }

    /** Says many things, one after the other. */
    void saysAll(String room, List<String> texts) {
        texts.forEach(text -> says(room, text));
    }

    /** Says many things at once, in any order. */
    void floods(String room, int count) {
        for (int from = 0; from < count; from += 100) {
            var all = IntStream.range(from, Math.min(count, from + 100))
                    .mapToObj(n -> HTTP.sendAsync(saying(room, "Flod " + n), HttpResponse.BodyHandlers.discarding()))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(all).join();
        }
    }

    /** Says so many things, in any order, as fast as it goes. */
    void floods(String room, int count, IntFunction<String> text) {
        for (int from = 0; from < count; from += 200) {
            var all = IntStream.range(from, Math.min(count, from + 200))
                    .mapToObj(n -> HTTP.sendAsync(saying(room, text.apply(n)), HttpResponse.BodyHandlers.discarding()))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(all).join();
        }
    }

    /** Slows a room of its own for everybody. */
    void slows(String room, int seconds) {
        var slow = new JsonObject().put("seconds", seconds).put("minutes", 15).put("why", "Det går för fort att läsa.");
        json(sent(request(Optional.of(token), "PUT", "/api/rooms/" + room + "/slow-mode", slow)));
    }

    void endsSlowness(String room) {
        json(sent(request(Optional.of(token), "DELETE", "/api/rooms/" + room + "/slow-mode", new JsonObject())));
    }

    /** Somebody without an account notices what breaks the law; the receipt. */
    static String notices(String place) {
        var notice = new JsonObject()
                .put("place", place)
                .put("law", "5 kap. 1 § brottsbalken, förtal")
                .put("words", "Inlägget pekar ut en person som brottslig.")
                .put("name", "Bo Ek")
                .put("mail", "bo@example.com")
                .put("goodFaith", true);
        return json(sent(request(Optional.empty(), "POST", "/api/notices", notice)))
                .getString("receipt");
    }

    void withdraws(String post) {
        json(sent(request(Optional.of(token), "DELETE", "/api/posts/" + post, new JsonObject())));
    }

    void gives(String post, String reaction) {
        json(sent(
                request(Optional.of(token), "PUT", "/api/posts/" + post + "/reactions/" + reaction, new JsonObject())));
    }

    void takesBack(String post, String reaction) {
        json(sent(request(
                Optional.of(token), "DELETE", "/api/posts/" + post + "/reactions/" + reaction, new JsonObject())));
    }

    /** The texts of a room, in order, as the server has them; withdrawn ones are empty. */
    static List<String> texts(String room) {
        var request = HttpRequest.newBuilder(URI.create(Stage.get().url() + "/api/rooms/" + room + "/posts?limit=200"))
                .build();
        return json(sent(request)).getJsonArray("posts").stream()
                .map(post -> ((JsonObject) post).getString("text"))
                .toList();
    }

    private HttpRequest saying(String room, String text) {
        return request(Optional.of(token), "POST", "/api/rooms/" + room + "/posts", new JsonObject().put("text", text));
    }

    private static HttpRequest request(Optional<String> token, String method, String path, JsonObject body) {
        var publisher = body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.encode());
        var request = HttpRequest.newBuilder(URI.create(Stage.get().url() + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, publisher);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request.build();
    }

    private static HttpResponse<String> sent(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @CanIgnoreReturnValue
    private static JsonObject json(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
    }
}
