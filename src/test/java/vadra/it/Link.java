package vadra.it;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket that speaks the Centrifugo client protocol, version 2 in JSON, from its opening to its end. */
final class Link implements WebSocket.Listener {
    /** What stands for the code when the connection just broke. */
    static final int BROKEN = 1006;

    /** A server pings every 25 s; who hears nothing for so long has lost it without noticing. */
    private static final int SILENCE_SECONDS = 35;

    private final Owner owner;
    private final URI home;
    private final Map<Integer, Consumer<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private @Nullable WebSocket socket;
    private boolean over;
    private volatile long lastHeard = System.nanoTime();

    /**
     * Prepares a link.
     *
     * @param home the node that it leads to
     */
    Link(Owner owner, URI home) {
        this.owner = owner;
        this.home = home;
    }

    URI home() {
        return home;
    }

    /** From now on, ends when nothing at all has come for {@value #SILENCE_SECONDS} s. */
    void watch(ScheduledExecutorService timer) {
        var unused = timer.schedule(
                () -> {
                    if (System.nanoTime() - lastHeard > TimeUnit.SECONDS.toNanos(SILENCE_SECONDS)) {
                        cut();
                    } else if (!isOver()) {
                        watch(timer);
                    }
                },
                1,
                TimeUnit.SECONDS);
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** Whose link it is. */
    interface Owner {
        /** A push came, in order. */
        void pushed(Link link, JsonObject push);

        /** It is over, once. */
        void ended(Link link, int code);
    }

    @Override
    public void onOpen(WebSocket opened) {
        synchronized (this) {
            socket = opened;
        }
        opened.request(1);
    }

    /** Sends a command; its reply, which may be an error, comes in order with the pushes. */
    void command(String method, JsonObject params, Consumer<JsonObject> reply) {
        int id = ids.incrementAndGet();
        waiting.put(id, reply);
        if (!write(new JsonObject().put("id", id).put(method, params).encode())) {
            lost(id);
        }
    }

    synchronized boolean write(String line) {
        var open = socket;
        if (over || open == null) {
            return false;
        }
        sending = sending.exceptionally(lost -> null).thenCompose(sent -> open.sendText(line, true));
        return true;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        lastHeard = System.nanoTime();
        text.append(data);
        if (last) {
            var whole = text.toString();
            text.setLength(0);
            whole.lines().map(JsonObject::new).forEach(this::take);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void take(JsonObject line) {
        synchronized (this) {
            if (over) {
                return;
            }
        }
        if (line.isEmpty()) {
            var unused = write("{}");
        } else if (line.containsKey("id")) {
            var reply = waiting.remove(line.getInteger("id"));
            if (reply != null) {
                reply.accept(line);
            }
        } else {
            owner.pushed(this, line.getJsonObject("push"));
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket closed, int code, String reason) {
        end(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket broken, Throwable failure) {
        end(BROKEN);
    }

    /** Breaks the connection without a word, as a lost network does. */
    void cut() {
        WebSocket open;
        synchronized (this) {
            open = socket;
        }
        if (open != null) {
            open.abort();
        }
        end(BROKEN);
    }

    private void end(int code) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        waiting.keySet().forEach(this::lost);
        owner.ended(this, code);
    }

    private void lost(int id) {
        var reply = waiting.remove(id);
        if (reply != null) {
            reply.accept(error("the connection is lost"));
        }
    }

    static JsonObject error(String message) {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject().put("code", 0).put("message", message).put("temporary", true));
    }
}
