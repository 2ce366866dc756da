package vadra.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.live.Pace;
import vadra.web.Contract;
import vadra.web.Services;
import vadra.web.WebServer;

/** A running server: everything wired, in order, and taken down again in the other order. */
public final class Vadra {
    private static final Logger LOG = LoggerFactory.getLogger(Vadra.class);
    private static final int LOOPS = Runtime.getRuntime().availableProcessors();
    private static final long TICK_MS = 1_000;
    private static final long EXCHANGE_MS = 2_000;
    private static final long LEARN_MS = 30_000;
    private static final long TIDY_MS = 3_600_000;
    private static final long DRAIN_MS = 500;
    private static final long STOP_SECONDS = 10;
    private static final long PATIENCE_SECONDS = 2;

    private final Vertx vertx;
    private final Database database;
    private final Wiring wiring;
    private final Services services;
    private final List<WebServer> servers = new CopyOnWriteArrayList<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private Optional<FirstStart.Login> login = Optional.empty();

    private Vadra(Vertx vertx, Database database, Wiring wiring, Services services) {
        this.vertx = vertx;
        this.database = database;
        this.wiring = wiring;
        this.services = services;
    }

    /**
     * Starts a server. Must be called from outside of Vert.x's threads.
     *
     * @return the server, once it listens; fails when the database or the port cannot be had
     */
    public static Future<Vadra> start(Vertx vertx, Settings settings, PrometheusMeterRegistry metrics) {
        Context tail = vertx.getOrCreateContext();
        Executor thread = work -> tail.runOnContext(turn -> work.run());
        return vertx.executeBlocking(() -> Database.open(settings)).compose(database -> {
            var pool = database.pool(vertx);
            return DatabaseClock.of(pool)
                    .map(clock -> new Wiring(
                            vertx, pool, Neighbours.of(settings, vertx, database, pool), settings, metrics, clock))
                    .compose(wiring -> wiring.services(thread)
                            .map(services -> new Vadra(vertx, database, wiring, services))
                            .compose(vadra -> vadra.begin(settings, tail)))
                    .recover(failure -> pool.close()
                            .compose(closed -> vertx.executeBlocking(() -> {
                                database.close();
                                return null;
                            }))
                            .compose(closed -> Future.failedFuture(failure)));
        });
    }

    private Future<Vadra> begin(Settings settings, Context tail) {
        var demo = new DemoContent(services, clock -> wiring.talk(clock, services.community(), services.tail()));
        return services.tail()
                .start()
                .compose(done -> services.names().refresh())
                .compose(done -> services.rumours().start())
                .compose(done -> Contract.read(vertx))
                .compose(contract -> listen(settings, contract))
                .compose(done -> new FirstStart(services, settings, demo).run())
                .onSuccess(made -> login = made)
                .compose(done -> services.names().refresh())
                .map(done -> {
                    services.health().open(true);
                    tail.runOnContext(turn -> beginTicking());
                    return this;
                });
    }

    private Future<?> listen(Settings settings, Contract contract) {
        var doors = new WebServer.Doors(
                settings.httpHost(),
                settings.httpPort(),
                settings.publicUrl(),
                Math.max(1, settings.maxSockets() / LOOPS),
                Pace.of(settings.pace()));
        return vertx.deployVerticle(
                () -> {
                    var server = new WebServer(services, doors, contract);
                    servers.add(server);
                    return server;
                },
                new DeploymentOptions().setInstances(LOOPS));
    }

    private void beginTicking() {
        vertx.setPeriodic(TICK_MS, tick -> tick());
        vertx.setPeriodic(
                EXCHANGE_MS,
                tick -> quietly("presence.exchange", () -> wiring.neighbours().exchange(services.presence())));
        vertx.setPeriodic(
                LEARN_MS,
                tick -> quietly("names.refresh", () -> services.names().refresh()));
        vertx.setPeriodic(TIDY_MS, tick -> {
            quietly("receipts.purge", () -> services.rooms().purgeReceipts());
            quietly("sessions.purge", () -> services.community().purgeSessions());
        });
    }

    /** Does one piece of work of a name at a time, so that an ailing database is not asked ever more. */
    private void quietly(String what, Supplier<Future<?>> work) {
        if (underWay.add(what)) {
            work.get().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).onComplete(done -> {
                underWay.remove(what);
                if (done.failed()) {
                    LOG.debug("{}-failed cause={}", what, String.valueOf(done.cause()));
                }
            });
        }
    }

    private void tick() {
        services.pulse().presence();
        services.pulse()
                .readings(services.rumours().readings(), services.clock().instant());
        quietly("clock.adjust", () -> wiring.clock().adjust());
        quietly("tail.poll", () -> services.tail().poll());
    }

    /** The port that is listened on. */
    public int port() {
        return servers.get(0).port();
    }

    /** The staff login that was made, when this was the first start. */
    public Optional<FirstStart.Login> login() {
        return login;
    }

    /** What runs, for tests and for demo content. */
    public Services services() {
        return services;
    }

    /**
     * Stops in good order: no longer ready, clients sent away with a code that says "come back", what is under way
     * finished, then the database. Takes at most {@value #STOP_SECONDS} seconds.
     */
    public Future<Void> stop() {
        services.health().open(false);
        servers.forEach(WebServer::drain);
        return pause().compose(done -> Future.all(
                        vertx.deploymentIDs().stream().map(vertx::undeploy).toList()))
                .timeout(STOP_SECONDS, TimeUnit.SECONDS)
                .eventually(wiring.neighbours()::leave)
                .eventually(wiring.pool()::close)
                .eventually(() -> vertx.executeBlocking(() -> {
                    database.close();
                    return null;
                }))
                .mapEmpty();
    }

    private Future<Void> pause() {
        var over = Promise.<Void>promise();
        vertx.setTimer(DRAIN_MS, timer -> over.complete());
        return over.future();
    }
}
