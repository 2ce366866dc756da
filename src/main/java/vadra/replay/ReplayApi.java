package vadra.replay;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The public API as the replay command uses it: patient with a server that says "later", or is away for a while. */
final class ReplayApi {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration AWAY_WAIT = Duration.ofSeconds(1);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String server;
    private final Consumer<String> told;

    /**
     * The API of one server.
     *
     * @param told hears of it when the server asks for a long patience
     */
    ReplayApi(String server, Consumer<String> told) {
        this.server = server;
        this.told = told;
    }

    /** An answer: the status, and the body, empty where there is none. */
    record Answer(int status, JsonObject body) {
        boolean ok() {
            return status < 300;
        }

        /** Why it was refused. */
        String detail() {
            return status + " " + body.getString("detail", body.getString("title", ""));
        }
    }

    /**
     * Asks for a thing until there is an answer that will not change by waiting.
     *
     * @param token a bearer token, empty for none
     * @param key the idempotency key, empty for none
     * @throws IOException when the server has been away for {@link #PATIENCE}
     */
    Answer post(String path, String token, String key, JsonObject body) throws InterruptedException, IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Duration wait;
            try {
                var answer = client.send(request(path, token, key, body), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 429 && answer.statusCode() != 503) {
                    return answer(answer);
                }
                wait = later(answer);
            } catch (IOException away) {
                wait = AWAY_WAIT;
                if (System.nanoTime() > end) {
                    throw away;
                }
            }
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        }
    }

    private static Answer answer(HttpResponse<String> answer) {
        var json = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(answer.statusCode(), json ? new JsonObject(answer.body()) : new JsonObject());
    }

    private Duration later(HttpResponse<String> answer) {
        var wait = Duration.ofSeconds(
                answer.headers().firstValueAsLong("Retry-After").orElse(1));
        if (wait.compareTo(WORTH_TELLING) > 0) {
            told.accept(
                    "waits for " + wait.toSeconds() + " s: " + answer(answer).detail());
        }
        return wait;
    }

    private HttpRequest request(String path, String token, String key, JsonObject body) {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return request.build();
    }
}
