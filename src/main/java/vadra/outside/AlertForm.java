package vadra.outside;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import vadra.alerts.Alert;

/**
 * An alert in the form in which Prometheus' Alertmanager sends its own, version 4, which on-call tools take:
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.
 */
final class AlertForm {
    private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

    private final String publicUrl;

    AlertForm(Optional<URI> publicUrl) {
        this.publicUrl = publicUrl.map(URI::toString).orElse("");
    }

    JsonObject of(Alert alert) {
        var slug = alert.crossing().slug();
        var group = new JsonObject().put("alertname", "RumourVelocity").put("claim", slug);
        return new JsonObject()
                .put("version", "4")
                .put("groupKey", "{}:{alertname=\"RumourVelocity\", claim=\"" + slug + "\"}")
                .put("truncatedAlerts", 0)
                .put("status", status(alert))
                .put("receiver", "vadra")
                .put("groupLabels", group)
                .put("commonLabels", labels(alert))
                .put("commonAnnotations", annotations(alert))
                .put("externalURL", publicUrl)
                .put("alerts", new JsonArray().add(one(alert)));
    }

    private JsonObject one(Alert alert) {
        var crossing = alert.crossing();
        var end = alert.closing().map(closing -> closing.mark().at().toString()).orElse(NOT_ENDED);
        return new JsonObject()
                .put("status", status(alert))
                .put("labels", labels(alert))
                .put("annotations", annotations(alert))
                .put("startsAt", crossing.onsetAt().toString())
                .put("endsAt", end)
                .put("generatorURL", publicUrl + "/desk?claim=" + crossing.slug())
                .put("fingerprint", fingerprint(alert));
    }

    private static String status(Alert alert) {
        return alert.closing().isPresent() ? "resolved" : "firing";
    }

    private static JsonObject labels(Alert alert) {
        return new JsonObject()
                .put("alertname", "RumourVelocity")
                .put("claim", alert.crossing().slug())
                .put("severity", level(alert));
    }

    private static JsonObject annotations(Alert alert) {
        var annotations = new JsonObject()
                .put("summary", alert.crossing().title())
                .put("level", level(alert))
                .put("alert", alert.id().toString());
        alert.duty().with().ifPresent(person -> annotations.put("on_duty", person.handle()));
        alert.owner().ifPresent(person -> annotations.put("owner", person.handle()));
        return annotations;
    }

    private static String level(Alert alert) {
        return alert.peak().name().toLowerCase(Locale.ROOT);
    }

    private static String fingerprint(Alert alert) {
        return String.format(Locale.ROOT, "%016x", alert.id().getMostSignificantBits());
    }
}
