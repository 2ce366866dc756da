package vadra.entryroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Entrances;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.community.CommunityService;
import vadra.community.Newcomer;
import vadra.community.Session;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.door.Cookies;
import vadra.door.RateLimits;
import vadra.keys.SignIn;
import vadra.oidc.Arrival;
import vadra.oidc.OutsideSignIn;
import vadra.peopleroutes.Welcome;

/** The part of the HTTP API that signs people in by an issuer of identities. */
final class OutsideRoutes {
    private final Entrances entrances;
    private final CommunityService community;
    private final RateLimits limits;
    private final SignIn signIn;
    private final Welcome welcome;

    /**
     * Makes the routes.
     *
     * @param https whether browsers come over HTTPS
     */
    OutsideRoutes(Services services, boolean https) {
        this.entrances = services.entrances();
        this.community = services.community();
        this.limits = services.limits();
        this.signIn = services.people().keys().signIn();
        this.welcome = new Welcome(services, https);
    }

    /** Answers the operations. */
    void mount(Operations api) {
        api.on("beginOutsideSignIn", this::begin);
        api.on("finishOutsideSignIn", this::finish);
        api.on("getOutsideNewcomer", this::newcomer);
        api.on("joinFromOutside", this::join);
        api.on(
                "getOutsideLink",
                call -> Future.succeededFuture(call.actor().id())
                        .compose(member -> outside().isLinked(member))
                        .map(linked -> Answer.ok(new JsonObject()
                                .put("linked", linked)
                                .put("name", outside().name()))));
        api.on(
                "dropOutsideLink",
                call -> Future.succeededFuture(call.actor().id())
                        .compose(member -> outside().unlink(member))
                        .map(done -> Answer.empty()));
    }

    private OutsideSignIn outside() {
        return entrances.outside().orElseThrow(() -> Problem.notFound("way in", "outside"));
    }

    /** Asked for by a page of ours, with all that this proves: no foreign page sends anybody on their way. */
    private Future<Answer> begin(Call call) {
        limits.signIn(call.address(), "outside " + call.address());
        return linking(call)
                .compose(member -> outside().begin(call.body().getString("returnTo", "/"), member))
                .map(begun -> {
                    welcome.hand(call, Cookies.WAY, begun.secret());
                    return Answer.ok(
                            new JsonObject().put("location", begun.location().toString()));
                });
    }

    /** Who links an account to theirs gives themselves one more way in, and shows once more who they are. */
    private Future<Optional<MemberId>> linking(Call call) {
        var body = call.body();
        if (!body.getBoolean("link", false)) {
            return Future.succeededFuture(Optional.empty());
        }
        var member = call.actor().id();
        return signIn.confirm(
                        call.session().orElseThrow(Problem::signInNeeded),
                        body.getString("password"),
                        body.getString("code"))
                .map(done -> Optional.of(member));
    }

    private Future<Answer> finish(Call call) {
        limits.signIn(call.address(), "outside " + call.address());
        var back = new OutsideSignIn.Back(
                welcome.cookie(call, Cookies.WAY).orElse(""),
                call.query("state").orElse(""),
                call.query("iss").orElse(null),
                call.query("code").orElse(null));
        return outside().finish(back, call.maybeActor().map(Actor::id)).compose(arrival -> home(call, arrival));
    }

    private Future<Answer> home(Call call, Arrival arrival) {
        if (arrival instanceof Arrival.Known known) {
            return signIn.vouched(known.member(), welcome.from(call)).compose(opened -> known(call, known, opened));
        }
        if (arrival instanceof Arrival.New newcomer) {
            // A secret of its own: whoever put the earlier one there, knows nothing of this.
            welcome.hand(call, Cookies.WAY, newcomer.secret());
            return Future.succeededFuture(to("/join/outside"));
        }
        return Future.succeededFuture(to(arrival.returnTo()));
    }

    /** The issuer stands for the password; a second factor of the member's own is asked for as it is after that. */
    private Future<Answer> known(Call call, Arrival.Known known, SignIn.Opened opened) {
        if (opened instanceof SignIn.Opened.Half half) {
            welcome.hand(call, Cookies.STEP, half.secret());
            return Future.succeededFuture(to("/join#code=" + (half.held().app() ? "app" : "recovery")));
        }
        return welcome.browser(call, ((SignIn.Opened.In) opened).member())
                .map(in -> to(known.returnTo())
                        .with("Set-Cookie", Objects.requireNonNull(in.headers().get("Set-Cookie"))));
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
                .compose(entrance -> community.join(newcomer, entrance, Session.Kind.BROWSER, Welcome.label(call)))
                .compose(signed -> {
                    welcome.takeBack(call, Cookies.WAY);
                    return welcome.browser(call, signed, 201);
                });
    }

    private String secret(Call call) {
        return welcome.cookie(call, Cookies.WAY).orElse("");
    }
}
