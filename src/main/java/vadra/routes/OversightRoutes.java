package vadra.routes;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.StaffOperations;
import vadra.oversight.PgStaffActs;

/** The part of the HTTP API by which the staff reads what the staff did. */
final class OversightRoutes {
    void mount(Operations api) {
        var acts = api.acts();
        new StaffOperations(api)
                .on("listStaffActs", call -> acts.list(filter(call)).map(OversightRoutes::page));
    }

    private static PgStaffActs.Filter filter(Call call) {
        return new PgStaffActs.Filter(call.queryNumber("before"), call.query("what"), call.query("who"));
    }

    private static Answer page(JsonArray acts) {
        return Answer.ok(new JsonObject().put("acts", acts));
    }
}
