package vadra.app;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.UUID;
import vadra.alerts.AlertClock;
import vadra.api.Services;
import vadra.channels.Pulse;
import vadra.exposure.ExposureService;
import vadra.rumour.RumourService;

/** What is done again and again for the desk, on the thread that follows the log. */
final class DeskRounds {
    /** How often what was said is counted, and sent to the desks where a claim was said. */
    private static final long TURN_MS = 150;
    /** How often the desks hear of what people did, on whichever node. */
    private static final long TELL_MS = 500;

    private static final long WHOLE_MS = 1_000;
    private static final long SLOW_MS = 30_000;

    private final Vertx vertx;
    private final Services services;
    private final Parts parts;
    private final Chores chores = new Chores();

    /** What the rounds need besides the services. */
    record Parts(ExposureService exposure, AlertClock alerts, RumourService.Alarm alarm, Watchkeeper keeper) {}

    DeskRounds(Vertx vertx, Services services, Parts parts) {
        this.vertx = vertx;
        this.services = services;
        this.parts = parts;
    }

    /** Begins them. Called on the thread that follows the log. */
    void begin() {
        chores.run("rumours.refresh", () -> services.rumours().refresh());
        vertx.setPeriodic(TURN_MS, tick -> turn());
        vertx.setPeriodic(WHOLE_MS, tick -> whole());
        vertx.setPeriodic(TELL_MS, tick -> tell());
        vertx.setPeriodic(SLOW_MS, tick -> slow());
    }

    private Pulse pulse() {
        return services.pulse();
    }

    private void turn() {
        var rumours = services.rumours();
        var turn = rumours.turn(parts.alarm(), parts.keeper().keeps());
        if (!turn.changed().isEmpty()) {
            var sending = new RumourService.Sending(turn.changed(), false, Optional.empty());
            pulse().readings(sending, services.clock().instant());
        }
        turn.moved().forEach((claim, moved) -> moved.forEach(evidence -> pulse().level(claim, evidence)));
        rumours.takeSaid().forEach((room, claims) -> {
            var present = pulse().present(room);
            for (UUID claim : claims) {
                parts.exposure().shown(claim, present);
            }
        });
    }

    private void whole() {
        pulse().readings(services.rumours().whole(), services.clock().instant());
        chores.run("watch.keep", () -> parts.keeper().renew());
        var desk = services.desk();
        chores.run(
                "desk.learn",
                () -> desk.sightings()
                        .counts()
                        .compose(outside -> desk.alerts().open().map(open -> {
                            pulse().learn(outside, open);
                            return null;
                        })));
        chores.run("alerts.send", () -> parts.alerts().send());
        chores.run("rumours.refresh", () -> services.rumours().refresh());
    }

    private void tell() {
        var desk = services.desk();
        chores.run("claims.tell", () -> desk.claims().tell(pulse()::claim, pulse()::unmasked));
        chores.run(
                "sightings.tell",
                () -> desk.sightings()
                        .tell(sighting ->
                                pulse().sighting(sighting, services.clock().instant())));
        chores.run(
                "alerts.tick",
                () -> parts.alerts()
                        .tick((alert, kind) ->
                                pulse().alert(alert, kind, services.clock().instant())));
    }

    private void slow() {
        chores.run("exposure.save", () -> parts.exposure().save());
        chores.run("feeds.read", () -> services.desk().sightings().readFeeds());
    }

    /** Forgets what is kept too long. Called on the thread that follows the log. */
    void tidy() {
        chores.run(
                "exposure.tidy", () -> parts.exposure().tidy(services.rumours().watchedIds()));
    }
}
