package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.community.CommunityService;
import vadra.community.Session;
import vadra.core.Problem;
import vadra.door.Authentication;
import vadra.door.Cookies;
import vadra.door.RateLimits;
import vadra.keys.Passkeys;
import vadra.keys.SignIn;
import vadra.keys.Site;
import vadra.peoplewire.KeyJson;
import vadra.wire.DiscussionJson;

/** Signing in and out: by password and code, by passkey, as a program; and the list of where one is signed in. */
public final class SignInRoutes {
    private final CommunityService community;
    private final SignIn signIn;
    private final Passkeys passkeys;
    private final RateLimits limits;
    private final Welcome welcome;
    private final Sites sites;
    private final boolean https;

    /**
     * Makes them.
     *
     * @param https whether browsers come over HTTPS
     */
    public SignInRoutes(Services services, Sites sites, boolean https) {
        this.community = services.community();
        this.signIn = services.people().keys().signIn();
        this.passkeys = services.people().keys().passkeys();
        this.limits = services.limits();
        this.welcome = new Welcome(services, https);
        this.sites = sites;
        this.https = https;
    }

    public void mount(Operations api) {
        api.on("signIn", this::password);
        api.on("signInWithCode", this::code);
        api.on("askPasskey", this::ask);
        api.on("signInWithPasskey", this::passkey);
        api.on("createToken", this::token);
        api.on(
                "signOut",
                call -> Future.succeededFuture(call.session().orElseThrow(Problem::signInNeeded))
                        .compose(community::signOut)
                        .map(done -> Answer.empty().with("Set-Cookie", Authentication.cleared(https))));
        api.on("listSessions", this::sessions);
        api.on(
                "revokeSession",
                call -> community
                        .revoke(call.actor(), UUID.fromString(call.path("session")))
                        .map(done -> Answer.empty()));
        api.on("revokeOtherSessions", call -> {
            var session = call.session().orElseThrow(Problem::signInNeeded);
            return community.signOutElsewhere(session).map(done -> Answer.empty());
        });
    }

    private Future<Answer> password(Call call) {
        var handle = call.body().getString("handle");
        limits.signIn(call.address(), handle);
        return signIn.password(handle, call.body().getString("password"), welcome.from(call))
                .compose(opened -> {
                    if (opened instanceof SignIn.Opened.Half half) {
                        welcome.hand(call, Cookies.STEP, half.secret());
                        return Future.succeededFuture(new Answer(202, KeyJson.half(half.held()), Map.of()));
                    }
                    return welcome.browser(call, ((SignIn.Opened.In) opened).member());
                });
    }

    private Future<Answer> code(Call call) {
        limits.signIn(call.address());
        var step = welcome.cookie(call, Cookies.STEP).orElse("");
        return signIn.code(step, call.body().getString("code"), welcome.from(call))
                .compose(member -> {
                    welcome.takeBack(call, Cookies.STEP);
                    return welcome.browser(call, member);
                });
    }

    private Future<Answer> ask(Call call) {
        limits.signIn(call.address());
        return passkeys.ask().map(asked -> {
            welcome.hand(call, Cookies.CHALLENGE, asked.secret());
            return Answer.ok(KeyJson.request(asked, sites.of(call)));
        });
    }

    private Future<Answer> passkey(Call call) {
        limits.signIn(call.address());
        return signIn.passkey(answered(call, welcome, sites.of(call))).compose(member -> {
            welcome.takeBack(call, Cookies.CHALLENGE);
            return welcome.browser(call, member);
        });
    }

    /** What a passkey answered to the challenge of this browser. */
    static Passkeys.Answered answered(Call call, Welcome welcome, Site site) {
        return new Passkeys.Answered(
                welcome.cookie(call, Cookies.CHALLENGE).orElse(""),
                call.body().getJsonObject("credential", new JsonObject()).encode(),
                site);
    }

    private Future<Answer> token(Call call) {
        var body = call.body();
        var handle = body.getString("handle");
        limits.signIn(call.address(), handle);
        return signIn.program(handle, body.getString("password"), body.getString("code"), welcome.from(call))
                .compose(member ->
                        community.begin(member, Session.Kind.TOKEN, body.getString("label", Welcome.label(call))))
                .map(Welcome::token);
    }

    private Future<Answer> sessions(Call call) {
        var actor = call.actor();
        var own = call.session().map(Session::id);
        return community
                .sessions(actor)
                .map(all -> Answer.ok(new JsonObject()
                        .put(
                                "sessions",
                                DiscussionJson.array(
                                        all,
                                        place -> KeyJson.place(
                                                place,
                                                own.filter(place.session().id()::equals)
                                                        .isPresent())))));
    }
}
