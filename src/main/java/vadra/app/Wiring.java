package vadra.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import vadra.community.CommunityService;
import vadra.community.ControlEvent;
import vadra.core.Recorded;
import vadra.discussion.PgEventLog;
import vadra.discussion.RoomReader;
import vadra.discussion.RoomService;
import vadra.live.Fanout;
import vadra.live.LogTail;
import vadra.live.Presence;
import vadra.live.Publication;
import vadra.openness.HouseRules;
import vadra.rumour.RumourService;
import vadra.web.Csrf;
import vadra.web.EventJson;
import vadra.web.Health;
import vadra.web.NamedLog;
import vadra.web.Pulse;
import vadra.web.RateLimits;
import vadra.web.RoomNames;
import vadra.web.Services;

/** Makes the parts of the server and introduces them to each other. Nothing else knows who is who. */
record Wiring(
        Vertx vertx,
        Pool pool,
        Neighbours neighbours,
        Settings settings,
        PrometheusMeterRegistry metrics,
        DatabaseClock clock) {
    /**
     * Makes all parts.
     *
     * @param thread where the log is followed and claims are counted
     */
    Future<Services> services(Executor thread) {
        return PgEventLog.open(pool, new EventJson()).map(log -> services(thread, log));
    }

    private Services services(Executor thread, PgEventLog log) {
        var rules = HouseRules.load(Path.of("config"), List.of("sv", "en"));
        var community = community(rules);
        var reader = new RoomReader(pool, clock, UUID::randomUUID);
        var names = new RoomNames(reader);
        var presence = new Presence();
        var pulse = new Pulse(new Fanout(), presence, names);
        var rumours = new RumourService(pool, log, clock, UUID::randomUUID, thread);
        var follow = followers(community, pulse, rumours);
        var tail = new LogTail(new NamedLog(log, names), neighbours.hints(), thread, pulse::encoded, follow);
        var rooms = talk(clock, community, tail);
        return new Services(
                community,
                rules,
                reader,
                rooms,
                rumours,
                log,
                tail,
                pulse,
                presence,
                names,
                limits(),
                new Csrf(settings.publicUrl()),
                new Health(metrics, () -> pool.query("SELECT 1").execute()),
                clock);
    }

    /** Who gets what happened, as the log grows. */
    private static BiConsumer<Recorded, Publication> followers(
            CommunityService community, Pulse pulse, RumourService rumours) {
        return (recorded, encoded) -> {
            if (recorded.event() instanceof ControlEvent event) {
                community.happened(event);
            } else {
                pulse.event(encoded);
                rumours.onRecorded(recorded);
            }
        };
    }

    private CommunityService community(HouseRules rules) {
        return CommunityService.of(vertx, pool, new CommunityService.Setting(clock, UUID::randomUUID, rules.version()));
    }

    /** The service that takes what is said, by a clock. */
    RoomService talk(Clock byClock, CommunityService community, LogTail tail) {
        return new RoomService(pool, new EventJson(), byClock, UUID::randomUUID, community::known, tail::committed);
    }

    private RateLimits limits() {
        return new RateLimits(new RateLimits.Limits(
                settings.joinsPerHour(), settings.signInsPerMinute(), settings.writesPerMinute()));
    }
}
