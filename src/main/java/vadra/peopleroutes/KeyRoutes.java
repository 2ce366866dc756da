package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.community.CommunityService;
import vadra.core.Problem;
import vadra.core.Role;
import vadra.door.Cookies;
import vadra.keys.Keys;
import vadra.peoplewire.KeyJson;

/**
 * What a member signs in with: password, app, passkeys, recovery codes. Who changes any of it shows once more who they are,
 * and goes on in a new session; where it makes the account stronger, all other sessions end.
 */
public final class KeyRoutes {
    private final CommunityService community;
    private final Keys keys;
    private final Welcome welcome;
    private final Sites sites;

    /**
     * Makes them.
     *
     * @param https whether browsers come over HTTPS
     */
    public KeyRoutes(Services services, Sites sites, boolean https) {
        this.community = services.community();
        this.keys = services.people().keys();
        this.welcome = new Welcome(services, https);
        this.sites = sites;
    }

    public void mount(Operations api) {
        api.on("getSecurity", this::security);
        api.on("changePassword", this::changePassword);
        api.on(
                "offerApp",
                call -> confirmed(
                        call, () -> keys.factors().offer(call.actor()).map(offer -> Answer.ok(KeyJson.offer(offer)))));
        api.on(
                "confirmApp",
                call -> strengthened(
                        call,
                        () -> keys.factors().confirm(call.actor(), call.body().getString("code"))));
        api.on(
                "removeApp",
                call -> confirmed(
                        call,
                        () -> keys.factors()
                                .removeApp(call.actor())
                                .compose(done -> welcome.anew(call, new JsonObject()))));
        api.on("renewRecoveryCodes", this::renew);
        mountPasskeys(api);
    }

    private void mountPasskeys(Operations api) {
        api.on("askNewPasskey", this::askNew);
        api.on(
                "addPasskey",
                call -> strengthened(
                        call,
                        () -> keys.passkeys()
                                .add(
                                        call.actor(),
                                        call.body().getString("label"),
                                        SignInRoutes.answered(call, welcome, sites.of(call)))));
        api.on(
                "removePasskey",
                call -> confirmed(
                        call,
                        () -> keys.passkeys()
                                .remove(call.actor(), call.id("passkey"))
                                .compose(done -> welcome.anew(call, new JsonObject()))));
    }

    private Future<Answer> security(Call call) {
        var member = call.actor().id();
        var held = keys.factors().of(member);
        var passkeys = keys.passkeys().of(member);
        var role = community.credentials().member(member).map(one -> one.role() == Role.STAFF);
        var password = community.credentials().hasPassword(member);
        return Future.all(held, passkeys, role, password)
                .map(read ->
                        Answer.ok(KeyJson.security(held.result(), passkeys.result(), keys.staffMust() && role.result())
                                .put("password", password.result())));
    }

    /** Does a thing for who shows once more who they are. */
    private Future<Answer> confirmed(Call call, Supplier<Future<Answer>> then) {
        var body = call.maybeBody();
        return keys.signIn()
                .confirm(
                        call.session().orElseThrow(Problem::signInNeeded),
                        body.getString("password"),
                        body.getString("code"))
                .compose(done -> then.get());
    }

    private Future<Answer> changePassword(Call call) {
        var session = call.session().orElseThrow(Problem::signInNeeded);
        return keys.signIn()
                .changePassword(
                        session, call.body().getString("password"), call.body().getString("newPassword"))
                .compose(done -> welcome.anew(call, new JsonObject()));
    }

    /**
     * Adds a second factor. With the first come recovery codes, and all that was signed in by the password alone is
     * signed out.
     */
    private Future<Answer> strengthened(Call call, Supplier<Future<Void>> added) {
        var actor = call.actor();
        var session = call.session().orElseThrow();
        return keys.factors()
                .of(actor.id())
                .compose(before -> added.get()
                        .compose(done -> before.any()
                                ? Future.succeededFuture(new JsonObject())
                                : community
                                        .signOutElsewhere(session)
                                        .compose(gone -> keys.factors().renewCodes(actor))
                                        .map(KeyRoutes::codes))
                        .compose(more -> {
                            welcome.takeBack(call, Cookies.CHALLENGE);
                            return welcome.anew(call, more);
                        }));
    }

    private static JsonObject codes(List<String> codes) {
        return new JsonObject().put("recoveryCodes", new JsonArray(codes));
    }

    private Future<Answer> renew(Call call) {
        return confirmed(call, () -> keys.factors().renewCodes(call.actor()).map(codes -> Answer.ok(codes(codes))));
    }

    private Future<Answer> askNew(Call call) {
        var actor = call.actor();
        return confirmed(
                call,
                () -> keys.passkeys()
                        .of(actor.id())
                        .compose(there -> keys.passkeys().askForNew(actor).map(asked -> {
                            welcome.hand(call, Cookies.CHALLENGE, asked.secret());
                            return Answer.ok(KeyJson.creation(asked, sites.of(call), actor, there));
                        })));
    }
}
