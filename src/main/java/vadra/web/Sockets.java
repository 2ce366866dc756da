package vadra.web;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.community.Session;
import vadra.core.Problem;

/** The open sockets of one event loop. Confined to it, but for {@link #revoked} and {@link #drain}. */
final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private final Commands commands;
    private final Live live;
    private final Context loop;
    private final int limit;
    private final Map<ServerWebSocket, Connection> open = new HashMap<>();

    /**
     * Holds sockets.
     *
     * @param limit at most this many at once; one more is refused with 503
     */
    Sockets(Commands commands, Live live, Context loop, int limit) {
        this.commands = commands;
        this.live = live;
        this.loop = loop;
        this.limit = limit;
    }

    /** Answers the handshake. Its Origin has been checked before. */
    void handshake(RoutingContext context) {
        if (!"websocket".equalsIgnoreCase(context.request().getHeader("Upgrade"))) {
            throw Problem.invalid("Upgrade", "must be websocket");
        }
        if (open.size() >= limit) {
            throw Problem.unavailable("The server holds as many sockets as it may.", Duration.ofSeconds(10));
        }
        var session = Authentication.sessionOf(context);
        context.request()
                .toWebSocket()
                .onSuccess(socket -> accept(socket, session))
                .onFailure(failure -> LOG.debug("socket.handshake-failed cause={}", failure.toString()));
    }

    private void accept(ServerWebSocket socket, @Nullable Session session) {
        var connection =
                new Connection(UUID.randomUUID().toString(), new Outbox(socket, loop), live, session, monotonicMs());
        open.put(socket, connection);
        var frames = new TextFrames(message -> commands.message(connection, message), connection::close);
        socket.frameHandler(frames::frame);
        socket.exceptionHandler(failure -> LOG.debug("socket.failed cause={}", failure.toString()));
        socket.closeHandler(closed -> {
            open.remove(socket);
            connection.gone();
        });
    }

    int count() {
        return open.size();
    }

    /** Once a second. */
    void tick() {
        long now = monotonicMs();
        List.copyOf(open.values()).forEach(connection -> connection.tick(now));
    }

    /** Closes the sockets of a session that is no more. */
    void revoked(UUID session) {
        loop.runOnContext(turn -> open.values().stream()
                .filter(connection -> connection
                        .session()
                        .filter(held -> held.id().equals(session))
                        .isPresent())
                .toList()
                .forEach(connection -> connection.close(CloseReason.EXPIRED)));
    }

    /** Tells every client to come back. */
    void drain() {
        loop.runOnContext(
                turn -> List.copyOf(open.values()).forEach(connection -> connection.close(CloseReason.SHUTDOWN)));
    }

    private static long monotonicMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
