package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vadra.alerts.Alert;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Desk;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.StaffOperations;
import vadra.channels.Pulse;
import vadra.channels.RoomNames;
import vadra.core.Actor;
import vadra.core.RoomId;
import vadra.core.Times;
import vadra.discussion.RoomKey;
import vadra.rumour.Claim;
import vadra.rumour.ClaimDesk;
import vadra.rumour.ClaimService;
import vadra.rumour.RumourService.Watched;
import vadra.velocity.Level;
import vadra.velocity.Stance;
import vadra.wire.DiscussionJson;
import vadra.wire.ReadingJson;
import vadra.wire.RumourJson;

/** The part of the HTTP API that is about claims, for the staff's desk. */
final class DeskRoutes {
    private static final int CLAIMS = 200;

    private final ClaimDesk claims;
    private final ClaimService acts;
    private final Desk desk;
    private final Pulse pulse;
    private final RoomNames names;
    private final RumourJson json;

    DeskRoutes(Services services) {
        this.desk = services.desk();
        this.claims = desk.claims();
        this.acts = desk.acts();
        this.pulse = services.pulse();
        this.names = services.names();
        this.json = new RumourJson(names::label);
    }

    void mount(Operations api) {
        var staff = new StaffOperations(api);
        staff.on("getMonitor", call -> claims.state().map(RumourJson::state).map(Answer::ok));
        staff.on("listClaims", call -> list(call).map(all -> array("claims", all, this::claim)));
        staff.on("getClaim", call -> one(claims.claim(slug(call))));
        staff.on("nameClaim", this::name);
        staff.on("changeClaim", this::change);
        staff.on("confirmClaim", this::confirm);
        staff.on("retireClaim", this::retire);
        staff.on("dismissClaim", this::dismiss);
        staff.on("mergeClaim", this::merge);
        staff.on("splitClaim", this::split);
        staff.on("muteClaim", this::mute);
        staff.on("unmuteClaim", call -> one(acts.unmute(call.staff(), slug(call))));
        staff.on("listClaimActs", call -> acts.acts(slug(call)).map(all -> array("acts", all, RumourJson::act)));
        staff.on("listMinutes", this::timeline);
        staff.on("listClaimPosts", this::posts);
        staff.on(
                "getSpread", call -> claims.spread(slug(call)).map(json::spread).map(Answer::ok));
        staff.on("explainClaim", this::explain);
        staff.on("listLevelChanges", this::changes);
        staff.on("unmaskCarrier", this::unmask);
        api.on("listMyUnmaskings", this::unmaskings);
    }

    private static <T> Answer array(String name, List<T> things, Function<T, JsonObject> form) {
        return Answer.ok(new JsonObject().put(name, DiscussionJson.array(things, form)));
    }

    private Future<Answer> name(Call call) {
        return given(call).compose(given -> acts.name(call.staff(), given)).map(this::made);
    }

    private Answer made(Watched watched) {
        return Answer.created(claim(watched));
    }

    private Future<Answer> change(Call call) {
        return given(call).compose(given -> one(acts.change(call.staff(), slug(call), given, reason(call))));
    }

    private Future<Answer> confirm(Call call) {
        var title = Optional.ofNullable(call.body().getString("title"));
        return one(acts.confirm(call.staff(), slug(call), title, reason(call)));
    }

    private Future<Answer> retire(Call call) {
        return acts.retire(call.staff(), slug(call))
                .compose(gone -> ended(call.staff(), gone, Alert.Verdict.UNCLEAR, "The claim is watched no more."))
                .map(done -> Answer.empty());
    }

    private Future<Answer> dismiss(Call call) {
        return acts.dismiss(call.staff(), slug(call), reason(call))
                .compose(gone -> ended(call.staff(), gone, Alert.Verdict.FALSE, reason(call)))
                .compose(done -> one(claims.claim(slug(call))));
    }

    private Future<Answer> split(Call call) {
        var title = call.body().getString("title");
        return acts.split(call.staff(), slug(call), title, texts(call, "phrases"), reason(call))
                .map(this::made);
    }

    private Future<Answer> mute(Call call) {
        var until = Times.read("until", call.body().getString("until"));
        return one(acts.mute(call.staff(), slug(call), until, reason(call)));
    }

