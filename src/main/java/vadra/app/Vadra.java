package vadra.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import vadra.api.Contract;
import vadra.api.Services;
import vadra.channels.Channels;
import vadra.circles.CircleChanges;
import vadra.demo.DemoContent;
import vadra.live.Pace;
import vadra.web.WebServer;

/** A running server: everything wired, in order, and taken down again in the other order. */
public final class Vadra {
    private static final int LOOPS = Runtime.getRuntime().availableProcessors();
    private static final long TICK_MS = 1_000;
    private static final long EXCHANGE_MS = 2_000;
    private static final long ASKERS_MS = 500;
    private static final long COUNT_MS = 250;
    private static final long SEARCHES_MS = 500;
    private static final long AUDIENCE_MS = 3_000;
    private static final long LEARN_MS = 30_000;
    private static final long TIDY_MS = 3_600_000;
    /** When hardly anybody is here, by UTC: what makes people wait for a moment is done then. */
    private static final int QUIET_HOUR = 2;

    private static final long DRAIN_MS = 500;
    private static final int START_TRIES = 10;
    private static final long STOP_SECONDS = 10;

    private final Vertx vertx;
    private final Database database;
    private final Wiring wiring;
    private final Services services;
    private final DeskWiring desk;
    private final List<WebServer> servers = new CopyOnWriteArrayList<>();
    private final Chores chores = new Chores();
    private final HeadLog heads = new HeadLog();
    private Optional<FirstStart.Login> login = Optional.empty();

    private Vadra(Vertx vertx, Database database, Wiring wiring, Wiring.Made made) {
        this.vertx = vertx;
        this.database = database;
        this.wiring = wiring;
        this.services = made.services();
        this.desk = made.desk();
    }

    /**
     * Starts a server. Must be called from outside of Vert.x's threads.
     *
     * @return the server, once it listens; fails when the database or the port cannot be had
     */
    public static Future<Vadra> start(Vertx vertx, Settings settings, PrometheusMeterRegistry metrics) {
        return start(vertx, settings, metrics, DatabaseClock::of);
    }

    /** The same, by another clock. */
    static Future<Vadra> start(
            Vertx vertx,
            Settings settings,
            PrometheusMeterRegistry metrics,
            Function<Pool, Future<? extends CommonClock>> clock) {
        Context tail = vertx.getOrCreateContext();
        Executor thread = work -> tail.runOnContext(turn -> work.run());
        return vertx.executeBlocking(() -> Database.open(settings)).compose(database -> {
            var pool = database.pool(vertx);
            return reach(vertx, pool, START_TRIES)
                    .compose(done -> clock.apply(pool))
                    .map(right -> new Wiring(
                            vertx, pool, Neighbours.of(settings, vertx, database, pool), settings, metrics, right))
                    .compose(wiring -> wiring.services(thread)
                            .map(made -> new Vadra(vertx, database, wiring, made))
                            .compose(vadra -> vadra.begin(settings, tail)))
                    .recover(failure -> pool.close()
                            .compose(closed -> vertx.executeBlocking(() -> {
                                database.close();
                                return null;
                            }))
                            .compose(closed -> Future.failedFuture(failure)));
        });
    }

    /** On a machine that has much else to do, the first connection takes longer than a running server waits for one. */
    private static Future<Void> reach(Vertx vertx, Pool pool, int triesLeft) {
        return pool.query("SELECT 1")
                .execute()
                .<Void>mapEmpty()
                .recover(away -> triesLeft == 0
                        ? Future.failedFuture(away)
                        : vertx.timer(TICK_MS, TimeUnit.MILLISECONDS)
                                .compose(waited -> reach(vertx, pool, triesLeft - 1)));
    }

