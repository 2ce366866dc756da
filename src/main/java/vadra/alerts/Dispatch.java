package vadra.alerts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits to leave the house. A message that is not taken is tried again after 5 s, 10 s, 20 s and so on, at
 * most an hour apart, {@value #MAX_TRIES} times in all.
 */
final class Dispatch {
    static final int MAX_TRIES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final PgDeliveries deliveries;
    private final PgAlerts alerts;
    private final Map<Delivery.Way, Sender> senders;
    private final Clock clock;

    Dispatch(Pool pool, Map<Delivery.Way, Sender> senders, Clock clock) {
        this.deliveries = new PgDeliveries(pool);
        this.alerts = new PgAlerts(pool);
        this.senders = senders.isEmpty() ? Map.of() : new EnumMap<>(senders);
        this.clock = clock;
    }

    /** Puts messages about an alert where they wait: to the webhook, and by mail to who is on duty. */
    Future<Void> add(UUID alert, AlertEvent.Kind occasion, Optional<Shift> duty) {
        Future<?> hook = add(alert, Delivery.Way.WEBHOOK, occasion, "");
        var mail = duty.map(Shift::mail).filter(address -> !address.isEmpty());
        return mail.isEmpty()
                ? hook.mapEmpty()
                : hook.compose(done -> add(alert, Delivery.Way.MAIL, occasion, mail.get()))
                        .mapEmpty();
    }

    private Future<Boolean> add(UUID alert, Delivery.Way way, AlertEvent.Kind occasion, String address) {
        if (!senders.containsKey(way)) {
            return Future.succeededFuture(false);
        }
        return deliveries.add(alert, way, occasion, address, clock.instant()).onSuccess(added -> {
            if (!added) {
                LOG.warn("delivery.refused alert={} way={} reason=too-many-wait", alert, way);
            }
        });
    }

    /** Sends some of what is due. */
    Future<Void> run() {
        return senders.isEmpty()
                ? Future.succeededFuture()
                : deliveries
                        .take(clock.instant())
                        .compose(due -> Future.join(due.stream().map(this::send).toList()))
                        .mapEmpty();
    }

    private Future<Void> send(Delivery delivery) {
        var sender = senders.get(delivery.way());
        if (sender == null) {
            return end(delivery, Delivery.Status.FAILED, Optional.of("this way is not set up"));
        }
        return alerts.one(delivery.alert())
                .map(Optional::orElseThrow)
                .compose(alert -> sender.send(alert, delivery))
                .compose(sent -> end(delivery, Delivery.Status.SENT, Optional.empty()))
                .recover(failure -> {
                    LOG.warn(
                            "delivery.failed alert={} way={} tries={} cause={}",
                            delivery.alert(),
                            delivery.way(),
                            delivery.tries(),
                            failure.toString());
                    var status = delivery.tries() >= MAX_TRIES ? Delivery.Status.FAILED : Delivery.Status.WAITING;
                    return end(delivery, status, Optional.of(reason(failure)));
                });
    }

    private static String reason(Throwable failure) {
        var words = String.valueOf(failure.getMessage());
        return words.substring(0, Math.min(200, words.length()));
    }

    private Future<Void> end(Delivery delivery, Delivery.Status status, Optional<String> error) {
        var now = clock.instant();
        var at = status == Delivery.Status.WAITING ? now.plus(pause(delivery.tries())) : now;
        return deliveries.end(delivery.id(), status, at, error);
    }

    /** How long to wait after so many tries. */
    static Duration pause(int tries) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(20, Math.max(0, tries - 1)));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** What was sent of an alert, or waits. */
    Future<List<Delivery>> of(UUID alert) {
        return deliveries.of(alert);
    }
}
