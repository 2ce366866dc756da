package vadra.alerts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import vadra.alerts.PgAlerts.Deed;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.velocity.Level;

/**
 * The life of alerts: raised once for each excursion of a claim, whichever node is first; acknowledged, owned, snoozed
 * and closed by people, of whom one wins and the others learn who.
 */
public final class AlertService {
    /** The longest snooze. */
    public static final Duration MAX_SNOOZE = Duration.ofDays(7);

    private final PgAlerts store;
    private final PgAlertEvents events;
    private final PgDuty duty;
    private final Dispatch dispatch;
    private final Setting setting;

    /**
     * What the service needs to know of its surroundings.
     *
     * @param senders the ways out of the house that are set up
     * @param escalateAfter how long an alert waits for somebody before it climbs
     */
    public record Setting(Clock clock, Supplier<UUID> ids, Map<Delivery.Way, Sender> senders, Duration escalateAfter) {}

    /** An alert with everything about it. */
    public record Full(Alert alert, List<AlertEvent> events, List<Delivery> deliveries) {}

    public AlertService(Pool pool, Setting setting) {
        this.store = new PgAlerts(pool);
        this.events = new PgAlertEvents(pool);
        this.duty = new PgDuty(pool);
        this.dispatch = new Dispatch(pool, setting.senders(), setting.clock());
        this.setting = setting;
    }

    private Instant now() {
        return setting.clock().instant();
    }

    /** Raises an alert of a claim that rose; nothing when there is one of this excursion, or one that is open. */
    public Future<Void> raise(Alert.Crossing crossing) {
        return duty.coming(crossing.raisedAt()).compose(shifts -> {
            var first = new Roster(shifts, crossing.raisedAt()).after(0);
            var climbAt = crossing.raisedAt().plus(setting.escalateAfter());
            return store.raise(setting.ids().get(), crossing, first, climbAt)
                    .compose(raised -> raised.isEmpty()
                            ? Future.succeededFuture()
                            : tell(raised.get(), AlertEvent.Kind.RAISED, first));
        });
    }

    /** A claim with an open alert rose further. */
    public Future<Void> rise(UUID claim, Level level) {
        return store.rise(claim, level, now())
                .compose(risen -> risen.isEmpty()
                        ? Future.succeededFuture()
                        : onDuty(risen.get()).compose(shift -> tell(risen.get(), AlertEvent.Kind.ROSE, shift)));
    }

    private Future<Optional<Shift>> onDuty(UUID alert) {
        return store.one(alert)
                .compose(found -> duty.coming(now())
                        .map(shifts -> shifts.stream()
                                .filter(shift -> shift.runs(now()))
                                .filter(shift -> found.flatMap(one -> one.duty().with())
                                        .filter(shift.member()::equals)
                                        .isPresent())
                                .findFirst()));
    }

    /** Sends what an occasion asks for, and says who was told. */
    private Future<Void> tell(UUID alert, AlertEvent.Kind occasion, Optional<Shift> shift) {
        var told = shift.map(one ->
                        events.add(new Deed(alert, null, now(), one.member().handle()), AlertEvent.Kind.NOTIFIED))
                .orElseGet(() -> Future.succeededFuture(false));
        return told.compose(done -> dispatch.add(alert, occasion, shift));
    }

    /** Somebody has seen it; fails with {@link Problem.Taken} when somebody else was first. */
    public Future<Alert> acknowledge(Actor actor, UUID alert) {
        return store.acknowledge(new Deed(alert, actor.id(), now(), ""))
                .compose(done -> done.isPresent()
                        ? alert(alert)
                        : alert(alert).map(one -> mine(one, actor, one.acknowledged())));
    }

    /**
     * Somebody deals with it; fails with {@link Problem.Taken} when it is somebody else's.
     *
     * @param from the handle of whom it is taken over from, empty when it is nobody's
     */
    public Future<Alert> own(Actor actor, UUID alert, String from) {
        return store.own(new Deed(alert, actor.id(), now(), from))
                .compose(done -> done.isPresent()
                        ? alert(alert)
                        : alert(alert)
                                .map(one ->
                                        mine(one, actor, one.owner().map(owner -> new Alert.Mark(owner, since(one))))));
    }

    private static Instant since(Alert alert) {
        return alert.acknowledged().map(Alert.Mark::at).orElse(alert.crossing().raisedAt());
    }

