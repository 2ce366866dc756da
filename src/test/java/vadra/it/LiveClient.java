package vadra.it;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vadra.history.History;
import vadra.history.History.Step;

/**
 * A listener that comes back by itself: it opens its socket again whenever that ends with a code that allows it, and
 * asks for what it missed by epoch and offset. It tells a history all that it hears, as it hears it.
 */
public final class LiveClient implements Link.Owner, AutoCloseable {
    private static final ScheduledExecutorService LATER = Executors.newScheduledThreadPool(2, work -> {
        var thread = new Thread(work, "live-client");
        thread.setDaemon(true);
        return thread;
    });

    /** What is kept of each channel, for those who ask what was heard. */
    private static final int KEPT = 2_000;

    private final String name;
    private final Api api;
    private final Homes homes;
    private final History history;
    private final Map<String, Ear> ears = new LinkedHashMap<>();
    private final List<Integer> closes = new ArrayList<>();
    private @Nullable Link link;
    private boolean connected;
    private boolean stopped;
    private int recoveries;
    private int reloads;

    public LiveClient(String name, Api api, History history) {
        this(name, api, api.homes().copy(), history);
    }

    /** A client whose sockets go another way than its requests. */
    public LiveClient(String name, Api api, Homes homes, History history) {
        this.name = name;
        this.api = api;
        this.homes = homes;
        this.history = history;
    }

    /** What is known of one channel. */
    private static final class Ear {
        private final Deque<JsonObject> heard = new ArrayDeque<>();
        private final CompletableFuture<JsonObject> first = new CompletableFuture<>();
        private String epoch = "";
        private long offset = -1;
        private boolean listening;
    }

    /** Opens the socket; returns when the server has said hello. */
    @CanIgnoreReturnValue
    public LiveClient open() {
        connect();
        Wait.until(name + " is connected", this::isConnected);
        return this;
    }

