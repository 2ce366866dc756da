package vadra.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one of the staff has on the screen: the rooms, where each post comes with the time of its commit, and the desk,
 * where each reading comes with the time of the last post that it counts. Both times are the database's, which is on the
 * machine of this clock.
 */
final class Screen implements WebSocket.Listener, AutoCloseable {
    /** A reading that has not come for so long counts as one that took so long. */
    private static final long LONGEST_MS = 60_000;

    private final String phrase;
    private final String slug;
    private final StringBuilder message = new StringBuilder();
    private final List<Instant> committed = new ArrayList<>();
    private final List<Shown> shown = new ArrayList<>();
    private final WebSocket socket;

    /**
     * A reading that came.
     *
     * @param last when the last post that it counts was committed
     */
    private record Shown(Instant last, Instant at) {}

    /**
     * Opens it.
     *
     * @param token of a member of staff
     * @param phrase what posts hold that a claim counts; no other claim is looked at
     */
    Screen(URI server, String token, String phrase, List<String> rooms) {
        this.phrase = phrase;
        this.slug = phrase.replace(' ', '-');
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + server.getAuthority() + "/connection/websocket"), this)
                .join();
        send(1, "connect", new JsonObject().put("token", token));
        listen(2, "desk:monitor");
        for (int i = 0; i < rooms.size(); i++) {
            listen(3 + i, "room:" + rooms.get(i));
        }
    }

    private void listen(int id, String channel) {
        send(id, "subscribe", new JsonObject().put("channel", channel));
    }

    private void send(int id, String command, JsonObject arguments) {
        socket.sendText(new JsonObject().put("id", id).put(command, arguments).encode(), true)
                .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        message.append(text);
        if (last) {
            var at = Instant.now();
            message.toString().lines().forEach(line -> heard(from, new JsonObject(line), at));
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void heard(WebSocket from, JsonObject line, Instant at) {
        if (line.isEmpty()) {
            var unused = from.sendText("{}", true);
        } else if (line.containsKey("push") && line.getJsonObject("push").containsKey("pub")) {
            var data = line.getJsonObject("push").getJsonObject("pub").getJsonObject("data");
            switch (data.getString("kind", "")) {
                case "readings" -> reading(data.getJsonArray("claims"), at);
                case "post.created" -> post(data);
                default -> {
                    // Presence, levels and alerts are not what is measured.
                }
            }
        } else if (line.containsKey("error")) {
            throw new IllegalStateException(line.encode());
        }
    }

    private synchronized void post(JsonObject post) {
        if (post.getJsonObject("text").getString("source").contains(phrase)) {
            committed.add(Instant.parse(post.getString("at")));
        }
    }

    private synchronized void reading(JsonArray claims, Instant at) {
        for (int i = 0; i < claims.size(); i++) {
            var claim = claims.getJsonObject(i);
            var last = claim.getJsonObject("reading").getString("lastAt");
            if (claim.getString("slug").equals(slug) && last != null) {
                shown.add(new Shown(Instant.parse(last), at));
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        System.out.println("the screen was closed: " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        System.out.println("the screen failed: " + failure);
    }

    /** Forgets what it has seen so far. */
    synchronized void measure() {
        committed.clear();
        shown.clear();
    }

    /** From the commit of each post that the claim counts to the first reading that has it, in milliseconds. */
    synchronized Histogram take() {
        var waits = new Histogram(LONGEST_MS, 3);
        for (var commit : committed) {
            waits.recordValue(shown.stream()
                    .filter(one -> !one.last().isBefore(commit))
                    .findFirst()
                    .map(one -> Math.max(0, one.at().toEpochMilli() - commit.toEpochMilli()))
                    .orElse(LONGEST_MS));
        }
        return waits;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
