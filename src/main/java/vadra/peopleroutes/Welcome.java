package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Services;
import vadra.community.CommunityService;
import vadra.community.Member;
import vadra.community.Session;
import vadra.community.SignedIn;
import vadra.door.Authentication;
import vadra.door.Cookies;
import vadra.door.Csrf;
import vadra.door.RateLimits;
import vadra.keys.Keys;
import vadra.keys.Slowing;
import vadra.peoplewire.KeyJson;

/** How somebody is let in who has proved who they are: always with a new session, in place of the browser's earlier one. */
public final class Welcome {
    private final CommunityService community;
    private final Keys keys;
    private final Csrf csrf;
    private final boolean https;

    /**
     * Makes it.
     *
     * @param https whether browsers come over HTTPS
     */
    public Welcome(Services services, boolean https) {
        this.community = services.community();
        this.keys = services.people().keys();
        this.csrf = services.csrf();
        this.https = https;
    }

    /** What a session made by this call is called in the person's list. */
    public static String label(Call call) {
        return call.header("User-Agent").orElse("");
    }

    /** Whence a call comes, as guessing is counted. */
    public Slowing.From from(Call call) {
        return new Slowing.From(RateLimits.network(call.address()), cookie(call, Cookies.DEVICE));
    }

    /** What the browser keeps under a name. */
    public Optional<String> cookie(Call call, Cookies which) {
        return call.cookie(which.name(https));
    }

    /** Gives the browser something to keep. */
    public void hand(Call call, Cookies which, String secret) {
        call.setCookie(which.with(secret, https));
    }

    /** Lets the browser forget it. */
    public void takeBack(Call call, Cookies which) {
        call.setCookie(which.cleared(https));
    }

    /** Signs a browser in. */
    public Future<Answer> browser(Call call, Member member) {
        return community.begin(member, Session.Kind.BROWSER, label(call)).compose(signed -> browser(call, signed, 200));
    }

    /** Hands a browser the session that was made for it. */
    public Future<Answer> browser(Call call, SignedIn signed, int status) {
        return endEarlier(call)
                .compose(ended -> keys.signIn().remember(signed.member(), from(call)))
                .map(device -> {
                    hand(call, Cookies.DEVICE, device);
                    var body = new JsonObject()
                            .put("member", KeyJson.member(signed.member()))
                            .put("csrf", csrf.token(signed.session()));
                    return new Answer(status, body, Map.of())
                            .with("Set-Cookie", Authentication.cookie(signed.secret(), https));
                });
    }

    /**
     * Gives who asks a new session in place of the one that asks, since what it may do has changed. A program keeps its
     * token.
     *
     * @param more what is told beside
     */
    Future<Answer> anew(Call call, JsonObject more) {
        var session = call.session().orElseThrow();
        if (session.kind() == Session.Kind.TOKEN) {
            return Future.succeededFuture(Answer.ok(more));
        }
        return community
                .credentials()
                .member(session.actor().id())
                .compose(member -> browser(call, member))
                .map(answer -> new Answer(
                        answer.status(),
                        Optional.ofNullable(answer.body()).orElseThrow().mergeIn(more),
                        answer.headers()));
    }

    /** Ends the session whose cookie the browser is about to replace, which nobody could end by signing out. */
    private Future<Void> endEarlier(Call call) {
        return call.session()
                .filter(session -> session.kind() == Session.Kind.BROWSER)
                .map(community::signOut)
                .orElseGet(Future::succeededFuture);
    }

    /** Hands a program its token. */
    public static Answer token(SignedIn signed) {
        return Answer.created(
                new JsonObject().put("member", KeyJson.member(signed.member())).put("token", signed.secret()));
    }
}
