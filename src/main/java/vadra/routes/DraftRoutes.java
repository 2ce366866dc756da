package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.blogs.Drafts;
import vadra.media.Media;
import vadra.wire.BlogJson;
import vadra.wire.DiscussionJson;

/** The part of the HTTP API by which an author writes, uploads pictures and publishes; nobody else has any part in it. */
final class DraftRoutes {
    private final Drafts drafts;
    private final Media media;

    DraftRoutes(Services services) {
        this.drafts = services.roof().drafts();
        this.media = services.roof().media();
    }

    void mount(Operations api) {
        api.on(
                "listDrafts",
                call -> drafts.of(call.actor())
                        .map(all ->
                                Answer.ok(new JsonObject().put("drafts", DiscussionJson.array(all, BlogJson::whole)))));
        api.on(
                "beginDraft",
                call -> drafts.begin(call.actor(), BlogJson.writing(call.body(), "sv"), publishAt(call.body()))
                        .map(draft -> Answer.created(BlogJson.draft(draft))));
        api.on("getDraft", call -> drafts.one(call.actor(), id(call)).map(draft -> Answer.ok(BlogJson.whole(draft))));
        api.on("keepDraft", this::keep);
        api.on("dropDraft", call -> drafts.drop(call.actor(), id(call)).map(done -> Answer.empty()));
        api.on(
                "previewDraft",
                call -> drafts.preview(call.actor(), id(call))
                        .map(html -> Answer.ok(new JsonObject().put("html", html))));
        api.on(
                "publishDraft",
                call -> drafts.publish(call.actor(), id(call), call.body().getInteger("version"))
                        .map(slug -> Answer.created(new JsonObject().put("article", slug))));
        mountMedia(api);
    }

    private void mountMedia(Operations api) {
        api.on(
                "uploadMedia",
                call -> media.keep(call.actor(), call.raw()).map(kept -> Answer.created(BlogJson.media(kept))));
        api.on(
                "listMyMedia",
                call -> media.of(call.actor())
                        .map(all ->
                                Answer.ok(new JsonObject().put("media", DiscussionJson.array(all, BlogJson::held)))));
        api.on("dropMedia", call -> media.drop(call.actor(), call.path("media")).map(done -> Answer.empty()));
    }

    private Future<Answer> keep(Call call) {
        var body = call.body();
        return drafts.keep(
                        call.actor(),
                        id(call),
                        body.getInteger("version"),
                        BlogJson.writing(body, "sv"),
                        publishAt(body))
                .map(draft -> Answer.ok(BlogJson.draft(draft)));
    }

    private static UUID id(Call call) {
        return UUID.fromString(call.path("draft"));
    }

    private static @Nullable Instant publishAt(JsonObject body) {
        return Optional.ofNullable(body.getString("publishAt"))
                .map(Instant::parse)
                .orElse(null);
    }
}
