package vadra.entryroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Entrances;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.community.CommunityService;
import vadra.community.Member;
import vadra.community.Newcomer;
import vadra.community.Session;
import vadra.community.SignedIn;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.Role;
import vadra.door.RateLimits;
import vadra.keys.SignIn;
import vadra.oidc.Embedding;
import vadra.peopleroutes.Welcome;
import vadra.peoplewire.KeyJson;

/**
 * The part of the HTTP API by which a room in a frame learns from the site round it who sits before it. It sets no cookie and
 * reads none: what it hands out lives in the page.
 */
final class EmbedRoutes {
    private final Entrances entrances;
    private final Embedding embedding;
    private final CommunityService community;
    private final RateLimits limits;
    private final SignIn signIn;
    private final Welcome welcome;

    /**
     * Makes the routes.
     *
     * @param https whether browsers come over HTTPS
     */
    EmbedRoutes(Services services, boolean https) {
        this.entrances = services.entrances();
        this.embedding = entrances.embedding();
        this.community = services.community();
        this.limits = services.limits();
        this.signIn = services.people().keys().signIn();
        this.welcome = new Welcome(services, https);
    }

    /** Answers the operations. */
    void mount(Operations api) {
        api.on("enterFromHost", this::enter);
        api.on("joinFromHost", this::join);
    }

    private Future<Answer> enter(Call call) {
        limits.signIn(call.address());
        return embedding.enter(call.body().getString("token")).compose(customer -> {
            if (customer instanceof Embedding.Customer.New newcomer) {
                return Future.succeededFuture(Answer.ok(new JsonObject()
                        .put(
                                "newcomer",
                                new JsonObject()
                                        .put("secret", newcomer.secret())
                                        .put("name", newcomer.name()))));
            }
            return known(call, ((Embedding.Customer.Known) customer).member());
        });
    }

    /** Whoever has proved more to the house than the site can vouch for signs in there. */
    private Future<Answer> known(Call call, MemberId whose) {
        return signIn.vouched(whose, welcome.from(call))
                .map(opened -> {
                    if (opened instanceof SignIn.Opened.In in && in.member().role() != Role.STAFF) {
                        return in.member();
                    }
                    throw Problem.forbidden("Sign in at the house itself to take part.");
                })
                .compose(member -> begin(call, member));
    }

    private Future<Answer> begin(Call call, Member member) {
        return community
                .begin(member, Session.Kind.EMBEDDED, Welcome.label(call))
                .map(EmbedRoutes::answer);
    }

    private Future<Answer> join(Call call) {
        limits.join(call.address());
        var body = call.body();
        var secret = body.getString("secret");
        var newcomer =
                new Newcomer(body.getString("name"), body.getString("handle"), "", body.getInteger("acceptedRules"));
        return embedding
                .mayJoin(secret)
                .compose(may -> entrances.vouched(null, secret))
                .compose(entrance -> community.join(newcomer, entrance, Session.Kind.EMBEDDED, Welcome.label(call)))
                .map(EmbedRoutes::answer);
    }

    private static Answer answer(SignedIn signed) {
        return Answer.created(new JsonObject()
                .put("member", KeyJson.member(signed.member()))
                .put("token", signed.secret())
                .put("until", signed.session().expiresAt().toString()));
    }
}
