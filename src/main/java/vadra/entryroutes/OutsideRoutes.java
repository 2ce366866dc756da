package vadra.entryroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Entrances;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.Signing;
import vadra.community.CommunityService;
import vadra.community.Newcomer;
import vadra.community.Session;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.door.RateLimits;
import vadra.door.WayCookie;
import vadra.oidc.Arrival;
import vadra.oidc.OutsideSignIn;

/** The part of the HTTP API that signs people in by an issuer of identities. */
final class OutsideRoutes {
    private final Entrances entrances;
    private final CommunityService community;
    private final RateLimits limits;
    private final Signing signing;

    /**
     * Makes the routes.
     *
     * @param https whether browsers come over HTTPS
     */
    OutsideRoutes(Services services, boolean https) {
        this.entrances = services.entrances();
        this.community = services.community();
        this.limits = services.limits();
        this.signing = new Signing(services.community(), services.csrf(), https);
    }

    /** Answers the operations. */
    void mount(Operations api) {
        api.on("beginOutsideSignIn", this::begin);
        api.on("finishOutsideSignIn", this::finish);
        api.on("getOutsideNewcomer", this::newcomer);
        api.on("joinFromOutside", this::join);
        api.on(
                "getOutsideLink",
                call -> outside()
                        .isLinked(call.actor().id())
                        .map(linked -> Answer.ok(new JsonObject()
                                .put("linked", linked)
                                .put("name", outside().name()))));
        api.on("dropOutsideLink", call -> outside().unlink(call.actor().id()).map(done -> Answer.empty()));
    }

    private OutsideSignIn outside() {
        return entrances.outside().orElseThrow(() -> Problem.notFound("way in", "outside"));
    }

    /** Asked for by a page of ours, with all that this proves: no foreign page sends anybody on their way. */
    private Future<Answer> begin(Call call) {
        limits.signIn(call.address(), "outside " + call.address());
        var member =
                call.body().getBoolean("link", false) ? Optional.of(call.actor().id()) : Optional.<MemberId>empty();
        return outside()
                .begin(call.body().getString("returnTo", "/"), member)
                .map(begun -> Answer.ok(new JsonObject()
                                .put("location", begun.location().toString()))
                        .with("Set-Cookie", WayCookie.header(begun.secret(), signing.https())));
    }

    private Future<Answer> finish(Call call) {
        limits.signIn(call.address(), "outside " + call.address());
        var back = new OutsideSignIn.Back(
                call.cookie(WayCookie.name(signing.https())).orElse(""),
                call.query("state").orElse(""),
                call.query("iss").orElse(null),
                call.query("code").orElse(null));
        return outside().finish(back, call.maybeActor().map(Actor::id)).compose(arrival -> home(call, arrival));
    }

    private Future<Answer> home(Call call, Arrival arrival) {
        if (arrival instanceof Arrival.Known known) {
            return community
                    .signInAs(
                            known.member(),
                            Session.Kind.BROWSER,
                            call.header("User-Agent").orElse(""))
                    .compose(signed -> signing.endEarlier(call)
                            .map(ended -> to(arrival.returnTo()).with("Set-Cookie", signing.cookie(signed))));
        }
        if (arrival instanceof Arrival.New newcomer) {
            // A secret of its own: whoever put the earlier one there, knows nothing of this.
            return Future.succeededFuture(
                    to("/join/outside").with("Set-Cookie", WayCookie.header(newcomer.secret(), signing.https())));
        }
        return Future.succeededFuture(to(arrival.returnTo()));
    }

    private static Answer to(String path) {
        return new Answer(303, null, Map.of("Location", path));
    }

    private Future<Answer> newcomer(Call call) {
        return outside()
                .newcomer(secret(call))
                .map(name -> Answer.ok(
                        new JsonObject().put("name", name).put("by", outside().name())));
    }

    private Future<Answer> join(Call call) {
        limits.join(call.address());
        var body = call.body();
        var newcomer =
                new Newcomer(body.getString("name"), body.getString("handle"), "", body.getInteger("acceptedRules"));
        return outside()
                .newcomer(secret(call))
                .compose(known -> entrances.vouched(body.getString("invitation"), secret(call)))
                .compose(entrance -> community.join(
                        newcomer,
                        entrance,
                        Session.Kind.BROWSER,
                        call.header("User-Agent").orElse("")))
                .compose(signed -> signing.endEarlier(call).map(ended -> signing.browser(signed, 201)));
    }

    private String secret(Call call) {
        return call.cookie(WayCookie.name(signing.https())).orElse("");
    }
}
