package vadra.it;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser would send: it keeps its cookie, and knows the CSRF token that its page was given. */
public final class Browser {
    private final URI base;
    private final Map<String, String> further = new HashMap<>();
    /** Those beside the session's, by their names. */
    private final Map<String, String> others = new HashMap<>();

    private @Nullable String cookie;
    private @Nullable String csrf;

    public Browser(URI base) {
        this.base = base;
    }

    /** The same browser with a header of the test's choice on each request. */
    public Browser with(String header, String value) {
        var other = new Browser(base);
        other.cookie = cookie;
        other.csrf = csrf;
        other.others.putAll(others);
        other.further.putAll(further);
        other.further.put(header, value);
        return other;
    }

    /** The same browser on a page that has no token. */
    public Browser withoutCsrf() {
        var other = new Browser(base);
        other.cookie = cookie;
        return other;
    }

    @Nullable
    public String cookie() {
        return cookie;
    }

    @Nullable
    public String csrf() {
        return csrf;
    }

    void cookie(String value) {
        cookie = value;
    }

    /** Sends a request; takes cookie and token from the answer as a browser does. */
    @CanIgnoreReturnValue
    public Api.Answer send(String method, String path, @Nullable JsonObject body) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        var cookies = new ArrayList<>(others.values());
        if (cookie != null) {
            cookies.add(cookie);
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", String.join("; ", cookies));
        }
        if (csrf != null) {
            request.header("X-Csrf-Token", csrf);
        }
        further.forEach(request::setHeader);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body.encode()));
        }
        var answer = Api.send(request);
        answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
        if (answer.json().containsKey("csrf")) {
            csrf = answer.json().getString("csrf");
        }
        return answer;
    }

    private void keep(String set) {
        var pair = set.split(";", 2)[0];
        var name = pair.split("=", 2)[0];
        boolean gone = set.contains("Max-Age=0");
        if (name.equals("vadra")) {
            cookie = gone ? null : pair;
        } else if (gone) {
            others.remove(name);
        } else {
            others.put(name, pair);
        }
    }

    /** A cookie beside the session's, as it is sent; null where there is none. */
    @Nullable
    String other(String name) {
        return others.get(name);
    }

    void other(String name, String pair) {
        others.put(name, pair);
    }

    @CanIgnoreReturnValue
    public Api.Answer get(String path) {
        return send("GET", path, null);
    }

    @CanIgnoreReturnValue
    public Api.Answer post(String path, JsonObject body) {
        return send("POST", path, body);
    }

    @CanIgnoreReturnValue
    public Api.Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** A new member in a browser of their own. */
    @CanIgnoreReturnValue
    public static Browser joins(URI server, String handle) {
        var browser = new Browser(server);
        var joined = browser.post("/api/members", newcomer(handle).put("handle", handle));
        if (joined.status() != 201) {
            throw new AssertionError(joined.json().encode());
        }
        return browser;
    }

    static JsonObject newcomer(String name) {
        return new JsonObject()
                .put("name", name)
                .put("password", Person.PASSWORD)
                .put("acceptedRules", 1);
    }
}
