package vadra.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vadra.api.Services;
import vadra.notifications.Letters;
import vadra.notifications.Notifications;
import vadra.outside.LetterSender;
import vadra.pages.Translations;

/** Makes the notifications, and does what is done for them again and again, on the thread that follows the log. */
final class NotificationRounds {
    private static final long HEAR_MS = 250;
    private static final long SEND_MS = 1_000;
    private static final long PLAN_MS = 5_000;

    private final Vertx vertx;
    private final Services services;
    private final BooleanSupplier keeps;
    private final Chores chores = new Chores();

    /**
     * The rounds of a server.
     *
     * @param keeps whether this node is the one that hears the log for all; each tells who listens there
     */
    NotificationRounds(Vertx vertx, Services services, BooleanSupplier keeps) {
        this.vertx = vertx;
        this.services = services;
        this.keeps = keeps;
    }

    static Notifications notifications(Vertx vertx, Pool pool, Settings settings, Clock clock) {
        return new Notifications(pool, clock, new Letters(pool, office(vertx, settings), clock));
    }

    private static Optional<Letters.Office> office(Vertx vertx, Settings settings) {
        var mail = settings.outside().mail();
        return mail.smtpUrl().map(server -> {
            var words = Translations.load(Path.of("webroot/assets/i18n"));
            return new Letters.Office(
                    new LetterSender(vertx, server, mail.from()),
                    (language, key) -> words.in(language).getOrDefault(key, key),
                    settings.publicUrl().map(URI::toString).orElse(""),
                    mail.perHour());
        });
    }

    /** Begins them. Called on the thread that follows the log. */
    void begin() {
        var notifications = services.people().notifications();
        vertx.setPeriodic(HEAR_MS, tick -> {
            if (keeps.getAsBoolean()) {
                chores.run("notifications.hear", notifications::hear);
            }
            chores.run(
                    "notifications.tell",
                    () -> notifications
                            .changes()
                            .tell(handle -> services.pulse().listens(handle), services.pulse()::notifications));
        });
        vertx.setPeriodic(
                SEND_MS,
                tick -> chores.run("letters.send", () -> notifications.letters().send()));
        vertx.setPeriodic(
                PLAN_MS,
                tick -> chores.run("letters.plan", () -> notifications.letters().plan()));
    }
}
