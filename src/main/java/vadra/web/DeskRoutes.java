package vadra.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import vadra.core.Problem;
import vadra.rumour.Claim;
import vadra.rumour.RumourService;

/** The part of the HTTP API that is the staff's desk. */
final class DeskRoutes {
    private final RumourService service;
    private final RoomNames names;

    DeskRoutes(RumourService service, RoomNames names) {
        this.service = service;
        this.names = names;
    }

    void mount(Operations api) {
        api.on(
                "listClaims",
                call -> staff(call)
                        .compose(staff -> service.watched())
                        .map(all -> Answer.ok(new JsonObject()
                                .put(
                                        "claims",
                                        DiscussionJson.array(all, one -> RumourJson.watched(one, names::label))))));
        api.on(
                "nameClaim",
                call -> service.name(call.staff(), claim(call.body()))
                        .map(one -> Answer.created(RumourJson.watched(one, names::label))));
        api.on(
                "getClaim",
                call -> staff(call)
                        .compose(staff -> service.claim(call.path("claim")))
                        .map(one -> Answer.ok(RumourJson.watched(one, names::label))));
        api.on(
                "retireClaim",
                call -> staff(call)
                        .compose(staff -> service.retire(call.path("claim")))
                        .map(done -> Answer.empty()));
        mountNumbers(api);
    }

    private void mountNumbers(Operations api) {
        api.on(
                "listMinutes",
                call -> staff(call)
                        .compose(staff -> service.minutes(call.path("claim")))
                        .map(all -> Answer.ok(
                                new JsonObject().put("minutes", DiscussionJson.array(all, RumourJson::minute)))));
        api.on(
                "listClaimPosts",
                call -> staff(call)
                        .compose(staff -> service.sightings(
                                call.path("claim"), call.query("minute").map(DeskRoutes::time)))
                        .map(all -> Answer.ok(new JsonObject()
                                .put(
                                        "posts",
                                        DiscussionJson.array(all, one -> RumourJson.sighting(one, names::label))))));
    }

    private static Future<?> staff(Call call) {
        return Future.succeededFuture(call.staff());
    }

    private static RumourService.NewClaim claim(JsonObject body) {
        return new RumourService.NewClaim(
                body.getString("title"),
                body.getJsonArray("phrases").stream().map(String.class::cast).toList(),
                Claim.Match.valueOf(body.getString("match", "any").toUpperCase(Locale.ROOT)),
                Claim.Stems.valueOf(body.getString("language", "any").toUpperCase(Locale.ROOT)));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notATime) {
            throw Problem.invalid("minute", "a time such as 2026-11-02T08:00:00Z");
        }
    }
}
