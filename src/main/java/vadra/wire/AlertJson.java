package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.alerts.Alert;
import vadra.alerts.AlertEvent;
import vadra.alerts.AlertFigures;
import vadra.alerts.AlertService;
import vadra.alerts.Delivery;
import vadra.alerts.Shift;
import vadra.core.Actor;
import vadra.sightings.Feed;
import vadra.sightings.Sighting;

/** The JSON form of alerts, of the roster and of sightings, as in the contract. */
public final class AlertJson {
    private AlertJson() {}

    /** An alert as lists have it. */
    public static JsonObject alert(Alert alert) {
        var crossing = alert.crossing();
        return new JsonObject()
                .put("id", alert.id().toString())
                .put("claim", crossing.slug())
                .put("title", crossing.title())
                .put("onsetAt", crossing.onsetAt().toString())
                .put("raisedAt", crossing.raisedAt().toString())
                .put("level", RumourJson.code(crossing.level()))
                .put("peak", RumourJson.code(alert.peak()))
                .put("state", RumourJson.code(alert.state()))
                .put("climbed", alert.duty().climbed())
                .put("dutyWith", person(alert.duty().with()))
                .put("owner", person(alert.owner()))
                .mergeIn(handled(alert));
    }

    private static JsonObject handled(Alert alert) {
        var seen = alert.acknowledged();
        var closing = alert.closing();
        return new JsonObject()
                .put("acknowledgedBy", person(seen.map(Alert.Mark::by)))
                .put("acknowledgedAt", RumourJson.text(seen.map(Alert.Mark::at)))
                .put("snoozedUntil", RumourJson.text(alert.snooze().map(Alert.Snooze::until)))
                .put("snoozeReason", RumourJson.text(alert.snooze().map(Alert.Snooze::reason)))
                .put("closedAt", RumourJson.text(closing.map(end -> end.mark().at())))
                .put("closedBy", person(closing.map(end -> end.mark().by())))
                .put(
                        "verdict",
                        RumourJson.text(closing.map(Alert.Closing::verdict).map(RumourJson::code)))
                .put("reason", RumourJson.text(closing.map(Alert.Closing::reason)));
    }

    private static @Nullable JsonObject person(Optional<Actor> actor) {
        return actor.map(RumourJson::person).orElse(null);
    }

    /** An alert with all that happened to it. */
    public static JsonObject full(AlertService.Full full) {
        return new JsonObject()
                .put("alert", alert(full.alert()))
                .put("evidence", new JsonObject(full.alert().crossing().evidence()))
                .put("events", DiscussionJson.array(full.events(), AlertJson::event))
                .put("deliveries", DiscussionJson.array(full.deliveries(), AlertJson::delivery));
    }

    private static JsonObject event(AlertEvent event) {
        return new JsonObject()
                .put("at", event.at().toString())
                .put("kind", RumourJson.code(event.kind()))
                .put("by", event.by().map(RumourJson::person).orElse(null))
                .put("text", event.text());
    }

    private static JsonObject delivery(Delivery delivery) {
        return new JsonObject()
                .put("way", RumourJson.code(delivery.way()))
                .put("status", RumourJson.code(delivery.status()))
                .put("tries", delivery.tries())
                .put("at", delivery.at().toString())
                .put("error", delivery.error().orElse(null));
    }

    /** What the desk's channel gets when something happened to an alert. */
    public static JsonObject changed(Alert alert, AlertEvent.Kind kind, Instant sent) {
        return new JsonObject()
                .put("kind", "alert")
                .put("at", sent.toString())
                .put("event", RumourJson.code(kind))
                .put("alert", alert(alert));
    }

    /** How alerts went. */
    public static JsonObject figures(AlertFigures figures) {
        var precision = figures.precision();
        return new JsonObject()
                .put("since", figures.since().toString())
                .put("raised", figures.raised())
                .put("open", figures.open())
                .put("perDay", figures.perDay())
                .put("latencyMs", quantiles(figures.latencyMs()))
                .put("acknowledgeSeconds", quantiles(figures.acknowledgeSeconds()))
                .put("closedTrue", figures.verdicts().right())
                .put("closedFalse", figures.verdicts().wrong())
                .put("closedUnclear", figures.verdicts().unclear())
                .put("precision", ReadingJson.interval(precision.value(), precision.low(), precision.high()))
                .put("escalations", figures.escalations())
                .put(
                        "deliveries",
                        new JsonObject()
                                .put("waiting", figures.deliveries().waiting())
                                .put("sent", figures.deliveries().sent())
                                .put("failed", figures.deliveries().failed()));
    }

    private static JsonObject quantiles(AlertFigures.Quantiles quantiles) {
        return new JsonObject()
                .put("p50", quantiles.p50())
                .put("p95", quantiles.p95())
                .put("p99", quantiles.p99())
                .put("max", quantiles.max())
                .put("count", quantiles.count());
    }

    /** A time of duty. */
    public static JsonObject shift(Shift shift, Instant now) {
        return new JsonObject()
                .put("id", shift.id().toString())
                .put("member", RumourJson.person(shift.member()))
                .put("order", shift.place())
                .put("from", shift.from().toString())
                .put("until", shift.until().toString())
                .put("mail", shift.mail())
                .put("now", shift.runs(now));
    }

    /** Something that was seen outside. */
    public static JsonObject sighting(Sighting sighting) {
        return new JsonObject()
                .put("id", sighting.id().toString())
                .put("claims", new JsonArray(sighting.claims()))
                .put("source", RumourJson.code(sighting.seen().source()))
                .put("via", RumourJson.code(sighting.via()))
                .put("title", sighting.seen().title())
                .put("url", sighting.seen().url().orElse(null))
                .put("note", sighting.seen().note())
                .put("seenAt", sighting.seenAt().toString())
                .put("addedAt", sighting.addedAt().toString())
                .put("by", sighting.by().map(RumourJson::person).orElse(null));
    }

    /** A feed that is read. */
    public static JsonObject feed(Feed feed) {
        return new JsonObject()
                .put("id", feed.id().toString())
                .put("url", feed.url().toString())
                .put("source", RumourJson.code(feed.source()))
                .put("addedAt", feed.addedAt().toString())
                .put("readAt", RumourJson.text(feed.readAt()))
                .put("status", RumourJson.code(feed.status()).replace('_', '-'))
                .put("found", feed.found());
    }
}
