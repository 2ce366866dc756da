package vadra.web;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import vadra.api.Api;
import vadra.api.Contract;
import vadra.api.EmbeddedOperations;
import vadra.api.Services;
import vadra.door.Authentication;
import vadra.door.BodyLimits;
import vadra.door.Origins;
import vadra.embedpages.EmbedPages;
import vadra.live.Hub;
import vadra.live.Pace;
import vadra.live.Subscription;
import vadra.ownpages.OwnPages;
import vadra.pages.Pages;
import vadra.routes.Routes;
import vadra.socket.Commands;
import vadra.socket.Live;
import vadra.socket.Rpc;
import vadra.socket.Sockets;
import vadra.socket.Sse;

/** One event loop of the server: its router, its hub, its sockets. As many are deployed as there are loops. */
public final class WebServer extends VerticleBase {
    private static final long TICK_MS = 1_000;
    private static final long STREAM_TICK_MS = 15_000;

    private final Services services;
    private final Doors doors;
    private final Contract contract;
    private final List<Runnable> drains = new ArrayList<>();
    private HttpServer server;

    /**
     * What who runs the server decides of its front.
     *
     * @param port 0 takes any free port
     * @param publicUrl how browsers reach the server, where that is settled
     * @param securityContact whom to tell of a weakness of its security
     * @param maxSockets of this one loop; as many streams may be open
     * @param pace how often a room sends
     */
    public record Doors(
            String host, int port, Optional<URI> publicUrl, Optional<URI> securityContact, int maxSockets, Pace pace) {
        boolean https() {
            return publicUrl.filter(url -> url.getScheme().equals("https")).isPresent();
        }

        Origins origins() {
            return new Origins(publicUrl);
        }

        /** Vert.x gives each loop a port of its own for 0, and all of them one and the same for a negative one. */
        int sharedPort() {
            return port == 0 ? -1 : port;
        }
    }

    /** Makes one loop's server; it listens when it is deployed. */
    @SuppressWarnings("NullAway.Init") // The server is there once start() is through, which nothing else precedes.
    public WebServer(Services services, Doors doors, Contract contract) {
        this.services = services;
        this.doors = doors;
        this.contract = contract;
    }

    @Override
    public Future<?> start() {
        var hub = new Hub(new VertxLoop(vertx, context), doors.pace(), System::nanoTime);
        services.pulse().reach(hub);
        var source = new Subscription.Source(services.tail(), services.log().epoch(), hub);
        var live = new Live(
                source,
                services.presence(),
                services.pulse().listened(),
                services.names(),
                services.people().directPulse(),
                context,
                services.clock());
        var headers = new SecurityHeaders(doors.https());
        var router = router(live, headers);
        var refused = new Refused(headers);
        var newcomers = new Newcomers();
        vertx.setPeriodic(TICK_MS, tick -> newcomers.tick(monotonicMs()));
        server = vertx.createHttpServer(options())
                .connectionHandler(connection -> newcomers.came(connection, monotonicMs()))
                .requestHandler(request -> {
                    newcomers.spoke(request.connection());
                    if (!refused.refuses(request)) {
                        router.handle(request);
                    }
                })
                .invalidRequestHandler(refused);
        return server.listen();
    }

    private static long monotonicMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** The port that is listened on. */
    public int port() {
        return server.actualPort();
    }

    /** Tells every client of this loop to come back, to this or another node. */
    public void drain() {
        drains.forEach(Runnable::run);
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(doors.host())
                .setPort(doors.sharedPort())
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                // A reader that takes nothing for a minute, although it is pinged, is gone.
                .setWriteIdleTimeout(75)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // Nobody speaks HTTP/2 without TLS but proxies that need not, and its handlers would sit on every
                // socket.
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setCompressionSupported(true)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    /** What it answers to; everything that a client can ask for has its route here. */
    Router router(Live live, SecurityHeaders headers) {
        var csrf = services.csrf();
        var pages = new Pages(vertx, services, csrf);
        var router = Router.router(vertx);
        router.route().failureHandler(context -> {
            services.limits().refusals().note(context.failure());
            pages.failed(context);
        });
        router.route().handler(headers);
        services.health().mount(router);
        mountContract(router);
        doors.securityContact()
                .ifPresent(contact -> new SecurityText(contact, doors.publicUrl(), services.clock()).mount(router));
        pages.mountAssets(router);
        // Before anybody is recognised: nothing that stands in another site's page is anybody's by a cookie.
        new EmbedPages(services, pages).mount(router);
        router.route().handler(new Authentication(services.community(), doors.https()));
        router.route().handler(WebServer::keepFramesApart);
        mountLive(router, live);
        router.route("/api/*").handler(new BodyLimits()).handler(BodyLimits::whole);
        router.route("/api/*").handler(csrf).handler(this::limitWrites);
        router.route("/*").subRouter(api());
        new OwnPages(services, pages).mount(router);
        pages.mount(router);
        return router;
    }

    /** Whoever comes by a frame's session finds the API and the socket, which know what that may do, and no page. */
    private static void keepFramesApart(RoutingContext context) {
        var session = Authentication.sessionOf(context);
        var path = context.normalizedPath();
        if (session != null
                && session.isEmbedded()
                && !path.startsWith("/api/")
                && !path.equals("/connection/websocket")) {
            throw EmbeddedOperations.refused();
        }
        context.next();
    }

    private void limitWrites(RoutingContext context) {
        var session = Authentication.sessionOf(context);
        if (session != null && !context.request().method().equals(HttpMethod.GET)) {
            services.limits()
                    .write(
                            session,
                            context.request().remoteAddress().hostAddress(),
                            services.clock().instant());
        }
        context.next();
    }

    private void mountContract(Router router) {
        Map.of("/openapi.json", contract.openApi(), "/asyncapi.json", contract.asyncApi())
                .forEach((path, document) -> router.get(path)
                        .handler(context -> context.response()
                                .putHeader("Content-Type", "application/json")
                                .end(document)));
    }

    private void mountLive(Router router, Live live) {
        var rpc = new Rpc(services, UUID::randomUUID);
        var commands = new Commands(
                live,
                rpc,
                services.community()::recognise,
                () -> UUID.randomUUID().toString());
        var sockets = new Sockets(commands, live, context, doors.maxSockets());
        var streams = new Sse(live, doors.maxSockets());
        services.community().onRevoked(sockets::revoked);
        services.community().onRevoked(streams::revoked);
        vertx.setPeriodic(TICK_MS, tick -> sockets.tick());
        vertx.setPeriodic(STREAM_TICK_MS, tick -> streams.tick());
        drains.add(sockets::drain);
        drains.add(streams::drain);
        router.get("/connection/websocket").handler(doors.origins()).handler(sockets::handshake);
        router.get("/connection/sse").handler(streams::handle);
    }

    private Router api() {
        var api = Api.of(vertx, contract.requests(), services.desk().oversight());
        Routes.mount(api, services, doors.publicUrl(), doors.https());
        return api.router();
    }
}
