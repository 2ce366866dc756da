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
final class Api {
    /** One client for all; it keeps its connections. */
    static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private final URI base;
    private final Optional<String> token;

    Api(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /** What came back; {@code json} is empty where the body is none. */
    record Answer(int status, JsonObject json, HttpResponse<String> response) {
        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The last part of a problem's type. */
        String problem() {
            return json.getString("type", "").replaceFirst(".*/", "");
        }
    }

    /** The same person at another server. */
    Api at(URI other) {
        return new Api(other, token);
    }

    URI base() {
        return base;
    }

    Optional<String> token() {
        return token;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, JsonObject body) {
        return write("POST", path, body, UUID.randomUUID().toString());
    }

    /** A write under the client's own id of it. */
    Answer write(String method, String path, JsonObject body, String key) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    static Answer send(HttpRequest.Builder request) {
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
