package vadra.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vadra.alerts.Alert;
import vadra.alerts.AlertClock;
import vadra.alerts.AlertService;
import vadra.alerts.Delivery;
import vadra.alerts.Sender;
import vadra.api.Desk;
import vadra.api.Services;
import vadra.channels.RoomNames;
import vadra.core.EventLog;
import vadra.exposure.ExposureService;
import vadra.outside.Addresses;
import vadra.outside.FeedReader;
import vadra.outside.MailSender;
import vadra.outside.WebhookSender;
import vadra.oversight.PgStaffActs;
import vadra.pages.Translations;
import vadra.rumour.Claim;
import vadra.rumour.ClaimDesk;
import vadra.rumour.Evidence;
import vadra.rumour.RumourService;
import vadra.sightings.SightingService;
import vadra.velocity.Level;
import vadra.wire.ReadingJson;

/** Makes the parts that are the staff's desk, and introduces them to each other. */
final class DeskWiring {
    private final Settings settings;
    private final Clock clock;
    private final RoomNames names;
    private final ExposureService exposure;
    private final RumourService rumours;
    private final AlertService alerts;
    private final AlertClock alertClock;
    private final Watchkeeper keeper;
    private final Desk desk;

    /**
     * What is there already.
     *
     * @param thread where the log is followed and claims are counted
     */
    record Ground(Vertx vertx, Pool pool, EventLog log, RoomNames names, Executor thread) {}

    DeskWiring(Ground ground, Settings settings, Clock clock) {
        var pool = ground.pool();
        this.settings = settings;
        this.clock = clock;
        this.names = ground.names();
        this.keeper = new Watchkeeper(pool, UUID.randomUUID());
        this.exposure = new ExposureService(pool, clock, ground.thread());
        this.rumours = new RumourService(
                pool,
                ground.log(),
                exposure,
                new RumourService.Surroundings(
                        clock, UUID::randomUUID, ground.thread(), workers(ground.vertx()), this::proof));
        var setting = new AlertService.Setting(
                clock,
                UUID::randomUUID,
                senders(ground.vertx()),
                settings.outside().escalateAfter());
        this.alerts = new AlertService(pool, setting);
        this.alertClock = new AlertClock(pool, setting);
        var claims = new ClaimDesk(pool, rumours);
        var sightings = new SightingService(pool, asking(claims), reader(ground.vertx()), clock, UUID::randomUUID);
        this.desk = new Desk(
                claims,
                claims.acts(),
                sightings,
                alerts,
                new PgStaffActs(pool),
                settings.outside().hookKeys());
    }

    private static RumourService.Workers workers(Vertx vertx) {
        return new RumourService.Workers() {
            @Override
            public <T> Future<T> run(Supplier<T> work) {
                return vertx.executeBlocking(work::get, false);
            }
        };
    }

    private static SightingService.Claims asking(ClaimDesk claims) {
        return new SightingService.Claims() {
            @Override
            public Future<UUID> idOf(String slug) {
                return claims.idOf(slug);
            }

            @Override
            public Future<Set<UUID>> in(String text) {
                return claims.in(text);
            }
        };
    }

    private FeedReader reader(Vertx vertx) {
        return new FeedReader(vertx, new Addresses(vertx, settings.outside().loopback()));
    }

    private Map<Delivery.Way, Sender> senders(Vertx vertx) {
        var outside = settings.outside();
        var senders = new EnumMap<Delivery.Way, Sender>(Delivery.Way.class);
        outside.webhookUrl()
                .ifPresent(url -> senders.put(
                        Delivery.Way.WEBHOOK,
                        new WebhookSender(
                                vertx,
                                new WebhookSender.Target(url, outside.webhookKey()),
                                settings.publicUrl(),
                                clock)));
        outside.smtpUrl()
                .ifPresent(url -> senders.put(
                        Delivery.Way.MAIL,
                        new MailSender(
                                vertx,
                                new MailSender.Post(
                                        url,
                                        outside.mailFrom(),
                                        both(Translations.load(Path.of("webroot/assets/i18n")))),
                                settings.publicUrl())));
        return senders;
    }

    /** The words of a key in all languages, one after the other. */
    private static UnaryOperator<String> both(Translations words) {
        return key -> Translations.LANGUAGES.stream()
                .map(language -> words.in(language).getOrDefault(key, key))
                .collect(Collectors.joining(" / "));
    }

    private String proof(Evidence evidence) {
        return ReadingJson.text(evidence, names::label);
    }

    private RumourService.Alarm alarm() {
        return new RumourService.Alarm() {
            @Override
            public Future<Void> crossed(Claim claim, Evidence evidence) {
                var change = evidence.change();
                return alerts.raise(new Alert.Crossing(
                        claim.id(),
                        claim.slug(),
                        claim.title(),
                        Instant.ofEpochMilli(change.at()),
                        clock.instant(),
                        change.to(),
                        proof(evidence)));
            }

            @Override
            public Future<Void> rose(Claim claim, Level level) {
                return alerts.rise(claim.id(), level);
            }
        };
    }

    RumourService rumours() {
        return rumours;
    }

    Desk desk() {
        return desk;
    }

    /** Takes in what is kept. What was said is counted after that, while the server answers already. */
    Future<Void> start() {
        return keeper.renew().compose(done -> exposure.start()).compose(done -> rumours.start());
    }

    /** Whether this node keeps the watch, for sure. */
    boolean keeps() {
        return keeper.keeps();
    }

    /** Lets another node keep the watch. */
    Future<Void> leave() {
        return keeper.leave();
    }

    DeskRounds rounds(Vertx vertx, Services services) {
        return new DeskRounds(vertx, services, new DeskRounds.Parts(exposure, alertClock, alarm(), keeper));
    }
}
