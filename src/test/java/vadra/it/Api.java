package vadra.it;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The HTTP API as any program would use it: nothing here knows the server's code. */
public final class Api {
    /** One client for all; it keeps its connections. */
    public static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private final Homes homes;
    private final Optional<String> token;

    public Api(URI base, Optional<String> token) {
        this(Homes.of(base), token);
    }

    /** The API of whichever node answers. */
    public Api(Homes homes, Optional<String> token) {
        this.homes = homes;
        this.token = token;
    }

    /** What came back; {@code json} is empty where the body is none. */
    public record Answer(int status, JsonObject json, HttpResponse<String> response) {
        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The last part of a problem's type. */
        public String problem() {
            return json.getString("type", "").replaceFirst(".*/", "");
        }
    }

    /** The same person at another server. */
    Api at(URI other) {
        return new Api(other, token);
    }

    public URI base() {
        return homes.now();
    }

    Homes homes() {
        return homes;
    }

    public Optional<String> token() {
        return token;
    }

    public Answer get(String path) {
        return ask(request(path).GET());
    }

    public Answer delete(String path) {
        return ask(request(path).DELETE());
    }

    public Answer post(String path, JsonObject body) {
        return write("POST", path, body, UUID.randomUUID().toString());
    }

    /** A write under the client's own id of it. */
    public Answer write(String method, String path, JsonObject body, String key) {
        return ask(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base().resolve(path)).timeout(Duration.ofSeconds(60));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private Answer ask(HttpRequest.Builder request) {
        var with = homes.now();
        try {
            return send(request);
        } catch (UncheckedIOException nobodyThere) {
            homes.leave(with);
            throw nobodyThere;
        }
    }

    public static Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .map(type -> new JsonObject(response.body()))
                    .orElseGet(JsonObject::new);
            return new Answer(response.statusCode(), json, response);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
