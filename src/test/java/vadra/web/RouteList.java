package vadra.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vadra.api.Contract;
import vadra.api.Services;
import vadra.app.TestDatabase;
import vadra.live.Hub;
import vadra.live.Pace;
import vadra.live.Subscription;
import vadra.socket.Live;

/** What a server answers to, as its own router has it. */
public final class RouteList {
    private RouteList() {}

    /** The paths of all routes, in the order in which they are tried; those for all paths have none. */
    public static List<String> of(Vertx vertx, Services services) {
        var doors = new WebServer.Doors("127.0.0.1", 0, Optional.empty(), Optional.empty(), 1, Pace.of(Duration.ZERO));
        var server = new WebServer(services, doors, TestDatabase.get(Contract.read(vertx)));
        var context = vertx.getOrCreateContext();
        server.init(vertx, context);
        var hub = new Hub(new VertxLoop(vertx, context), doors.pace(), System::nanoTime);
        var live = new Live(
                new Subscription.Source(services.tail(), services.log().epoch(), hub),
                services.presence(),
                services.pulse().listened(),
                services.names(),
                services.people().directPulse(),
                context,
                services.clock());
        return server.router(live, new SecurityHeaders(false)).getRoutes().stream()
                .map(RouteList::path)
                .toList();
    }

    private static String path(Route route) {
        return Optional.ofNullable(route.getName()).orElse("");
    }
}
