package vadra.rumour;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.rumour.RumourService.Watched;
import vadra.velocity.Level;
import vadra.velocity.Stance;

/** What the desk asks of claims, and what it is told of what others did. Names are masked but where somebody gives a reason. */
public final class ClaimDesk {
    private static final int REMEMBERED = 200;
    private static final double FAN_MINUTES = 30;
    private static final List<Integer> FAN = List.of(5, 10, 20, 30, 60);

    private final RumourService rumours;
    private final PgClaims store;
    private final PgUnmaskings unmaskings;
    private final Set<Object> told = new LinkedHashSet<>();
    private long lastAct = -1;
    private Instant toldUntil;

    /** Makes the desk of a service. */
    public ClaimDesk(Pool pool, RumourService rumours) {
        this.rumours = rumours;
        this.store = rumours.store();
        this.unmaskings = new PgUnmaskings(pool);
        this.toldUntil = now();
    }

    /** The acts of staff on this service's claims. */
    public ClaimService acts() {
        return new ClaimService(store, rumours, rumours.around());
    }

    private Instant now() {
        return rumours.around().clock().instant();
    }

    /**
     * A change of a claim's level, as it was written down.
     *
     * @param at event time
     * @param evidence why, as a JSON object
     */
    public record LevelRow(Instant at, Level from, Level to, String evidence) {}

    /** That staff looked who a carrier is: in which claim, by its title, who was looked up, and who looked. */
    public record Unmasking(Instant at, String claim, Actor member, Actor by, String reason) {}

    /** A point of the forecast's fan: mentions in all that are expected then. */
    public record FanPoint(Instant at, double low, double value, double high) {}

    /** A claim's minutes and what is expected. */
    public record Timeline(Instant at, List<Minutes.Minute> minutes, List<FanPoint> fan) {
        public Timeline {
            minutes = List.copyOf(minutes);
            fan = List.copyOf(fan);
        }
    }

    /**
     * How the monitor is.
     *
     * @param newest when the newest event that was counted was committed
     * @param catchingUp how far the log is counted, while it is still being counted after a start
     * @param hidden proposed claims beyond the hour's budget
     */
    public record State(
            Instant at,
            Optional<Instant> newest,
            Optional<Instant> catchingUp,
            int watched,
            int proposed,
            int hidden,
            long parked,
            Lag.Quantiles lag) {}

    /** Claims that are counted, the highest and newest first; {@code shown} leaves those beyond the budget out. */
    public Future<List<Watched>> live(boolean shown, Set<Claim.State> states, int limit) {
        var now = now();
        return rumours.onThread(() -> rumours.watching().monitor().count().tallies().stream()
                .filter(tally -> states.contains(tally.claim().standing().state()))
                .filter(tally -> !shown || tally.claim().standing().shown())
                .sorted(Tally.HIGHEST_FIRST)
                .limit(limit)
                .map(tally -> rumours.watched(tally, now))
                .toList());
    }

    /** Claims that are counted no more, newest first. */
    public Future<List<Watched>> ended(Claim.State state, int limit) {
        return store.in(state, limit)
                .map(claims -> claims.stream().map(this::empty).toList());
    }

    private Watched empty(Claim claim) {
        return new Watched(claim, new Tally(claim).reading(now()));
    }

    /** One claim by its name; one that is counted no more has an empty reading. */
    public Future<Watched> claim(String slug) {
        return store.bySlug(slug)
                .map(found -> found.orElseThrow(() -> Problem.notFound("claim", slug)))
                .compose(claim -> claim.isLive() ? rumours.claim(slug) : Future.succeededFuture(empty(claim)));
    }

    /** A claim's minutes, oldest first, and what is expected of it. */
    public Future<Timeline> timeline(String slug, Optional<Instant> from, Optional<Instant> until) {
        var now = now();
        return rumours.onThread(() -> {
            var tally = rumours.tally(slug);
            var minutes = tally.minutes().stream()
                    .filter(minute -> from.isEmpty() || !minute.start().isBefore(from.get()))
                    .filter(minute -> until.isEmpty() || minute.start().isBefore(until.get()))
                    .toList();
            return new Timeline(now, minutes, fan(tally.reading(now)));
        });
    }

    /** The way from what was said to what the forecast expects in the end, most of it within the first half hour. */
    private static List<FanPoint> fan(Reading reading) {
        var points = new ArrayList<FanPoint>();
        double said = reading.mentions().all();
        // The engine forecasts posts that carry the claim; those that do not are there already.
        double rest = said - reading.figures().counts().carrying();
        reading.figures()
                .forecast()
                .ifPresent(end -> FAN.forEach(minutes -> {
                    double gone = 1 - Math.exp(-minutes / FAN_MINUTES);
                    points.add(new FanPoint(
                            reading.at().plus(Duration.ofMinutes(minutes)),
                            said + gone * Math.max(0, end.low() + rest - said),
                            said + gone * Math.max(0, end.middle() + rest - said),
                            said + gone * Math.max(0, end.high() + rest - said)));
                }));
        return points;
    }