    /** What was not changed: it is as wanted already, or another's. */
    private static Alert mine(Alert alert, Actor actor, Optional<Alert.Mark> first) {
        if (alert.closing().isPresent()) {
            var closed = alert.closing().get().mark();
            throw Problem.taken(closed.by(), closed.at());
        }
        if (first.isPresent() && !first.get().by().id().equals(actor.id())) {
            throw Problem.taken(first.get().by(), first.get().at());
        }
        return alert;
    }

    /** Silences it until a time, at most {@link #MAX_SNOOZE} away. */
    public Future<Alert> snooze(Actor actor, UUID alert, Instant until, String reason) {
        if (!until.isAfter(now()) || until.isAfter(now().plus(MAX_SNOOZE))) {
            throw Problem.invalid("until", "in the future, within 7 days");
        }
        return store.snooze(new Deed(alert, actor.id(), now(), reason), until)
                .compose(done -> ended(actor, alert, done));
    }

    /** Writes something down beside it. */
    public Future<Alert> note(Actor actor, UUID alert, String text) {
        return events.add(new Deed(alert, actor.id(), now(), text), AlertEvent.Kind.NOTED)
                .compose(done -> alert(alert));
    }

    /** Ends it; fails with {@link Problem.Taken} when somebody else did. */
    public Future<Alert> close(Actor actor, UUID alert, Alert.Verdict verdict, String reason) {
        return store.close(new Deed(alert, actor.id(), now(), reason), verdict)
                .compose(done -> done.isPresent()
                        ? dispatch.add(alert, AlertEvent.Kind.CLOSED, Optional.empty())
                                .compose(sent -> alert(alert))
                        : ended(actor, alert, done));
    }

    private Future<Alert> ended(Actor actor, UUID alert, Optional<UUID> done) {
        return alert(alert).map(one -> done.isPresent() ? one : mine(one, actor, Optional.empty()));
    }

    /** Ends the open alert of a claim, if there is one: the claim was dismissed, merged or retired. */
    public Future<Void> closeOf(Actor actor, UUID claim, Alert.Verdict verdict, String reason) {
        return store.openOf(claim)
                .compose(open -> open.isEmpty()
                        ? Future.succeededFuture()
                        : close(actor, open.get(), verdict, reason).mapEmpty());
    }

    /** An alert; fails with {@link Problem.NotFound} when there is none. */
    public Future<Alert> alert(UUID id) {
        return store.one(id).map(found -> found.orElseThrow(() -> Problem.notFound("alert", id.toString())));
    }

    /** An alert with all that happened to it. */
    public Future<Full> full(UUID id) {
        return alert(id)
                .compose(alert -> events.of(id)
                        .compose(happened -> dispatch.of(id).map(sent -> new Full(alert, happened, sent))));
    }

    /**
     * Alerts, newest first.
     *
     * @param state {@code open}, {@code closed} or {@code all}
     * @param claim a claim's slug, or empty for all
     */
    public Future<List<Alert>> list(String state, String claim, int limit) {
        return store.list(state, claim, limit);
    }

    /** The open alerts, by claim. */
    public Future<Map<UUID, UUID>> open() {
        return store.open();
    }

    /** How alerts have been in the last {@link AlertFigures#SPAN}. */
    public Future<AlertFigures> figures() {
        return events.figures(now().minus(AlertFigures.SPAN), now());
    }

    /** The shifts that have not ended. */
    public Future<List<Shift>> duty() {
        return duty.coming(now());
    }

    /** Puts a member of staff on the roster. */
    public Future<Shift> addShift(NewShift given) {
        if (!given.from().isBefore(given.until()) || !given.until().isAfter(now())) {
            throw Problem.invalid("until", "after `from`, and in the future");
        }
        var id = setting.ids().get();
        return duty.add(id, given)
                .compose(added -> {
                    if (!added) {
                        throw Problem.notFound("member of staff", given.handle());
                    }
                    return duty();
                })
                .map(shifts -> shifts.stream()
                        .filter(shift -> shift.id().equals(id))
                        .findAny()
                        .orElseThrow());
    }

    /** Takes a shift off the roster. */
    public Future<Void> removeShift(UUID id) {
        return duty.remove(id).map(removed -> {
            if (!removed) {
                throw Problem.notFound("shift", id.toString());
            }
            return null;
        });
    }

    /** How long an alert waits for somebody before it climbs. */
    public Duration escalateAfter() {
        return setting.escalateAfter();
    }
}
