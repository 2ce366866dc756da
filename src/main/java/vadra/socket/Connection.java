package vadra.socket;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import vadra.channels.Channels;
import vadra.community.Session;
import vadra.core.Actor;
import vadra.core.Position;
import vadra.live.Batch;
import vadra.live.Listener;
import vadra.live.Subscription;
import vadra.websocket.WebSocket;
import vadra.wire.ProtocolError;

/**
 * One client of the socket protocol: who it is, and what it listens to. Confined to its event loop.
 *
 * <p>Bounds: {@value #MAX_CHANNELS} channels, {@value #MAX_POSTPONED} commands that wait for a connect,
 * {@value #MAX_READING} questions for history under way; what waits to be read or written is bounded by {@link WebSocket}.
 */
final class Connection implements Listener {
    static final int MAX_CHANNELS = 64;
    /** Commands that may follow a connect command before it is answered. */
    static final int MAX_POSTPONED = 100;
    /** Questions for history that may be under way at once. */
    static final int MAX_READING = 8;

    private static final long CONNECT_WITHIN_MS = 10_000;
    private static final long PONG_WITHIN_MS = 10_000;
    /** Seconds between pings, as told to the client. */
    static final int PING_SECONDS = 25;

    private final WebSocket socket;
    private final Live live;
    private final String address;
    private final long openedMs;
    /** Small: most connections listen to one or two channels. */
    private final Map<String, Runnable> subscriptions = new HashMap<>(2);

    private final Set<String> entered = new HashSet<>(2);
    private @Nullable Session session;
    private @Nullable List<String> postponed;
    private boolean connected;
    private boolean gone;
    private int reading;
    final Sparing typing = new Sparing();
    private long pingMs;
    private boolean awaitingPong;

    /**
     * Opens a connection.
     *
     * @param address that it came from
     * @param session who the handshake's cookie says it is, null for a guest
     * @param nowMs a monotonic clock's reading
     */
    Connection(WebSocket socket, Live live, String address, @Nullable Session session, long nowMs) {
        this.socket = socket;
        this.live = live;
        this.address = address;
        this.session = session;
        this.openedMs = nowMs;
        // Sockets that come back all at once are not to be pinged all at once for ever after.
        this.pingMs = nowMs + 1_000 + ThreadLocalRandom.current().nextLong(PING_SECONDS * 1_000L);
    }

    @Nullable
    Actor actor() {
        return session == null ? null : session.actor();
    }

    /** Hears no more commands for a moment. */
    void rest() {
        socket.rest();
    }

    String address() {
        return address;
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

    /**
     * The client is known, or known to be a guest.
     *
     * @param id a name for this connection
     */
    JsonObject connect(String id, @Nullable Session signedIn) {
        session = signedIn;
        connected = true;
        return new JsonObject()
                .put("client", id)
                .put("version", "vadra")
                .put("ping", PING_SECONDS)
                .put("pong", true);
    }

    void reply(int command, String kind, JsonObject result) {
        socket.line(new JsonObject().put("id", command).put(kind, result).encode());
    }

    void error(int command, JsonObject error) {
        reply(command, "error", error);
    }

    /** Starts to listen; answers the command when it is known from where. */
    void subscribe(int command, String channel, @Nullable Position since) {
        if (!Channels.known(channel)) {
            error(command, ProtocolError.UNKNOWN_CHANNEL.json());
        } else if (!Channels.mayListen(channel, session == null ? null : session.listener())) {
            error(command, ProtocolError.PERMISSION_DENIED.json());
        } else if (subscriptions.containsKey(channel)) {
            error(command, ProtocolError.ALREADY_SUBSCRIBED.json());
        } else if (subscriptions.size() >= MAX_CHANNELS) {
            error(command, ProtocolError.LIMIT_EXCEEDED.json());
        } else {
            var room = Channels.roomOf(channel);
            var talk = Channels.conversationOf(channel);
            if (room.isPresent()) {
                subscribeRoom(command, channel, room.get(), since);
            } else if (talk.isPresent() && session != null) {
                var end = live.follow(
                        talk.get(), session.actor(), since, this, start -> begins(command, channel, start, since));
                subscriptions.put(channel, end);
            } else if (live.isFull(channel)) {
                error(command, ProtocolError.LIMIT_EXCEEDED.json());
            } else {
                subscriptions.put(channel, live.source().passing(channel, this)::close);
                reply(command, "subscribe", new JsonObject());
            }
        }
    }

    private void subscribeRoom(int command, String channel, Channels.Named named, @Nullable Position since) {
        live.room(named)
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
                        var room = live.source().room(channel, found.result(), since, this, start -> {
                            begins(command, channel, start, since);
                            if (start.succeeded()) {
                                entered.add(channel);
                                live.presence().enter(channel, actor());
                            }
                        });
                        subscriptions.put(channel, room::close);
                    }
                }));
    }

    /** Answers a subscription, and forgets it where it does not hold. */
    private void begins(int command, String channel, Future<Subscription.Start> start, @Nullable Position since) {
        if (start.failed()) {
            Optional.ofNullable(subscriptions.remove(channel)).ifPresent(Runnable::run);
            error(command, ProtocolError.of(start.cause()));
        } else {
            socket.line(Replies.subscribed(command, live.source().epoch(), start.result(), since != null));
        }
    }

    /** A question for history may be answered; not when too many of this connection are being answered already. */
    boolean beginsReading() {
        if (reading == MAX_READING) {
            return false;
        }
        reading++;
        return true;
    }

    /** Answers a question for history with its reply, or with what went wrong. */
    void hasRead(int command, AsyncResult<String> read) {
        reading--;
        if (read.succeeded()) {
            socket.line(read.result());
        } else {
            error(command, ProtocolError.of(read.cause()));
        }
    }

    @Override
    public void take(Batch batch) {
        socket.shared(batch.frame(socket.deflates()));
    }

    @Override
    public void overrun() {
        close(CloseReason.SLOW);
    }

    /** Stops to listen; true when it did listen. */
    boolean unsubscribe(String channel) {
        var subscription = subscriptions.remove(channel);
        if (subscription == null) {
            return false;
        }
        subscription.run();
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
        live.listened().end(channel);
    }

    void pong() {
        if (awaitingPong) {
            awaitingPong = false;
            pingMs += PING_SECONDS * 1_000L;
        }
    }

    /** Once a second: pings, and gives up on who does not answer. */
    void tick(long nowMs) {
        if (!connected && nowMs - openedMs > CONNECT_WITHIN_MS) {
            close(CloseReason.STALE);
        } else if (awaitingPong && nowMs - pingMs > PONG_WITHIN_MS) {
            close(CloseReason.NO_PONG);
        } else if (connected && !awaitingPong && nowMs >= pingMs) {
            pingMs = nowMs;
            awaitingPong = true;
            socket.line("{}");
        } else if (session != null && !session.expiresAt().isAfter(live.now())) {
            close(CloseReason.EXPIRED);
        }
    }

    /** Nothing that is said now is heard. */
    boolean closing() {
        return socket.closing();
    }

    void close(CloseReason reason) {
        socket.close(reason.code(), reason.reason());
    }

    /** The transport has gone: forget everything. */
    void gone() {
        gone = true;
        subscriptions.forEach((channel, subscription) -> {
            subscription.run();
            leave(channel);
        });
        subscriptions.clear();
    }
}
