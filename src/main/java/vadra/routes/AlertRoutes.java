package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import vadra.alerts.Alert;
import vadra.alerts.AlertService;
import vadra.alerts.NewShift;
import vadra.alerts.Shift;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.StaffOperations;
import vadra.core.Times;
import vadra.rumour.ClaimService;
import vadra.wire.AlertJson;
import vadra.wire.DiscussionJson;
import vadra.wire.RumourJson;

/** The part of the HTTP API that is about alerts and duty. */
final class AlertRoutes {
    private static final int ALERTS = 50;

    private final AlertService alerts;
    private final ClaimService claims;
    private final Clock clock;

    AlertRoutes(Services services) {
        this.alerts = services.desk().alerts();
        this.claims = services.desk().acts();
        this.clock = services.clock();
    }

    void mount(Operations api) {
        var staff = new StaffOperations(api);
        staff.on("listAlerts", this::list);
        staff.on(
                "getAlertFigures",
                call -> alerts.figures().map(AlertJson::figures).map(Answer::ok));
        staff.on(
                "getAlert",
                call -> alerts.full(call.id("alert")).map(AlertJson::full).map(Answer::ok));
        staff.on("acknowledgeAlert", call -> one(alerts.acknowledge(call.staff(), call.id("alert"))));
        staff.on("ownAlert", call -> one(alerts.own(call.staff(), call.id("alert"), text(call, "from"))));
        staff.on("snoozeAlert", this::snooze);
        staff.on("noteAlert", call -> one(alerts.note(call.staff(), call.id("alert"), text(call, "text"))));
        staff.on("closeAlert", this::close);
        staff.on("listDuty", call -> alerts.duty().map(this::roster));
        staff.on("addShift", this::addShift);
        staff.on("removeShift", call -> alerts.removeShift(call.id("shift")).map(done -> Answer.empty()));
    }

    private static String text(Call call, String field) {
        return call.body().getString(field, "");
    }

    private Future<Answer> list(Call call) {
        var state = call.query("state").orElse("open");
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(ALERTS);
        return alerts.list(state, call.query("claim").orElse(""), limit)
                .map(all -> Answer.ok(new JsonObject().put("alerts", DiscussionJson.array(all, AlertJson::alert))));
    }

    private Future<Answer> snooze(Call call) {
        var until = Times.read("until", text(call, "until"));
        return one(alerts.snooze(call.staff(), call.id("alert"), until, text(call, "reason")));
    }

    private Answer roster(List<Shift> shifts) {
        return Answer.ok(new JsonObject()
                .put("escalateAfterSeconds", alerts.escalateAfter().toSeconds())
                .put("shifts", DiscussionJson.array(shifts, shift -> AlertJson.shift(shift, clock.instant()))));
    }

    private Future<Answer> addShift(Call call) {
        return alerts.addShift(shift(call.body()))
                .map(shift -> Answer.created(AlertJson.shift(shift, clock.instant())));
    }

    private static Future<Answer> one(Future<Alert> alert) {
        return alert.map(one -> Answer.ok(AlertJson.alert(one)));
    }

    private Future<Answer> close(Call call) {
        var verdict = RumourJson.constant(Alert.Verdict.class, call.body().getString("verdict"));
        var reason = call.body().getString("reason");
        return one(alerts.close(call.staff(), call.id("alert"), verdict, reason).compose(closed -> {
            var calibrated = verdict == Alert.Verdict.FALSE
                    ? claims.raiseBar(call.staff(), closed.crossing().slug(), reason)
                    : Future.<Void>succeededFuture();
            return calibrated.map(done -> closed);
        }));
    }

    private static NewShift shift(JsonObject body) {
        return new NewShift(
                body.getString("handle"),
                body.getInteger("order"),
                Times.read("from", body.getString("from")),
                Times.read("until", body.getString("until")),
                body.getString("mail", ""));
    }
}
