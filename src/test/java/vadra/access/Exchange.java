package vadra.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import vadra.it.Api;

/**
 * What somebody asked for, and what they were answered.
 *
 * @param status of HTTP, or the code of an error on a socket
 */
record Exchange(Way way, Role by, int status, String body, HttpHeaders headers) {
    /** A way in: what kind it is, and what it is called. */
    record Way(String kind, String name) {
        String key() {
            return kind + "\t" + name;
        }
    }

    static Exchange of(Way way, Role by, Api.Answer answer) {
        var response = answer.response();
        return new Exchange(way, by, response.statusCode(), response.body(), response.headers());
    }

    /** Sends a request; of what never ends, only that it began is waited for. */
    static Exchange begun(Way way, Role by, HttpRequest.Builder request) {
        try {
            var response = Api.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                var text = response.statusCode() == 200 ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return new Exchange(way, by, response.statusCode(), text, response.headers());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A reply on a socket. */
    static Exchange replied(Way way, Role by, io.vertx.core.json.JsonObject reply) {
        var error = reply.getJsonObject("error");
        return new Exchange(
                way,
                by,
                error == null ? 200 : error.getInteger("code"),
                reply.encode(),
                HttpHeaders.of(Map.of(), (name, value) -> true));
    }

    /** As the table says it. */
    String word() {
        return status >= 200 && status < 300 ? "ok" : Integer.toString(status);
    }

    @Override
    public String toString() {
        return "%s %s as %s: %d %s"
                .formatted(way.kind(), way.name(), by, status, body.substring(0, Math.min(300, body.length())));
    }
}