    private Future<Answer> timeline(Call call) {
        return claims.timeline(slug(call), time(call, "from"), time(call, "until"))
                .map(RumourJson::timeline)
                .map(Answer::ok);
    }

    private Future<Answer> posts(Call call) {
        return claims.mentions(slug(call), time(call, "minute"), stance(call))
                .map(all -> array("posts", all, json::mention));
    }

    private Future<Answer> explain(Call call) {
        return claims.evidence(slug(call)).map(evidence -> Answer.ok(ReadingJson.evidence(evidence, names::label)));
    }

    private Future<Answer> changes(Call call) {
        return claims.changes(slug(call)).map(all -> array("changes", all, RumourJson::change));
    }

    private Future<Answer> unmask(Call call) {
        var carrier = call.path("carrier");
        return claims.unmask(call.staff(), slug(call), Integer.parseInt(carrier), reason(call))
                .map(unmasking -> Answer.ok(
                        new JsonObject().put("carrier", carrier).put("member", RumourJson.person(unmasking.member()))));
    }

    private Future<Answer> unmaskings(Call call) {
        return claims.unmaskings(call.actor().id()).map(all -> array("unmaskings", all, RumourJson::unmasking));
    }

    private Future<Answer> merge(Call call) {
        var into = call.body().getString("into");
        return acts.merge(call.staff(), slug(call), into, reason(call))
                .compose(merged -> desk.sightings()
                        .move(merged.from(), merged.to())
                        .compose(done -> desk.alerts()
                                .closeOf(
                                        call.staff(),
                                        merged.from(),
                                        Alert.Verdict.UNCLEAR,
                                        "The claim became part of another."))
                        .map(done -> Answer.ok(claim(merged.watched()))));
    }

    private Future<Void> ended(Actor actor, Claim claim, Alert.Verdict verdict, String reason) {
        return desk.alerts().closeOf(actor, claim.id(), verdict, reason);
    }

    private Future<List<Watched>> list(Call call) {
        int limit = call.queryNumber("limit").map(Math::toIntExact).orElse(CLAIMS);
        var state = call.query("state").orElse("live");
        return switch (state) {
            case "live" -> claims.live(true, Set.of(Claim.State.WATCHED, Claim.State.PROPOSED), limit);
            case "watched", "proposed" ->
                claims.live(false, Set.of(RumourJson.constant(Claim.State.class, state)), limit);
            default -> claims.ended(RumourJson.constant(Claim.State.class, state), limit);
        };
    }

    private Future<Answer> one(Future<Watched> watched) {
        return watched.map(one -> Answer.ok(claim(one)));
    }

    private JsonObject claim(Watched watched) {
        return json.watched(watched, pulse.beside());
    }

    private static String slug(Call call) {
        return call.path("claim");
    }

    private static String reason(Call call) {
        return call.body().getString("reason", "");
    }

    private static Optional<Stance> stance(Call call) {
        return call.query("stance").map(code -> RumourJson.constant(Stance.class, code));
    }

    private Future<ClaimService.Given> given(Call call) {
        var body = call.body();
        var rooms = body.getJsonArray("rooms") == null ? List.<String>of() : texts(call, "rooms");
        return Future.all(rooms.stream().map(names::keyOf).toList())
                .map(found -> new ClaimService.Given(
                        Optional.ofNullable(body.getString("title")),
                        list(call, "phrases"),
                        list(call, "patterns"),
                        Optional.ofNullable(body.getString("match"))
                                .map(code -> RumourJson.constant(Claim.Match.class, code)),
                        Optional.ofNullable(body.getString("language"))
                                .map(code -> RumourJson.constant(Claim.Stems.class, code)),
                        Optional.ofNullable(body.getJsonArray("rooms")).map(some -> ids(found.list())),
                        Optional.ofNullable(body.getString("alertFrom"))
                                .map(code -> RumourJson.constant(Level.class, code))));
    }

    private static Set<RoomId> ids(List<RoomKey> rooms) {
        return rooms.stream().map(RoomKey::id).collect(Collectors.toSet());
    }

    private static Optional<List<String>> list(Call call, String field) {
        return Optional.ofNullable(call.body().getJsonArray(field)).map(some -> texts(call, field));
    }

    private static List<String> texts(Call call, String field) {
        return call.body().getJsonArray(field, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }

    private static Optional<Instant> time(Call call, String field) {
        return call.query(field).map(text -> Times.read(field, text));
    }
}
