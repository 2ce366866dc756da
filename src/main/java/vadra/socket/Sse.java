package vadra.socket;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.channels.Channels;
import vadra.community.Session;
import vadra.core.Actor;
import vadra.core.Position;
import vadra.core.Problem;
import vadra.core.RoomId;
import vadra.door.Authentication;
import vadra.live.Batch;
import vadra.live.Listener;
import vadra.live.Publication;
import vadra.live.Subscription;

/**
 * The channels as server-sent events, for scripts and strict proxies: read only. An event's id is {@code epoch:offset};
 * sent back as {@code Last-Event-ID}, it continues where the reader was. Confined to one event loop.
 */
public final class Sse {
    /** The most bytes that wait for one reader. */
    private static final int MAX_WAITING = 1024 * 1024;

    private final Live live;
    private final int limit;
    private final Map<HttpServerResponse, Optional<Session>> open = new HashMap<>();

    /**
     * Holds streams.
     *
     * @param limit at most this many at once; one more is refused with 503
     */
    public Sse(Live live, int limit) {
        this.live = live;
        this.limit = limit;
    }

    /** Answers {@code GET /connection/sse?channel=…}. */
    public void handle(RoutingContext context) {
        var channel = admitted(context);
        var room = Channels.roomOf(channel);
        var talk = Channels.conversationOf(channel);
        var session = Authentication.sessionOf(context);
        if (talk.isPresent() && session != null) {
            followTalk(context, talk.get(), session.actor());
        } else if (room.isEmpty()) {
            passing(context, channel);
        } else {
            live.room(room.get())
                    .onSuccess(id -> live.onLoop(() -> follow(context, channel, id)))
                    .onFailure(context::fail);
        }
    }

    private void passing(RoutingContext context, String channel) {
        if (live.isFull(channel)) {
            throw Problem.unavailable("Too many listen to searches on this server.", Duration.ofSeconds(10));
        }
        var response = start(context);
        var subscription = live.source().passing(channel, listener(response));
        onEnd(response, () -> {
            subscription.close();
            live.listened().end(channel);
        });
    }

    /** The answer begins when it is known that the reader is a party. */
    private void followTalk(RoutingContext context, UUID conversation, Actor as) {
        var since = since(context.request().getHeader("Last-Event-ID"));
        var ending = new AtomicReference<Runnable>();
        ending.set(live.follow(conversation, as, since, listener(context.response()), begun -> {
            var end = Objects.requireNonNull(ending.get());
            if (begun.failed()) {
                end.run();
                context.fail(begun.cause());
            } else {
                var response = start(context);
                onEnd(response, end);
                begin(response, begun);
            }
        }));
    }

    private String admitted(RoutingContext context) {
        var channel = Optional.ofNullable(context.queryParams().get("channel"))
                .orElseThrow(() -> Problem.invalid("channel", "is required"));
        var session = Authentication.sessionOf(context);
        if (!Channels.known(channel)) {
            throw Problem.notFound("channel", channel);
        }
        if (!Channels.mayListen(channel, session == null ? null : session.actor())) {
            throw session == null ? Problem.signInNeeded() : Problem.forbidden("This channel is not for you.");
        }
        if (open.size() >= limit) {
            throw Problem.unavailable("The server holds as many streams as it may.", Duration.ofSeconds(10));
        }
        return channel;
    }

    private void follow(RoutingContext context, String channel, RoomId room) {
        var since = since(context.request().getHeader("Last-Event-ID"));
        var response = start(context);
        onEnd(
                response,
                live.source().room(channel, room, since, listener(response), begun -> begin(response, begun))::close);
    }

    private void begin(HttpServerResponse response, Future<Subscription.Start> begun) {
        if (begun.failed()) {
            end(response);
            return;
        }
        var start = begun.result();
        if (start.recovered() && !start.missed().isEmpty()) {
            // In one piece, which is taken however large it is: cut into pieces it might never get through.
            send(response, start.missed().stream().map(this::message).collect(Collectors.joining()));
        } else if (!start.recovered()) {
            send(response, "id: " + live.source().epoch() + ":" + start.offset() + "\nevent: position\ndata: {}\n\n");
        }
    }

    private HttpServerResponse start(RoutingContext context) {
        var response = context.response()
                .setChunked(true)
                .setWriteQueueMaxSize(MAX_WAITING)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        open.put(response, Optional.ofNullable(Authentication.sessionOf(context)));
        send(response, ":\n\n");
        return response;
    }

    private void onEnd(HttpServerResponse response, Runnable leave) {
        response.exceptionHandler(failure -> response.reset());
        response.closeHandler(closed -> {
            open.remove(response);
            leave.run();
        });
    }

    private Listener listener(HttpServerResponse response) {
        return new Listener() {
            @Override
            public void take(Batch batch) {
                send(
                        response,
                        batch.publications().stream().map(Sse.this::message).collect(Collectors.joining()));
            }

            @Override
            public void overrun() {
                response.reset();
            }
        };
    }

    private String message(Publication publication) {
        var id = publication.offset() == 0 ? "" : "id: " + live.source().epoch() + ":" + publication.offset() + "\n";
        return id + "data: " + publication.data() + "\n\n";
    }

    private void send(HttpServerResponse response, String text) {
        if (response.ended()) {
            // Until the connection is closed its subscription goes on.
            return;
        }
        if (response.writeQueueFull()) {
            // It is behind: cut it off, and let it come back with its Last-Event-ID.
            response.reset();
            return;
        }
        var unused = response.write(text);
    }

    private static @Nullable Position since(@Nullable String lastEventId) {
        if (lastEventId == null || !lastEventId.matches("[0-9a-f]{1,64}:[0-9]{1,18}")) {
            return null;
        }
        int colon = lastEventId.indexOf(':');
        return new Position(lastEventId.substring(0, colon), Long.parseLong(lastEventId.substring(colon + 1)));
    }

    /** Every few seconds, so that proxies and the idle time-out see life; ends what its session outlived. */
    public void tick() {
        var now = live.now();
        end(holder -> holder.filter(held -> !held.expiresAt().isAfter(now)).isPresent());
        Set.copyOf(open.keySet()).forEach(response -> send(response, ":\n\n"));
    }

    /** Ends every stream; readers come back by themselves. */
    public void drain() {
        live.onLoop(() -> end(session -> true));
    }

    /** Ends the streams of sessions that are no longer what they were. On any thread. */
    public void revoked(Predicate<Session> which) {
        live.onLoop(() -> end(holder -> holder.filter(which).isPresent()));
    }

    private void end(Predicate<Optional<Session>> whose) {
        Map.copyOf(open).forEach((response, holder) -> {
            if (whose.test(holder)) {
                end(response);
            }
        });
    }

    /** Ends a stream, once: the log tells a second time of a session that was ended here. */
    private void end(HttpServerResponse response) {
        if (open.remove(response) != null) {
            var unused = response.end();
        }
    }
}
