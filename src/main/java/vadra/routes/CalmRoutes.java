package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.channels.RoomNames;
import vadra.core.PostId;
import vadra.discussion.RoomKey;
import vadra.holding.Holding;
import vadra.openness.Calm;
import vadra.openness.Ledger;
import vadra.wire.CalmJson;

/** The part of the HTTP API by which a room is slowed or held for everybody alike, and what waits of one's own there. */
final class CalmRoutes {
    private final Ledger ledger;
    private final Holding holding;
    private final RoomNames names;

    CalmRoutes(Services services) {
        this.ledger = services.openness().ledger();
        this.holding = services.holding();
        this.names = services.names();
    }

    void mount(Operations api) {
        api.on("slowRoom", call -> {
            var by = call.actor();
            return answer(call, room -> ledger.slow(by, room.id().value(), slow(call.body())));
        });
        api.on("endSlowMode", call -> {
            var by = call.actor();
            return answer(call, room -> ledger.endSlow(by, room.id().value()));
        });
        api.on("holdRoom", call -> {
            var by = call.actor();
            return answer(call, room -> ledger.hold(by, room.id().value(), hold(call.body())));
        });
        api.on("endHold", call -> {
            var by = call.actor();
            return answer(call, room -> ledger.endHold(by, room.id().value()));
        });
        mountHeld(api);
    }

    private void mountHeld(Operations api) {
        api.on("listMyHeld", call -> holding.own(call.actor()).map(own -> Answer.ok(CalmJson.held(own))));
        api.on(
                "takeBackHeld",
                call -> holding.takeBack(call.actor(), PostId.parse(call.path("post")))
                        .map(done -> Answer.empty()));
    }

    private Future<Answer> answer(Call call, Function<RoomKey, Future<Calm>> act) {
        return names.keyOf(call.path("room")).compose(act).map(calm -> Answer.ok(CalmJson.json(calm)));
    }

    private static Calm.Slow slow(JsonObject body) {
        return new Calm.Slow(body.getInteger("seconds"), body.getInteger("minutes"), body.getString("why"));
    }

    private static Calm.Hold hold(JsonObject body) {
        return new Calm.Hold(body.getInteger("minutes"), body.getString("why"));
    }
}
