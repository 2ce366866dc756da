package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.moving.Moving;

/** The part of the HTTP API by which an author leaves with the own blog, and brings it along from elsewhere. */
final class MovingRoutes {
    private final Moving moving;

    MovingRoutes(Services services) {
        this.moving = services.moving();
    }

    void mount(Operations api) {
        api.on("exportBlog", this::export);
        api.on(
                "importBlog",
                call -> moving.in(call.actor(), Buffer.buffer(call.raw()))
                        .map(brought -> Answer.created(new JsonObject()
                                .put("articles", new JsonArray(brought.articles()))
                                .put("pictures", brought.pictures())
                                .put("comments", brought.comments()))));
    }

    private Future<Answer> export(Call call) {
        var actor = call.actor();
        return moving.out(actor, call.base()).compose(packing -> {
            var download = call.download("application/zip", actor.handle() + "-vadra.zip");
            return packing.to(download::write).compose(done -> download.end()).map(done -> Answer.sent());
        });
    }
}
