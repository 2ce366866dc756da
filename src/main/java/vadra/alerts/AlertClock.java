package vadra.alerts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What happens to alerts by itself: they climb, wake and are sent, and whoever looks at a desk hears of all that happened
 * on any node. Called by one thread; a call before the last one has ended does nothing.
 */
public final class AlertClock {
    private static final int REMEMBERED = 400;
    /** Numbers are given before rows are committed, so one that is lower may come later. */
    private static final int LATE = 100;

    private final PgEscalation escalation;
    private final PgAlertEvents events;
    private final PgAlerts alerts;
    private final PgDuty duty;
    private final Dispatch dispatch;
    private final AlertService.Setting setting;
    private final Set<Long> told = new LinkedHashSet<>();
    private long top = -1;
    private long first;
    private boolean running;
    private boolean sending;

    public AlertClock(Pool pool, AlertService.Setting setting) {
        this.escalation = new PgEscalation(pool);
        this.events = new PgAlertEvents(pool);
        this.alerts = new PgAlerts(pool);
        this.duty = new PgDuty(pool);
        this.dispatch = new Dispatch(pool, setting.senders(), setting.clock());
        this.setting = setting;
    }

    /**
     * Does what is due.
     *
     * @param listener hears of what happened to an alert since the last call, and how it stands now
     */
    public Future<Void> tick(BiConsumer<Alert, AlertEvent.Kind> listener) {
        if (running) {
            return Future.succeededFuture();
        }
        running = true;
        var now = setting.clock().instant();
        return escalation
                .due(now)
                .compose(due -> due.isEmpty() ? Future.succeededFuture() : climb(due, now))
                .compose(done -> tell(listener))
                .eventually(() -> {
                    running = false;
                    return Future.succeededFuture();
                });
    }

    /** Sends what is due out of the house; apart from the rest, since the other side may be slow. */
    public Future<Void> send() {
        if (sending) {
            return Future.succeededFuture();
        }
        sending = true;
        return dispatch.run().eventually(() -> {
            sending = false;
            return Future.succeededFuture();
        });
    }

    private Future<Void> climb(List<PgEscalation.Due> due, Instant now) {
        return duty.coming(now)
                .map(shifts -> new Roster(shifts, now))
                .compose(roster -> Future.join(due.stream()
                        .map(one -> one.asleep() ? wake(one, roster, now) : climb(one, roster, now))
                        .toList()))
                .mapEmpty();
    }

    private Future<Void> climb(PgEscalation.Due due, Roster roster, Instant now) {
        var next = roster.after(due.climbed() + 1);
        return next.isEmpty()
                ? Future.succeededFuture()
                : escalation
                        .climb(due, next.get(), now, now.plus(setting.escalateAfter()))
                        .compose(done -> send(done, due, AlertEvent.Kind.CLIMBED, next));
    }

    private Future<Void> wake(PgEscalation.Due due, Roster roster, Instant now) {
        var first = roster.after(0);
        return escalation
                .wake(due, first, now, now.plus(setting.escalateAfter()))
                .compose(done -> send(done, due, AlertEvent.Kind.WOKE, first));
    }

    private Future<Void> send(boolean done, PgEscalation.Due due, AlertEvent.Kind occasion, Optional<Shift> shift) {
        return done ? dispatch.add(due.alert(), occasion, shift) : Future.succeededFuture();
    }

    private Future<Void> tell(BiConsumer<Alert, AlertEvent.Kind> listener) {
        if (top < 0) {
            return events.top()
                    .onSuccess(found -> {
                        top = found;
                        first = found;
                    })
                    .mapEmpty();
        }
        return events.after(Math.max(first, top - LATE)).compose(found -> {
            var fresh = new ArrayList<Future<?>>();
            for (var one : found) {
                if (told.add(one.id())) {
                    fresh.add(alerts.one(one.alert())
                            .onSuccess(alert -> alert.ifPresent(known -> listener.accept(known, one.kind()))));
                }
                top = Math.max(top, one.id());
            }
            forget();
            return Future.join(fresh).mapEmpty();
        });
    }

    private void forget() {
        var all = told.iterator();
        for (int extra = told.size() - REMEMBERED; extra > 0; extra--) {
            all.next();
            all.remove();
        }
    }
}
