package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.door.RateLimits;
import vadra.moving.Moving;
import vadra.moving.Own;

/** The part of the HTTP API by which members take along what is theirs, and bring it along from elsewhere: the blog, or all of it. */
final class MovingRoutes {
    private final Moving moving;
    private final Own own;
    private final RateLimits limits;

    MovingRoutes(Services services) {
        this.moving = services.moving();
        this.own = services.people().own();
        this.limits = services.limits();
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
        api.on("getMyData", call -> own.overview(call.actor().id()).map(Answer::ok));
        api.on("exportMyData", this::exportAll);
        api.on(
                "importMyData",
                call -> own.in(call.actor(), call.base(), Buffer.buffer(call.raw()))
                        .map(brought -> Answer.created(new JsonObject()
                                .put("articles", new JsonArray(brought.blog().articles()))
                                .put("pictures", brought.blog().pictures())
                                .put("comments", brought.blog().comments())
                                .put("kept", brought.kept()))));
        api.on(
                "forgetBrought",
                call -> own.forgetBrought(call.actor()).map(gone -> Answer.ok(new JsonObject().put("gone", gone))));
    }

    private Future<Answer> exportAll(Call call) {
        var actor = call.actor();
        limits.export(actor.id().toString());
        var language = call.query("language")
                .orElse(call.header("Accept-Language").orElse("sv").startsWith("en") ? "en" : "sv");
        return own.out(actor, call.base(), language).compose(trip -> {
            var download = call.download("application/zip", actor.handle() + "-vadra-all.zip");
            return trip.to(download::write).compose(done -> download.end()).map(done -> Answer.sent());
        });
    }

    private Future<Answer> export(Call call) {
        var actor = call.actor();
        return moving.out(actor, call.base()).compose(packing -> {
            var download = call.download("application/zip", actor.handle() + "-vadra.zip");
            return packing.to(download::write).compose(done -> download.end()).map(done -> Answer.sent());
        });
    }
}