    /** Listens to a channel from now on; the reply of the server, which may be an error. */
    @CanIgnoreReturnValue
    public JsonObject listen(String channel) {
        CompletableFuture<JsonObject> first;
        synchronized (this) {
            first = ears.computeIfAbsent(channel, fresh -> new Ear()).first;
            if (connected) {
                subscribe(channel);
            }
        }
        return first.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private synchronized void connect() {
        if (stopped) {
            return;
        }
        var home = homes.now();
        var fresh = new Link(this, home);
        link = fresh;
        connected = false;
        var address = URI.create(home.toString().replaceFirst("http", "ws")).resolve("/connection/websocket");
        var unused = Api.HTTP
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(30))
                .buildAsync(address, fresh)
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        fresh.cut();
                    } else {
                        hello(fresh);
                    }
                });
    }

    private void hello(Link fresh) {
        var params = new JsonObject().put("name", "test");
        api.token().ifPresent(token -> params.put("token", token));
        fresh.command("connect", params, reply -> {
            if (reply.containsKey("error")) {
                fresh.cut();
                return;
            }
            synchronized (this) {
                connected = fresh == link;
                ears.keySet().forEach(this::subscribe);
            }
            fresh.watch(LATER);
        });
    }

    private synchronized void subscribe(String channel) {
        var ear = ears.get(channel);
        var open = link;
        if (ear == null || open == null) {
            return;
        }
        var params = new JsonObject().put("channel", channel);
        if (ear.offset >= 0) {
            params.put("recover", true).put("epoch", ear.epoch).put("offset", ear.offset);
        }
        open.command("subscribe", params, reply -> {
            synchronized (this) {
                // What comes over a link that was given up is as if it never came.
                if (open == link) {
                    subscribed(channel, ear, reply);
                }
            }
        });
    }

    private void subscribed(String channel, Ear ear, JsonObject reply) {
        if (reply.containsKey("error")) {
            boolean again = reply.getJsonObject("error").getBoolean("temporary", false);
            if (again && !stopped) {
                var unused = LATER.schedule(() -> subscribe(channel), 300, TimeUnit.MILLISECONDS);
            } else {
                ear.first.complete(reply);
            }
            return;
        }
        var start = reply.getJsonObject("subscribe");
        ear.listening = true;
        if (start.getBoolean("positioned", false)) {
            begin(channel, ear, start);
        }
        ear.first.complete(reply);
    }

    private void begin(String channel, Ear ear, JsonObject start) {
        if (start.getBoolean("recovered", false)) {
            recoveries++;
            start.getJsonArray("publications").forEach(missed -> publication(channel, ear, (JsonObject) missed));
        } else {
            reloads += ear.offset >= 0 ? 1 : 0;
            history.add(new Step.Loaded(name, channel, start.getLong("offset")));
        }
        ear.epoch = start.getString("epoch");
        ear.offset = start.getLong("offset");
    }

    @Override
    public synchronized void pushed(Link from, JsonObject push) {
        var ear = ears.get(push.getString("channel"));
        if (from == link && ear != null && push.containsKey("pub")) {
            publication(push.getString("channel"), ear, push.getJsonObject("pub"));
        }
    }

    private void publication(String channel, Ear ear, JsonObject publication) {
        var data = publication.getJsonObject("data");
        data.put("heardNanos", System.nanoTime());
        ear.heard.addLast(data);
        if (ear.heard.size() > KEPT) {
            ear.heard.removeFirst();
        }
        long offset = publication.getLong("offset", 0L);
        if (offset > 0) {
            history.add(new Step.Heard(name, channel, offset, idOf(data, offset)));
            ear.offset = offset;
        }
    }

    /** What names an event: the command that made a post, else its kind and place. */
    public static String idOf(JsonObject data, long offset) {
        return data.getString("commandId", data.getString("kind") + "@" + offset);
    }

    @Override
    public synchronized void ended(Link from, int code) {
        if (from != link) {
            return;
        }
        link = null;
        connected = false;
        homes.leave(from.home());
        closes.add(code);
        ears.values().forEach(ear -> ear.listening = false);
        if (!stopped && (code < 3500 || code >= 4000)) {
            long delay = 100L + ThreadLocalRandom.current().nextInt(200);
            var unused = LATER.schedule(this::connect, delay, TimeUnit.MILLISECONDS);
        }
    }

    /** Sends a command and waits for the reply. */
    public JsonObject command(String method, JsonObject params) {
        var reply = new CompletableFuture<JsonObject>();
        command(method, params, reply::complete);
        return reply.orTimeout(60, TimeUnit.SECONDS).join();
    }

    public void command(String method, JsonObject params, Consumer<JsonObject> reply) {
        Link open;
        synchronized (this) {
            open = connected ? link : null;
        }
        if (open == null) {
            reply.accept(Link.error("not connected"));
        } else {
            open.command(method, params, reply);
        }
    }

    /** A call of the API on the socket. */
    public JsonObject call(String method, JsonObject data) {
        return command("rpc", new JsonObject().put("method", method).put("data", data));
    }

    /** Breaks the connection; the client comes back by itself. */
    public void cut() {
        Link open;
        synchronized (this) {
            open = link;
        }
        if (open != null) {
            open.cut();
        }
    }

    public synchronized boolean isConnected() {
        return connected;
    }

    public synchronized boolean isListening(String channel) {
        var ear = ears.get(channel);
        return ear != null && ear.listening;
    }

    /** All that came on a channel, in order. */
    public synchronized List<JsonObject> heard(String channel) {
        var ear = ears.get(channel);
        return ear == null ? List.of() : List.copyOf(ear.heard);
    }

    public synchronized long offset(String channel) {
        return Optional.ofNullable(ears.get(channel)).map(ear -> ear.offset).orElse(-1L);
    }

    /** With which codes its sockets ended, in order. */
    public synchronized List<Integer> closes() {
        return List.copyOf(closes);
    }

    /** How often it got what it missed, and how often it had to load anew. */
    public synchronized int[] returns() {
        return new int[] {recoveries, reloads};
    }

    @Override
    public void close() {
        synchronized (this) {
            stopped = true;
        }
        cut();
    }
}
