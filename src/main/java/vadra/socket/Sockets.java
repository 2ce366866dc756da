package vadra.socket;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.community.Session;
import vadra.core.Problem;
import vadra.door.Authentication;
import vadra.websocket.Handshake;
import vadra.websocket.WebSocket;

/** The open sockets of one event loop. Confined to it, but for {@link #revoked} and {@link #drain}. */
public final class Sockets {
    private static final WebSocket.Slow SLOW = new WebSocket.Slow(CloseReason.SLOW.code(), CloseReason.SLOW.reason());
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private final Commands commands;
    private final Live live;
    private final Context loop;
    private final int limit;
    private final Set<Connection> open = new HashSet<>();

    /**
     * Holds sockets.
     *
     * @param limit at most this many at once; one more is refused with 503
     */
    public Sockets(Commands commands, Live live, Context loop, int limit) {
        this.commands = commands;
        this.live = live;
        this.loop = loop;
        this.limit = limit;
    }

    /** Answers the handshake. Its Origin has been checked before. */
    public void handshake(RoutingContext context) {
        var fault = Handshake.fault(context.request());
        if (fault != null) {
            context.response().putHeader("Sec-WebSocket-Version", "13");
            throw Problem.invalid("handshake", fault);
        }
        if (open.size() >= limit) {
            throw Problem.unavailable("The server holds as many sockets as it may.", Duration.ofSeconds(10));
        }
        var session = Authentication.sessionOf(context);
        var address = context.request().remoteAddress().hostAddress();
        Handshake.accept(context.request(), SLOW)
                .onSuccess(socket -> accept(socket, address, session))
                .onFailure(failure -> LOG.debug("socket.handshake-failed cause={}", failure.toString()));
    }

    private void accept(WebSocket socket, String address, @Nullable Session session) {
        var connection = new Connection(socket, live, address, session, monotonicMs());
        open.add(connection);
        socket.listen(new WebSocket.Listener() {
            @Override
            public void message(String text) {
                commands.message(connection, text);
            }

            @Override
            public void gone() {
                open.remove(connection);
                connection.gone();
            }
        });
    }

    int count() {
        return open.size();
    }

    /** Once a second. */
    public void tick() {
        long now = monotonicMs();
        List.copyOf(open).forEach(connection -> connection.tick(now));
    }

    /** Closes the sockets of sessions that are no longer what they were; clients come back as whoever they are now. */
    public void revoked(Predicate<Session> which) {
        loop.runOnContext(turn -> open.stream()
                .filter(connection -> connection.session().filter(which).isPresent())
                .toList()
                .forEach(connection -> connection.close(CloseReason.EXPIRED)));
    }

    /** Tells every client to come back. */
    public void drain() {
        loop.runOnContext(turn -> List.copyOf(open).forEach(connection -> connection.close(CloseReason.SHUTDOWN)));
    }

    private static long monotonicMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
