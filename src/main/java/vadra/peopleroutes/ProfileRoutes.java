package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.core.Actor;
import vadra.peoplewire.ProfileJson;
import vadra.profiles.Profiles;

/** The part of the HTTP API by which members say who they are, and to whom. */
public final class ProfileRoutes {
    private final Profiles profiles;

    public ProfileRoutes(Services services) {
        this.profiles = services.people().profiles();
    }

    public void mount(Operations api) {
        api.on(
                "getMyProfile",
                call -> profiles.own(call.actor())
                        .map(own -> Answer.ok(ProfileJson.own(own, call.actor().handle()))));
        api.on(
                "changeMyProfile",
                call -> profiles.change(call.actor(), ProfileJson.change(call.body()))
                        .map(own -> Answer.ok(ProfileJson.own(own, call.actor().handle()))));
        api.on(
                "setMyPicture",
                call -> profiles.setPicture(call.actor(), call.raw())
                        .map(own -> Answer.ok(ProfileJson.own(own, call.actor().handle()))));
        api.on("removeMyPicture", call -> profiles.removePicture(call.actor()).map(done -> Answer.empty()));
        api.on("getPicture", this::picture);
        api.on("listPictures", this::pictures);
    }

    /** May be kept by whose reader it is for, and asked for anew each time whether that still holds. */
    private Future<Answer> picture(Call call) {
        var reader = call.maybeActor().map(Actor::id).orElse(null);
        var has = call.header("If-None-Match").orElse("").replace("\"", "");
        return profiles.picture(call.path("handle"), reader, has).compose(shown -> {
            var headers = new HashMap<>(Map.of(
                    "ETag", "\"" + shown.id() + "\"",
                    "Cache-Control", (shown.isPublic() ? "public" : "private") + ", no-cache",
                    "Vary", "Cookie, Authorization",
                    "Content-Security-Policy", "default-src 'none'; sandbox",
                    "Content-Encoding", "identity"));
            if (shown.id().equals(has)) {
                return call.send(304, headers, Buffer.buffer());
            }
            headers.put("Content-Type", shown.type());
            return call.send(200, headers, shown.bytes());
        });
    }

    private Future<Answer> pictures(Call call) {
        var handles =
                Arrays.stream(call.query("handles").orElseThrow().split(",")).collect(Collectors.toSet());
        return profiles.pictures(handles, call.maybeActor().map(Actor::id).orElse(null))
                .map(found -> Answer.ok(new JsonObject()
                        .put(
                                "pictures",
                                new JsonArray(found.entrySet().stream()
                                        .map(one -> new JsonObject()
                                                .put("handle", one.getKey())
                                                .put("url", ProfileJson.pictureUrl(one.getKey(), one.getValue())))
                                        .toList()))));
    }
}
