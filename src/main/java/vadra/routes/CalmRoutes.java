package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.channels.RoomNames;
import vadra.discussion.RoomKey;
import vadra.openness.Calm;
import vadra.openness.Ledger;
import vadra.wire.CalmJson;

/** The part of the HTTP API by which a room is slowed for everybody alike. */
final class CalmRoutes {
    private final Ledger ledger;
    private final RoomNames names;

    CalmRoutes(Services services) {
        this.ledger = services.openness().ledger();
        this.names = services.names();
    }

    void mount(Operations api) {
        api.on("slowRoom", call -> {
            var by = call.actor();
            return answer(call, room -> ledger.slow(by, room.id().value(), asked(call.body())));
        });
        api.on("endSlowMode", call -> {
            var by = call.actor();
            return answer(call, room -> ledger.lift(by, room.id().value()));
        });
    }

    private Future<Answer> answer(Call call, Function<RoomKey, Future<Calm>> act) {
        return names.keyOf(call.path("room")).compose(act).map(calm -> Answer.ok(CalmJson.json(calm)));
    }

    private static Calm.Asked asked(JsonObject body) {
        return new Calm.Asked(body.getInteger("seconds"), body.getInteger("minutes"), body.getString("why"));
    }
}