    /**
     * The posts behind a claim's numbers, newest first, at most 200.
     *
     * @param minute the start of the one minute that is asked for, or nothing for all
     */
    public Future<List<Mention>> mentions(String slug, Optional<Instant> minute, Optional<Stance> stance) {
        return rumours.onThread(() -> rumours.tally(slug).mentions().stream()
                .filter(mention -> minute.isEmpty() || isWithin(mention.at(), minute.get()))
                .filter(mention -> stance.isEmpty() || mention.stance() == stance.get())
                .limit(200)
                .toList());
    }

    private static boolean isWithin(Instant at, Instant minute) {
        return !at.isBefore(minute) && at.isBefore(minute.plusSeconds(60));
    }

    /** How it went from post to post and room to room. */
    public Future<Spread> spread(String slug) {
        var now = now();
        return rumours.onThread(() -> rumours.tally(slug).spread(now));
    }

    /** Why it has its level. */
    public Future<Evidence> evidence(String slug) {
        var now = now();
        return rumours.onThread(() -> rumours.watching()
                .monitor()
                .count()
                .evidence(rumours.tally(slug).claim().id(), now)
                .orElseThrow());
    }

    /** Every change of its level, newest first, at most 200. */
    public Future<List<LevelRow>> changes(String slug) {
        return claim(slug).compose(one -> rumours.changes().of(one.claim().id()));
    }

    /** How the monitor is. */
    public Future<State> state() {
        var now = now();
        return rumours.onThread(() -> {
            var monitor = rumours.watching().monitor();
            int watched = 0;
            int proposed = 0;
            int hidden = 0;
            for (var claim : rumours.watching().claims()) {
                watched += claim.standing().state() == Claim.State.WATCHED ? 1 : 0;
                boolean isProposed = claim.standing().state() == Claim.State.PROPOSED;
                proposed += isProposed && claim.standing().shown() ? 1 : 0;
                hidden += isProposed && !claim.standing().shown() ? 1 : 0;
            }
            return new State(
                    now,
                    monitor.newest(),
                    rumours.catchingUp(),
                    watched,
                    proposed,
                    hidden,
                    monitor.parked(),
                    rumours.lag().quantiles(now));
        });
    }

    /** The id of a watched claim; fails with {@link Problem.NotFound} when there is none by that name. */
    public Future<UUID> idOf(String slug) {
        return rumours.onThread(() -> rumours.tally(slug).claim().id());
    }

    /** The watched claims that a text holds. */
    public Future<Set<UUID>> in(String text) {
        return rumours.onThread(() -> rumours.watching().monitor().count().in(text));
    }

    /** Who a carrier is, in this claim; it is written down, and the person can read it. */
    public Future<Unmasking> unmask(Actor actor, String slug, int carrier, String reason) {
        var id = rumours.around().ids().get();
        return rumours.onThread(() -> {
                    var tally = rumours.tally(slug);
                    var member = tally.carrier(carrier)
                            .orElseThrow(() -> Problem.notFound("carrier", Integer.toString(carrier)));
                    return new PgUnmaskings.Look(tally.claim().id(), member, carrier);
                })
                .compose(look -> unmaskings
                        .add(id, look, actor.id(), reason, now())
                        .compose(done -> store.told(
                                        look.claim(),
                                        new ClaimAct(
                                                now(),
                                                ClaimAct.Kind.UNMASKED,
                                                Optional.of(actor),
                                                reason,
                                                Integer.toString(carrier)))
                                .map(written -> done)));
    }

    /** When somebody was unmasked, newest first, at most 200. */
    public Future<List<Unmasking>> unmaskings(MemberId member) {
        return unmaskings.of(member);
    }

    /** Tells of what staff did since the last call, on whichever node, and of the claims as they stand now. */
    public Future<Void> tell(BiConsumer<Watched, ClaimAct> acts, Consumer<Unmasking> unmasked) {
        return tellActs(acts).compose(done -> tellUnmaskings(unmasked));
    }

    private Future<Void> tellActs(BiConsumer<Watched, ClaimAct> listener) {
        if (lastAct < 0) {
            return store.topAct().onSuccess(top -> lastAct = top).mapEmpty();
        }
        return store.actsAfter(lastAct).compose(acts -> {
            Future<?> before = Future.succeededFuture();
            for (var act : acts) {
                lastAct = Math.max(lastAct, act.id());
                before = before.compose(done -> store.byId(act.claim()))
                        .compose(claim -> claim.map(
                                        one -> claim(one.slug()).recover(away -> Future.succeededFuture(empty(one))))
                                .orElseGet(() -> Future.failedFuture("no such claim")))
                        .onSuccess(watched -> listener.accept(watched, act.act()));
            }
            return before.mapEmpty();
        });
    }

    private Future<Void> tellUnmaskings(Consumer<Unmasking> listener) {
        // A little back, since a row may be seen later than one that was begun after it.
        return unmaskings.since(toldUntil.minusSeconds(5)).map(found -> {
            for (var one : found) {
                if (told.add(one.id())) {
                    listener.accept(one.unmasking());
                }
                toldUntil = one.unmasking().at().isAfter(toldUntil)
                        ? one.unmasking().at()
                        : toldUntil;
            }
            while (told.size() > REMEMBERED) {
                told.remove(told.iterator().next());
            }
            return null;
        });
    }
}
