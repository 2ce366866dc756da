package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.notifications.Letters;
import vadra.notifications.Notifications;
import vadra.peoplewire.NotificationJson;

/** The part of the HTTP API by which members read what they are told, and choose what that is. */
public final class NotificationRoutes {
    private static final int PAGE = 20;

    private final Notifications notifications;
    private final Letters letters;

    public NotificationRoutes(Services services) {
        this.notifications = services.people().notifications();
        this.letters = notifications.letters();
    }

    public void mount(Operations api) {
        api.on("listMyNotifications", this::list);
        api.on(
                "readNotifications",
                call -> notifications
                        .read(call.actor().id(), NotificationJson.seen(call.body()))
                        .map(done -> Answer.empty()));
        api.on("getNotificationChoices", call -> choices(call).map(Answer::ok));
        api.on(
                "chooseNotifications",
                call -> notifications
                        .choose(call.actor().id(), NotificationJson.chosen(call.body()))
                        .compose(done -> choices(call))
                        .map(Answer::ok));
        api.on("choosePlace", this::place);
        api.on("askMailAddress", this::ask);
        api.on("dropMailAddress", call -> letters.drop(call.actor().id()).map(done -> Answer.empty()));
        // Whoever holds a letter's token may use it: it says nothing of anybody, and the same is answered to a wrong
        // one.
        api.on("leaveMail", call -> letters.leave(call.path("token")).map(done -> Answer.empty()));
        api.on(
                "confirmMailAddress",
                call -> letters.confirm(call.body().getString("token")).map(done -> Answer.empty()));
    }

    private Future<Answer> list(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
        return notifications
                .of(call.actor().id(), call.queryNumber("before").orElse(null), limit)
                .map(page -> Answer.ok(NotificationJson.page(page)));
    }

    private Future<JsonObject> choices(Call call) {
        var member = call.actor().id();
        var chosen = notifications.choices(member);
        var places = notifications.places(member);
        var address = letters.address(member);
        return Future.all(chosen, places, address)
                .map(read ->
                        NotificationJson.choices(chosen.result(), places.result(), address.result(), letters.open()));
    }

    private Future<Answer> place(Call call) {
        return notifications
                .choose(
                        call.actor().id(),
                        call.path("kind"),
                        call.path("name"),
                        call.body().getString("level"))
                .map(done -> Answer.empty());
    }

    private Future<Answer> ask(Call call) {
        var body = call.body();
        return letters.ask(call.actor().id(), body.getString("address"), body.getString("language"))
                .map(done -> new Answer(202, null, java.util.Map.of()));
    }
}
