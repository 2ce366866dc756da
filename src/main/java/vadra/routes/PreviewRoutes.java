package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.door.RateLimits;
import vadra.previews.Previews;
import vadra.wire.PartJson;

/** The part of the HTTP API that says what a link leads to. */
final class PreviewRoutes {
    private final Previews previews;
    private final RateLimits limits;

    PreviewRoutes(Services services) {
        this.previews = services.parts().previews();
        this.limits = services.limits();
    }

    void mount(Operations api) {
        api.on("previewLink", this::preview);
    }

    private Future<Answer> preview(Call call) {
        limits.preview(call.actor().id().toString());
        return previews.of(call.body().getString("url"))
                .map(found -> new JsonObject()
                        .put("preview", found.map(PartJson::preview).orElse(null)))
                .map(Answer::ok);
    }
}