    private Future<Vadra> begin(Settings settings, Context tail) {
        var demo = new DemoContent(services, clock -> wiring.talk(clock, services.community(), services.tail()));
        return services.tail()
                .start()
                .compose(done -> services.people().directPulse().listen())
                .compose(done -> services.names().refresh())
                .compose(done -> desk.start())
                .compose(done -> beginTelling())
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

    /** Whoever tells of changes marks where they begin, before anybody is here who could miss one. */
    private Future<?> beginTelling() {
        var pulse = services.pulse();
        return Future.all(
                services.people().contacts().tell(pulse::personal),
                services.people().profiles().tell(pulse::profile),
                services.questions().pseudonyms().tell(pulse::lifted),
                services.openness().tellings().tell(pulse::statement, pulse::outcome));
    }

    private Future<?> listen(Settings settings, Contract contract) {
        var doors = new WebServer.Doors(
                settings.httpHost(),
                settings.httpPort(),
                settings.publicUrl(),
                settings.securityContact(),
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
        var rounds = desk.rounds(vertx, services);
        rounds.begin();
        new NotificationRounds(vertx, services, desk::keeps).begin();
        vertx.setPeriodic(TICK_MS, tick -> tick());
        vertx.setPeriodic(
                EXCHANGE_MS,
                tick -> chores.run(
                        "presence.exchange", () -> wiring.neighbours().exchange(services.presence())));
        var circles = new CircleChanges(wiring.pool());
        vertx.setPeriodic(TICK_MS, tick -> chores.run("circles.tell", () -> circles.tell(services.pulse()::circle)));
        vertx.setPeriodic(ASKERS_MS, tick -> askers());
        vertx.setPeriodic(COUNT_MS, tick -> polls());
        vertx.setPeriodic(SEARCHES_MS, tick -> searches());
        vertx.setPeriodic(
                AUDIENCE_MS,
                tick -> chores.run(
                        "audience.save", () -> services.questions().audience().save()));
        vertx.setPeriodic(LEARN_MS, tick -> {
            chores.run("leaving.carry-out", () -> services.people().leaving().carryOut());
            chores.run("sittings.close", () -> services.sittings().close());
            chores.run("names.refresh", () -> services.names().refresh());
            chores.run("ledger.head", () -> heads.look(services));
            chores.run("rules.refresh", () -> services.openness().rules().refresh());
        });
        vertx.setPeriodic(TIDY_MS, tick -> {
            tidy();
            rounds.tidy();
        });
    }

    /** Writes the files of the embedded database anew where somebody has left, so that nothing of them can be dug up. */
    public Future<Void> wipe() {
        return vertx.executeBlocking(() -> {
            database.wipe();
            return null;
        });
    }

    private void tidy() {
        if (services.clock().instant().atOffset(ZoneOffset.UTC).getHour() == QUIET_HOUR) {
            chores.run("files.wipe", this::wipe);
        }
        chores.run("receipts.purge", () -> services.rooms().purgeReceipts());
        chores.run("ledger.verify", () -> HeadLog.reckon(services));
        chores.run("staff-acts.forget", () -> services.desk().oversight().forget());
        chores.run("notifiers.forget", () -> services.docket().notices().forget());
        chores.run("orders.tidy", () -> services.questions().reader().tidy());
        chores.run("contacts.sweep", () -> services.people().contacts().sweep());
        chores.run(
                "messages.forget",
                () -> services.people().direct().conversations().forget());
        chores.run("previews.forget", () -> services.parts().previews().forget());
        chores.run("media.sweep", () -> services.roof().media().sweep());
        chores.run("sign-ins.sweep", () -> services.people().keys().slowing().sweep());
        chores.run("outside.forget", () -> services.entrances().embedding().forget());
        chores.run("sessions.purge", () -> services.community().purgeSessions());
    }

    /** What could not be counted is counted the next time. */
    private Future<Void> countRefusals() {
        var refusals = services.limits().refusals();
        var taken = refusals.take();
        return services.openness().ledger().count(taken).onFailure(away -> refusals.giveBack(taken));
    }

    private void polls() {
        chores.run("polls.count", () -> services.parts().polls().count());
    }

    /** What single members are told, and who writes. */
    private void askers() {
        var questions = services.questions();
        var pulse = services.pulse();
        chores.run("outcomes.tell", () -> questions.outcomes().tell(pulse::question));
        chores.run("liftings.tell", () -> questions.pseudonyms().tell(pulse::lifted));
        chores.run("contacts.tell", () -> services.people().contacts().tell(pulse::personal));
        services.people().attended().typing().send();
    }

    private void searches() {
        var open = services.pulse().listened().costly().stream()
                .flatMap(channel -> Channels.searchOf(channel).stream())
                .toList();
        chores.run("searches.tell", () -> services.search().watch().tell(open, services.pulse()::found));
    }

    private void tick() {
        services.pulse().presence();
        chores.run("clock.adjust", () -> wiring.clock().adjust());
        chores.run("tail.poll", () -> services.tail().poll());
        chores.run("talk.poll", () -> services.people().directPulse().poll());
        chores.run("refusals.count", this::countRefusals);
        chores.run("roles.end", () -> services.community().endRoles());
        // One after the other, so that a room is told of its hold's end before it hears what waited.
        chores.run(
                "restraints.sweep", () -> services.openness().ledger().sweep().eventually(services.holding()::say));
        chores.run("drafts.publish", () -> services.roof().drafts().publishDue());
        var pulse = services.pulse();
        chores.run("profiles.tell", () -> services.people().profiles().tell(pulse::profile));
        chores.run("tellings.tell", () -> services.openness().tellings().tell(pulse::statement, pulse::outcome));
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
                .eventually(desk::leave)
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
