package vadra.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.community.Session;
import vadra.core.Actor;
import vadra.core.Position;
import vadra.live.Publication;
import vadra.live.Subscription;

/**
 * One client of the socket protocol: who it is, and what it listens to. Confined to its event loop.
 *
 * <p>Bounds: {@value #MAX_CHANNELS} channels, {@value #MAX_POSTPONED} commands that wait for a connect; what waits to be written is bounded by {@link Outbox}.
 */
final class Connection {
    static final int MAX_CHANNELS = 64;
    /** Commands that may follow a connect command before it is answered. */
    static final int MAX_POSTPONED = 100;

    private static final long CONNECT_WITHIN_MS = 10_000;
    private static final long PONG_WITHIN_MS = 10_000;
    /** Seconds between pings, as told to the client. */
    static final int PING_SECONDS = 25;

    private final String id;
    private final Outbox outbox;
    private final Live live;
    private final long openedMs;
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final Set<String> entered = new HashSet<>();
    private @Nullable Session session;
    private @Nullable List<String> postponed;
    private boolean connected;
    private boolean gone;
    private long pingedMs;
    private boolean awaitingPong;

    /**
     * Opens a connection.
     *
     * @param session who the handshake's cookie says it is, null for a guest
     * @param nowMs a monotonic clock's reading
     */
    Connection(String id, Outbox outbox, Live live, @Nullable Session session, long nowMs) {
        this.id = id;
        this.outbox = outbox;
        this.live = live;
        this.session = session;
        this.openedMs = nowMs;
        this.pingedMs = nowMs;
    }

    @Nullable
    Actor actor() {
        return session == null ? null : session.actor();
    }

    Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    boolean connected() {
        return connected;
    }

    /** It is being found out who this is; what comes meanwhile waits. */
    void beginConnecting() {
        postponed = new ArrayList<>();
    }

    /** It is known, or known to be unknown; what came meanwhile. */
    List<String> endConnecting() {
        var waiting = postponed == null ? List.<String>of() : postponed;
        postponed = null;
        return waiting;
    }

    /** True when a command has to wait, and does, for the answer to the connect command before it. */
    boolean postpones(String line) {
        if (postponed == null) {
            return false;
        }
        if (postponed.size() >= MAX_POSTPONED) {
            close(CloseReason.BAD_REQUEST);
        } else {
            postponed.add(line);
        }
        return true;
    }

    JsonObject connect(@Nullable Session signedIn) {
        session = signedIn;
        connected = true;
        return new JsonObject()
                .put("client", id)
                .put("version", "vadra")
                .put("ping", PING_SECONDS)
                .put("pong", true);
    }

    void reply(int command, String kind, JsonObject result) {
        outbox.send(new JsonObject().put("id", command).put(kind, result).encode());
    }

    void error(int command, JsonObject error) {
        reply(command, "error", error);
    }

    /** Starts to listen; answers the command when it is known from where. */
    void subscribe(int command, String channel, @Nullable Position since) {
        if (!Channels.known(channel)) {
            error(command, ProtocolError.UNKNOWN_CHANNEL.json());
        } else if (!Channels.mayListen(channel, actor())) {
            error(command, ProtocolError.PERMISSION_DENIED.json());
        } else if (subscriptions.containsKey(channel)) {
            error(command, ProtocolError.ALREADY_SUBSCRIBED.json());
        } else if (subscriptions.size() >= MAX_CHANNELS) {
            error(command, ProtocolError.LIMIT_EXCEEDED.json());
        } else {
            var slug = Channels.roomOf(channel);
            if (slug.isPresent()) {
                subscribeRoom(command, channel, slug.get(), since);
            } else {
                subscriptions.put(channel, live.source().passing(channel, this::push));
                reply(command, "subscribe", new JsonObject());
            }
        }
    }

    private void subscribeRoom(int command, String channel, String slug, @Nullable Position since) {
        live.room(slug)
                .onComplete(found -> live.onLoop(() -> {
                    if (gone) {
                        // The socket closed while the room was looked up; nobody is there to listen.
                        return;
                    }
                    if (found.failed()) {
                        error(command, ProtocolError.of(found.cause()));
                    } else if (subscriptions.containsKey(channel)) {
                        error(command, ProtocolError.ALREADY_SUBSCRIBED.json());
                    } else {
                        subscriptions.put(
                                channel, live.source().room(channel, found.result(), since, this::push, start -> {
                                    if (start.failed()) {
                                        subscriptions.remove(channel);
                                        error(command, ProtocolError.of(start.cause()));
                                    } else {
                                        entered.add(channel);
                                        live.presence().enter(channel, actor());
                                        reply(command, "subscribe", started(start.result(), since != null));
                                    }
                                }));
                    }
                }));
    }

    private JsonObject started(Subscription.Start start, boolean recovering) {
        var publications = new JsonArray();
        start.missed()
                .forEach(missed -> publications.add(new JsonObject()
                        .put("data", new JsonObject(missed.data()))
                        .put("offset", missed.offset())));
        var result = new JsonObject()
                .put("recoverable", true)
                .put("positioned", true)
                .put("epoch", live.source().epoch())
                .put("offset", start.offset());
        if (recovering) {
            result.put("was_recovering", true)
                    .put("recovered", start.recovered())
                    .put("publications", publications);
        }
        return result;
    }

    private void push(Publication publication) {
        outbox.send(publication.push());
    }

    /** Stops to listen; true when it did listen. */
    boolean unsubscribe(String channel) {
        var subscription = subscriptions.remove(channel);
        if (subscription == null) {
            return false;
        }
        subscription.close();
        leave(channel);
        return true;
    }

    boolean listensTo(String channel) {
        return subscriptions.containsKey(channel);
    }

    private void leave(String channel) {
        if (entered.remove(channel)) {
            live.presence().exit(channel, actor());
        }
    }

    void pong() {
        awaitingPong = false;
    }

    /** Once a second: pings, and gives up on who does not answer. */
    void tick(long nowMs) {
        if (!connected && nowMs - openedMs > CONNECT_WITHIN_MS) {
            outbox.close(CloseReason.STALE);
        } else if (awaitingPong && nowMs - pingedMs > PONG_WITHIN_MS) {
            outbox.close(CloseReason.NO_PONG);
        } else if (connected && nowMs - pingedMs > PING_SECONDS * 1000L) {
            pingedMs = nowMs;
            awaitingPong = true;
            outbox.send("{}");
        } else if (session != null && !session.expiresAt().isAfter(live.now())) {
            outbox.close(CloseReason.EXPIRED);
        }
    }

    void close(CloseReason reason) {
        outbox.close(reason);
    }

    /** The transport has gone: forget everything. */
    void gone() {
        gone = true;
        outbox.gone();
        subscriptions.forEach((channel, subscription) -> {
            subscription.close();
            leave(channel);
        });
        subscriptions.clear();
    }
}
