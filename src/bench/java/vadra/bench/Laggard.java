package vadra.bench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One reader that can stop reading, comes back when it is sent away, and knows what it has seen. */
@SuppressWarnings("FutureReturnValueIgnored") // What was not sent has no answer, and then the reader is not whole.
final class Laggard implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PAGE = 200;

    private final URI server;
    private final String channel;
    private final BitSet seen = new BitSet();
    private final StringBuilder part = new StringBuilder();
    private @Nullable WebSocket socket;
    private String epoch = "";
    private long first = -1;
    private long top;
    private boolean stopped;
    private int closes;

    Laggard(URI server, String room) {
        this.server = server;
        this.channel = "room:" + room;
        connect();
    }

    private void connect() {
        HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + server.getAuthority() + "/connection/websocket"), this)
                .thenAccept(this::hello);
    }

    private synchronized void hello(WebSocket open) {
        socket = open;
        var subscribe = new JsonObject().put("channel", channel);
        if (first >= 0) {
            subscribe.put("recover", true).put("epoch", epoch).put("offset", last());
        }
        send(new JsonObject().put("id", 1).put("connect", new JsonObject()), open)
                .thenCompose(next -> send(new JsonObject().put("id", 2).put("subscribe", subscribe), next));
    }

    @CanIgnoreReturnValue
    private static CompletableFuture<WebSocket> send(JsonObject line, WebSocket to) {
        return to.sendText(line.encode(), true);
    }

    /** Reads no more. */
    synchronized void stop() {
        stopped = true;
    }

    /** Reads on. */
    synchronized void goOn() {
        stopped = false;
        if (socket != null) {
            socket.request(1);
        }
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean whole) {
        part.append(text);
        if (whole) {
            part.toString().lines().forEach(line -> line(new JsonObject(line), from));
            part.setLength(0);
        }
        if (!stopped) {
            from.request(1);
        }
        return null;
    }

    private void line(JsonObject line, WebSocket from) {
        if (line.isEmpty()) {
            send(line, from);
        } else if (line.containsKey("push")) {
            see(line.getJsonObject("push").getJsonObject("pub"));
        } else if (line.containsKey("subscribe")) {
            var reply = line.getJsonObject("subscribe");
            epoch = reply.getString("epoch");
            if (first < 0) {
                first = reply.getLong("offset");
            }
            seeAll(reply, from, !reply.getBoolean("recovered", true));
        } else if (line.containsKey("history")) {
            var reply = line.getJsonObject("history");
            seeAll(reply, from, !reply.getJsonArray("publications").isEmpty());
        }
    }

    private void seeAll(JsonObject reply, WebSocket from, boolean more) {
        top = Math.max(top, reply.getLong("offset"));
        reply.getJsonArray("publications", new JsonArray()).forEach(missed -> see((JsonObject) missed));
        if (more) {
            page(from, PAGE);
        }
    }

    private void page(WebSocket from, int limit) {
        var since = new JsonObject().put("epoch", epoch).put("offset", last());
        var history =
                new JsonObject().put("channel", channel).put("limit", limit).put("since", since);
        send(new JsonObject().put("id", 3).put("history", history), from);
    }

    private void see(JsonObject publication) {
        long offset = publication.getLong("offset", 0L);
        if (offset > 0) {
            seen.set((int) (offset - first));
            top = Math.max(top, offset);
        }
    }

    /** Up to where it has seen all. */
    private long last() {
        return first + seen.nextClearBit(1) - 1;
    }

    /** Whether it has seen all that there is, since it first came. */
    synchronized boolean isWhole() {
        return first >= 0 && last() >= top;
    }

    /** Asks how much there is by now. */
    synchronized void ask() {
        if (socket != null && !socket.isOutputClosed()) {
            page(socket, 0);
        }
    }

    synchronized int closes() {
        return closes;
    }

    synchronized long count() {
        return seen.cardinality();
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        System.out.println("the slow reader was closed with " + code + " " + reason);
        back();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        System.out.println("the slow reader was cut off");
        back();
    }

    private synchronized void back() {
        closes++;
        part.setLength(0);
        connect();
    }

    synchronized void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
