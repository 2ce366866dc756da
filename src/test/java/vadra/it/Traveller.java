package vadra.it;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody's browser on the way to an issuer and back: it keeps cookies, and goes from page to page as it is told. */
final class Traveller {
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final URI house;
    /** Of the host, whatever the port, as browsers have it; the JDK would send them in a form that none has used for long. */
    private final Map<String, String> jar = new TreeMap<>();

    private String csrf = "";

    Traveller(URI house) {
        this.house = house;
    }

    /** Asks the house where to go; the address at the issuer. */
    @CanIgnoreReturnValue
    URI setsOut(JsonObject body) {
        var begun = post("/api/session/outside", body);
        if (begun.statusCode() != 200) {
            throw new AssertionError(begun.body());
        }
        return URI.create(new JsonObject(begun.body()).getString("location"));
    }

    /** Signs in at the issuer; the address at the house that it sends one back to. */
    URI signsIn(URI at, String name) {
        var first = get(at);
        var login = first.uri().resolve(first.headers().firstValue("Location").orElseThrow());
        if (login.getAuthority().equals(house.getAuthority())) {
            return login; // The issuer knows this browser still.
        }
        var form = FORM_TOKEN.matcher(get(login).body());
        if (!form.find()) {
            throw new AssertionError("no form");
        }
        var fields = "username=" + name + "&password=" + name + "&_csrf="
                + URLEncoder.encode(form.group(1), StandardCharsets.UTF_8);
        var done = send(HttpRequest.newBuilder(login)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
        var again = get(login.resolve(done.headers().firstValue("Location").orElseThrow()));
        return login.resolve(again.headers().firstValue("Location").orElseThrow());
    }

    /** The whole way; what the house answered to who came back. */
    @CanIgnoreReturnValue
    HttpResponse<String> travels(String name) {
        return get(signsIn(setsOut(new JsonObject().put("returnTo", "/rules")), name));
    }

    /** The whole way, and joins; what the house answered. */
    @CanIgnoreReturnValue
    HttpResponse<String> joins(String name) {
        travels(name);
        return post("/api/members/outside", new JsonObject().put("name", name).put("acceptedRules", 1));
    }

    @CanIgnoreReturnValue
    HttpResponse<String> get(URI at) {
        // An issuer brings only those back to where they were who ask for pages.
        var accept = at.getPath().startsWith("/oauth2") ? "text/html" : "application/json";
        return send(HttpRequest.newBuilder(at).header("Accept", accept));
    }

    @CanIgnoreReturnValue
    HttpResponse<String> post(String path, JsonObject body) {
        return write("POST", path, body);
    }

    @CanIgnoreReturnValue
    HttpResponse<String> write(String method, String path, JsonObject body) {
        var request = HttpRequest.newBuilder(house.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode()));
        if (!csrf.isEmpty()) {
            request.header("X-Csrf-Token", csrf);
        }
        return send(request);
    }

    /** Who the house says that this is; empty for a guest. */
    JsonObject who() {
        var session = new JsonObject(get(house.resolve("/api/session")).body());
        csrf = session.getString("csrf", "");
        return session.getJsonObject("member") == null ? new JsonObject() : session.getJsonObject("member");
    }

    String cookie(String name) {
        return jar.getOrDefault(name, "");
    }

    void plant(String name, String value) {
        jar.put(name, value);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!jar.isEmpty()) {
            request.setHeader(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var answer = Api.HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
            for (var set : answer.headers().allValues("Set-Cookie")) {
                var pair = set.split(";", 2)[0].split("=", 2);
                if (set.contains("Max-Age=0")) {
                    jar.remove(pair[0]);
                } else {
                    jar.put(pair[0], pair[1]);
                }
            }
            if (answer.body().startsWith("{")) {
                csrf = new JsonObject(answer.body()).getString("csrf", csrf);
            }
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
