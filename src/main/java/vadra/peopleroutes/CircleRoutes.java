package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.channels.RoomNames;
import vadra.circles.Circle;
import vadra.circles.Circles;
import vadra.core.Actor;
import vadra.discussion.NewRoom;
import vadra.discussion.Room;
import vadra.discussion.RoomReader;
import vadra.discussion.Words;
import vadra.peoplewire.CircleJson;
import vadra.wire.DiscussionJson;

/** The part of the HTTP API that is about circles. Who may do what, the functions of the database decide. */
public final class CircleRoutes {
    private static final int PEOPLE = 100;

    private final Services services;
    private final Circles circles;
    private final RoomReader reader;
    private final RoomNames names;

    public CircleRoutes(Services services) {
        this.services = services;
        this.circles = services.people().circles();
        this.reader = services.reader();
        this.names = services.names();
    }

    public void mount(Operations api) {
        api.on("listCircles", this::list);
        api.on("startCircle", call -> start(call).map(circle -> Answer.created(CircleJson.circle(circle))));
        api.on("getCircle", this::circle);
        api.on(
                "changeCircle",
                call -> circles.change(call.actor(), slug(call), CircleJson.words(call.body()))
                        .map(circle -> Answer.ok(CircleJson.circle(circle))));
        api.on(
                "listCircleRules",
                call -> circles.one(slug(call))
                        .compose(circle -> circles.rules(circle.slug()))
                        .map(this::rules));
        api.on(
                "announceCircleRules",
                call -> circles.announce(call.actor(), slug(call), CircleJson.rules(call.body()))
                        .map(this::rules));
        api.on("listCircleMembers", this::members);
        api.on("startCircleRoom", call -> startRoom(call).map(room -> Answer.created(DiscussionJson.room(room, 0))));
        api.on(
                "listMyCircles",
                call -> circles.own(call.actor().id())
                        .map(all -> body("circles", DiscussionJson.array(all, CircleJson::own))));
        mountStandings(api);
    }

    private void mountStandings(Operations api) {
        api.on(
                "joinCircle",
                call -> circles.join(call.actor(), slug(call), call.maybeBody().getBoolean("listed", false))
                        .compose(done -> own(call.actor(), slug(call))));
        api.on("leaveCircle", call -> circles.leave(call.actor(), slug(call)).map(done -> Answer.empty()));
        api.on(
                "listCircleAskers",
                call -> circles.askers(call.actor(), slug(call))
                        .map(all -> body("asking", DiscussionJson.array(all, CircleJson::asker))));
        api.on("admitToCircle", call -> admit(call, true));
        api.on("refuseToCircle", call -> admit(call, false));
        api.on("hostCircle", call -> hosts(circles.host(call.actor(), slug(call), call.path("handle"))));
        api.on(
                "unhostCircle",
                call -> circles.unhost(call.actor(), slug(call), call.path("handle"))
                        .map(done -> Answer.empty()));
        api.on("handOverCircle", call -> hosts(circles.handOver(call.actor(), slug(call), call.path("handle"))));
    }

    private Future<Answer> list(Call call) {
        var wanted = new Circles.Wanted(
                call.query("interest").orElse(null), call.query("product").orElse(null));
        return circles.all(wanted).map(all -> body("circles", DiscussionJson.array(all, CircleJson::circle)));
    }

    private Future<Circle> start(Call call) {
        var words = CircleJson.words(call.body());
        var slug = call.body().getString("slug", NewRoom.slugOf(words.name()));
        return circles.start(call.actor(), slug, words, CircleJson.rules(call.body()));
    }

    private Future<Room> startRoom(Call call) {
        var body = call.body();
        var title = Words.normal("title", body.getString("title"));
        var room = new NewRoom(
                body.getString("slug", NewRoom.slugOf(title)),
                title,
                body.getString("topic", ""),
                body.getString("language", "sv"),
                body.getString("product"));
        return circles.startRoom(call.actor(), slug(call), room)
                .compose(done -> reader.room(room.slug()))
                .onSuccess(started -> names.remember(started.key()));
    }

    private Future<Answer> circle(Call call) {
        var own = call.maybeActor()
                .map(actor -> circles.own(actor.id()))
                .orElseGet(() -> Future.succeededFuture(List.of()));
        return circles.whole(slug(call))
                .compose(whole -> own.map(all -> Answer.ok(CircleJson.whole(
                                whole, house(), services.clock().instant())
                        .put(
                                "own",
                                CircleJson.ownOf(all.stream(), whole.circle().slug())))));
    }

    private Future<Answer> members(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(PEOPLE);
        return circles.one(slug(call))
                .compose(circle ->
                        circles.people(circle.slug(), call.query("after").orElse(""), limit))
                .map(all -> body("members", CircleJson.people(all)));
    }

    private Future<Answer> admit(Call call, boolean letIn) {
        return circles.admit(call.actor(), slug(call), call.path("handle"), letIn)
                .map(done -> Answer.empty());
    }

    private Future<Answer> own(Actor actor, String slug) {
        return circles.own(actor.id())
                .map(all -> Answer.ok(new JsonObject().put("own", CircleJson.ownOf(all.stream(), slug))));
    }

    private static Future<Answer> hosts(Future<List<Circle.Person>> done) {
        return done.map(hosts -> body("hosts", CircleJson.people(hosts)));
    }

    private Answer rules(List<Circle.Rules> versions) {
        return Answer.ok(CircleJson.rules(versions, house(), services.clock().instant()));
    }

    private int house() {
        return services.openness().rules().inForce().in("sv").size();
    }

    private static String slug(Call call) {
        return call.path("circle");
    }

    private static Answer body(String name, JsonArray things) {
        return Answer.ok(new JsonObject().put(name, things));
    }
}
