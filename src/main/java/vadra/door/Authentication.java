package vadra.door;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vadra.community.CommunityService;
import vadra.community.Session;
import vadra.core.Problem;

/** Recognises who asks, by cookie or bearer token, before any route runs. */
public final class Authentication implements Handler<RoutingContext> {
    private static final String KEY = "vadra.session";
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer( +(?<secret>.*))?");
    private static final Duration COOKIE_LIFE = Duration.ofDays(30);

    private final CommunityService community;
    private final boolean https;

    /**
     * Makes the check.
     *
     * @param https whether browsers come over HTTPS, so that the cookie can be kept from everything else
     */
    public Authentication(CommunityService community, boolean https) {
        this.community = community;
        this.https = https;
    }

    /** The session of the request, null for a guest. */
    public static @Nullable Session sessionOf(RoutingContext context) {
        return context.get(KEY);
    }

    @Override
    public void handle(RoutingContext context) {
        var bearer = Optional.ofNullable(context.request().getHeader("Authorization"))
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(header -> Objects.requireNonNullElse(header.group("secret"), ""));
        var cookie = Optional.ofNullable(context.request().getCookie(cookieName(https)))
                .map(Cookie::getValue);
        var secret = bearer.or(() -> cookie);
        if (secret.isEmpty()) {
            context.next();
            return;
        }
        // What follows the header must wait until it is known who sent it.
        context.request().pause();
        community
                .recognise(secret.get())
                .map(found -> found.filter(session -> bearer.isPresent() == (session.kind() != Session.Kind.BROWSER)))
                .onComplete(
                        found -> {
                            context.request().resume();
                            go(context, found, bearer.isPresent());
                        },
                        failure -> {
                            context.request().resume();
                            context.fail(failure);
                        });
    }

    private void go(RoutingContext context, Optional<Session> found, boolean bearer) {
        if (found.isPresent()) {
            context.put(KEY, found.get());
            // Until a route says otherwise: what somebody is answered is nobody else's.
            context.response().putHeader("Cache-Control", "private, no-store");
            context.next();
        } else if (bearer) {
            context.fail(Problem.signInNeeded());
        } else {
            // The session ended while the browser kept its cookie: a guest from now on.
            context.response().putHeader("Set-Cookie", cleared(https));
            context.next();
        }
    }

    private static String cookieName(boolean https) {
        return https ? "__Host-vadra" : "vadra";
    }

    /** The header that hands a browser its secret. */
    public static String cookie(String secret, boolean https) {
        return base(secret, https).setMaxAge(COOKIE_LIFE.toSeconds()).encode();
    }

    /** The header that makes a browser forget its secret. */
    public static String cleared(boolean https) {
        return base("", https).setMaxAge(0).encode();
    }

    private static Cookie base(String value, boolean https) {
        return Cookie.cookie(cookieName(https), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(https)
                .setSameSite(CookieSameSite.LAX);
    }
}
