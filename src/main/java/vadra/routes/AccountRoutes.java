package vadra.routes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Entrances;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.StaffOperations;
import vadra.community.CommunityService;
import vadra.community.Newcomer;
import vadra.community.RoleGiven;
import vadra.community.Session;
import vadra.core.Actor;
import vadra.core.Role;
import vadra.discussion.RoomReader;
import vadra.door.Csrf;
import vadra.door.RateLimits;
import vadra.openness.RuleBook;
import vadra.peopleroutes.Welcome;
import vadra.peoplewire.KeyJson;
import vadra.peoplewire.ProfileJson;
import vadra.profiles.Profiles;
import vadra.wire.DiscussionJson;

/** The part of the HTTP API that is about people: joining, who is here, profiles. */
final class AccountRoutes {
    private final CommunityService community;
    private final Entrances entrances;
    private final RuleBook rules;
    private final RoomReader reader;
    private final Profiles profiles;
    private final RateLimits limits;
    private final Csrf csrf;
    private final Welcome welcome;

    AccountRoutes(Services services, Csrf csrf, boolean https) {
        this.community = services.community();
        this.entrances = services.entrances();
        this.rules = services.openness().rules();
        this.reader = services.reader();
        this.profiles = services.people().profiles();
        this.limits = services.limits();
        this.csrf = csrf;
        this.welcome = new Welcome(services, https);
    }

    void mount(Operations api) {
        api.on("getSession", this::session);
        api.on("join", this::join);
        mountProfiles(api);
    }

    private void mountProfiles(Operations api) {
        api.on("getPerson", this::person);
        new StaffOperations(api).on("giveRole", this::giveRole);
        api.on("changeProfile", this::change);
    }

    private Future<Answer> person(Call call) {
        var who = call.maybeActor().map(Actor::id).orElse(null);
        return community.person(call.path("handle")).compose(member -> {
            var roles = community.roles(member.id());
            var posts = reader.byAuthor(member.id(), who);
            var profile = profiles.read(member.id(), who);
            return Future.all(roles, posts, profile)
                    .map(read -> Answer.ok(new JsonObject()
                            .put(
                                    "member",
                                    KeyJson.member(member)
                                            .put("about", profile.result().about()))
                            .put("profile", ProfileJson.profile(profile.result(), member.handle()))
                            .put("roles", DiscussionJson.array(roles.result(), AccountRoutes::role))
                            .put(
                                    "posts",
                                    DiscussionJson.array(
                                            posts.result(), post -> DiscussionJson.post(post, who != null)))));
        });
    }

    private Future<Answer> change(Call call) {
        var body = call.body();
        return community
                .changeProfile(call.actor(), body.getString("name"), body.getString("about"))
                .compose(member -> profiles.own(call.actor())
                        .map(own -> Answer.ok(
                                KeyJson.member(member).put("about", own.said().about()))));
    }

    private Future<Answer> giveRole(Call call) {
        var until = call.body().getString("until");
        return community
                .giveRole(
                        call.staff(),
                        call.path("handle"),
                        Role.of(call.body().getString("role")),
                        until == null ? null : Instant.parse(until))
                .map(done -> Answer.empty());
    }

    private static JsonObject role(RoleGiven given) {
        return new JsonObject()
                .put("role", given.role().code())
                .put("at", given.at().toString())
                .put("until", given.until() == null ? null : given.until().toString());
    }

    private Future<Answer> session(Call call) {
        var session = call.session();
        if (session.isEmpty()) {
            return Future.succeededFuture(Answer.ok(new JsonObject().putNull("member")));
        }
        return community
                .person(session.get().actor().handle())
                .compose(member -> rules.due(member.id()).map(due -> {
                    var json = new JsonObject()
                            .put(
                                    "member",
                                    KeyJson.member(
                                            member.as(session.get().actor().role())))
                            .put("csrf", csrf.token(session.get()));
                    due.ifPresent(edition -> json.put("rulesDue", RuleRoutes.brief(edition)));
                    return Answer.ok(json);
                }));
    }

    private Future<Answer> join(Call call) {
        // Who is brought by the company's own programs, as an old conversation is, comes from one address.
        if (call.maybeActor().filter(Actor::isStaff).isEmpty()) {
            limits.join(call.address());
        }
        var body = call.body();
        var newcomer = new Newcomer(
                body.getString("name"),
                body.getString("handle"),
                body.getString("password"),
                body.getInteger("acceptedRules"));
        boolean token = body.getString("session", "browser").equals("token");
        var kind = token ? Session.Kind.TOKEN : Session.Kind.BROWSER;
        return entrances
                .open(body.getString("invitation"), call.maybeActor())
                .compose(entrance -> community.join(newcomer, entrance, kind, Welcome.label(call)))
                .compose(signed ->
                        token ? Future.succeededFuture(Welcome.token(signed)) : welcome.browser(call, signed, 201));
    }
}
