package vadra.edge;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vadra.edge.Operation.Body;
import vadra.edge.Operation.Parameter;

/** Makes requests of the HTTP contract, each bent in one place or a few. What is made is whole HTTP, so that more may follow. */
final class Requests {
    /** They take a hash of a password, or end the session of who sends them: seldom, and never with a secret that holds. */
    static final Set<String> DEAR = Set.of("join", "signIn", "createToken", "signOut", "revokeSession");

    /** With another method it would sign out who asks. */
    private static final String SESSION = "/api/session";

    private static final List<String> RAW = List.of(
            "%",
            "%zz",
            "%2",
            "%ff%fe",
            "%c0%af",
            "%00",
            "%2e%2e%2f",
            "..;/",
            "%u0041",
            "+",
            "a b".replace(' ', '+'),
            "%ed%a0%80",
            "");
    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "application/json;",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "*/*",
            "nonsense",
            "application/octet-stream");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get");

    private final List<Operation> operations;
    private final Values values;
    private final Known known;
    private final Bends bends;
    private final Dice dice;
    private final List<String> tokens;

    /** Whose requests they are, and of what. */
    record Sender(Contracts contracts, Known known, List<String> tokens) {}

    Requests(Sender sender, Dice dice) {
        this.operations = sender.contracts().operations();
        this.known = sender.known();
        this.values = new Values(sender.contracts(), known, dice);
        this.bends = new Bends(dice);
        this.tokens = sender.tokens();
        this.dice = dice;
    }

    /** A request and what has to be known to read its answer. */
    @SuppressWarnings("ArrayRecordComponent") // Sent once and looked at, never compared.
    record Made(String method, String operation, byte[] bytes) {}

    Made next() {
        var operation = dice.of(operations);
        while (DEAR.contains(operation.id()) && dice.percent(95)) {
            operation = dice.of(operations);
        }
        int place = dice.below(10);
        boolean other = place == 0
                && dice.percent(40)
                && !DEAR.contains(operation.id())
                && !operation.path().startsWith(SESSION);
        var method = other ? dice.of(METHODS) : operation.method();
        var path = path(operation, place == 1 || place == 2);
        var query = query(operation, place == 3 || place == 4);
        var headers = new ArrayList<>(headers(operation, place == 5));
        var body = operation
                .body()
                .map(one -> body(one, place))
                .orElseGet(() -> place == 6 ? bends.document(new JsonObject()) : new byte[0]);
        operation.body().ifPresent(one -> headers.add("Content-Type: " + (place == 7 ? dice.of(TYPES) : one.type())));
        headers.add("Content-Length: " + body.length);
        var all = new ByteArrayOutputStream();
        all.writeBytes((method + " " + path + query + " HTTP/1.1\r\nHost: vadra.test\r\n" + String.join("\r\n", headers)
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return new Made(method, operation.id(), all.toByteArray());
    }

    private String path(Operation operation, boolean bent) {
        var path = operation.path();
        for (var parameter : operation.parameters("path")) {
            path = path.replace("{" + parameter.name() + "}", bent ? bentText(parameter) : encoded(good(parameter)));
        }
        return bent && dice.percent(10) ? path + dice.of(RAW) : path;
    }

    private String query(Operation operation, boolean bent) {
        var pairs = new ArrayList<String>();
        for (var parameter : operation.parameters("query")) {
            if (parameter.required() || dice.percent(bent ? 70 : 35)) {
                pairs.add(parameter.name() + "=" + (bent ? bentText(parameter) : encoded(good(parameter))));
            }
        }
        if (bent && dice.percent(30)) {
            pairs.add(dice.of(List.of("limit=7", "limit", "=", "&&", "a[]=1", "q=%", "after=-1", "limit=1e3")));
        }
        if (bent && !pairs.isEmpty() && dice.percent(30)) {
            pairs.add(dice.of(pairs));
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private String good(Parameter parameter) {
        return String.valueOf(values.valid(parameter.schema(), parameter.name()));
    }

    private String bentText(Parameter parameter) {
        return dice.percent(25)
                ? dice.of(RAW)
                : encoded(dice.percent(50) ? bends.changed(good(parameter)) : shortened(bends.text()));
    }

    /** The first line has a bound of its own, which a test of its own knows. */
    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private List<String> headers(Operation operation, boolean bent) {
        var headers = new ArrayList<String>();
        credential(operation, bent).ifPresent(headers::add);
        for (var parameter : operation.parameters("header")) {
            if (parameter.required() || dice.percent(40)) {
                headers.add(parameter.name() + ": " + (bent ? plain(bends.changed(good(parameter))) : good(parameter)));
            }
        }
        if (bent) {
            headers.add(dice.of(List.of(
                    "Origin: https://evil.example",
                    "Origin: null",
                    "Cookie: vadra=" + "x".repeat(dice.below(2_000)),
                    "Cookie: =;;,\"",
                    "Accept-Language: " + plain(bends.text()),
                    "Accept: nothing/at-all;q=7",
                    "If-None-Match: " + plain(bends.text()),
                    "If-Modified-Since: yesterday",
                    "Range: bytes=9-1,-,5-",
                    "X-Forwarded-For: 1.2.3.4",
                    "X-Http-Method-Override: DELETE",
                    "X-" + "y".repeat(2_000) + ": z")));
        }
        return headers;
    }

    private Optional<String> credential(Operation operation, boolean bent) {
        if (bent && dice.percent(50)) {
            return Optional.of("Authorization: "
                    + dice.of(List.of(
                            "Bearer",
                            "Bearer x",
                            "Basic YTpi",
                            "Bearer " + "é".repeat(50),
                            "bearer  " + dice.of(tokens) + "x")));
        }
        return DEAR.contains(operation.id()) || dice.percent(10)
                ? Optional.empty()
                : Optional.of("Authorization: Bearer " + dice.of(tokens));
    }

    /** What can stand in a header at all. */
    private static String plain(String text) {
        return shortened(text).replaceAll("[\\r\\n\\x00]", " ");
    }

    private byte[] body(Body body, int place) {
        if (!body.isJson()) {
            return Uploads.next(dice);
        }
        var value = values.valid(body.schema(), "body");
        if (!(value instanceof JsonObject json)) {
            return new byte[0];
        }
        if (place >= 8 || (place == 0 && dice.percent(60))) {
            for (int i = dice.between(1, 3); i > 0; i--) {
                bends.bend(json);
            }
        }
        return place == 6 ? bends.document(json) : json.encode().getBytes(StandardCharsets.UTF_8);
    }
}
