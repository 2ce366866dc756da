package vadra.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import vadra.community.CommunityService;
import vadra.community.Member;
import vadra.community.Session;
import vadra.community.SignedIn;
import vadra.core.Hat;
import vadra.door.Authentication;
import vadra.door.Csrf;

/** How a browser that was just signed in is answered, whichever way its member came. */
public record Signing(CommunityService community, Csrf csrf, boolean https) {
    /** Who it is now, with the cookie of the new session. */
    public Answer browser(SignedIn signed, int status) {
        var body = new JsonObject().put("member", member(signed.member())).put("csrf", csrf.token(signed.session()));
        return new Answer(status, body, Map.of()).with("Set-Cookie", cookie(signed));
    }

    /** The header that hands the browser its secret. */
    public String cookie(SignedIn signed) {
        return Authentication.cookie(signed.secret(), https);
    }

    /** Ends the session whose cookie the browser is about to replace, which nobody could end by signing out. */
    public Future<Void> endEarlier(Call call) {
        return call.session()
                .filter(session -> session.kind() == Session.Kind.BROWSER)
                .map(community::signOut)
                .orElseGet(Future::succeededFuture);
    }

    /** A member, as everybody may see them. */
    public static JsonObject member(Member member) {
        return new JsonObject()
                .put("handle", member.handle())
                .put("name", member.name())
                .put("role", member.role().code())
                .put(
                        "hats",
                        new JsonArray(
                                member.role().hats().stream().map(Hat::code).toList()))
                .put("joinedAt", member.joinedAt().toString());
    }
}
