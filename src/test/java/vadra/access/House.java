package vadra.access;

import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.http.HttpRequest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.app.TestDatabase;
import vadra.it.Api;
import vadra.it.Person;
import vadra.it.TestServer;

/** A whole server with somebody in each role and a thing of each kind between them. */
final class House implements AutoCloseable {
    /** What the rooms are about. */
    static final String PUMP = "kvarnen";

    /** Of which a member may have but few. */
    private static final Set<String> FEW = Set.of("circle");

    private static final JsonObject BLOG = new JsonObject()
            .put("title", "Från bryggan")
            .put("about", "Om vatten.")
            .put("disclosure", "Jag köper allt själv.")
            .put("language", "sv")
            .put("accent", "fjord")
            .put("face", "serif");

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh();
    private final Pool owner = database.pool(vertx, 2);
    private final TestServer server;
    private final Map<Role, Api> people = new EnumMap<>(Role.class);
    private final Map<String, String> standing = new HashMap<>();
    private final Map<String, String> latest = new HashMap<>();
    private final Api desk;
    private final Api spare;
    private final Things things;

    House() {
        sql("INSERT INTO product VALUES (gen_random_uuid(), '" + PUMP + "', 'Kvarnen', '')");
        // Letters are accepted and wait; nobody takes them on this port.
        server = TestServer.start(
                database.url(),
                Map.of(
                        "VADRA_MAIL_SMTP_URL", "smtp://127.0.0.1:1",
                        "VADRA_OUTSIDE_LOOPBACK", "true",
                        "VADRA_MAIL_FROM", "vadra@example.org",
                        "VADRA_HTTP_PUBLIC_URL", "http://127.0.0.1"));
        desk = server.staff("desk-one");
        var unused = server.staff("desk-two");
        spare = joins("spare-one");
        for (var role : Role.values()) {
            people.put(role, enters(role));
        }
        ok(put(desk, "/api/desk/answering/" + PUMP + "/the-product", null));
        ok(put(as(Role.BLOGGER), "/api/me/blog", BLOG));
        things = new Things(this);
        new Secrets(this).plant();
    }

    private Api enters(Role role) {
        return switch (role) {
            case STRANGER -> new Api(server.url(), Optional.empty());
            case STAFF -> server.staff();
            case PRODUCT -> server.staff(role.handle());
            default -> joins(role.handle());
        };
    }

    Api joins(String handle) {
        return Person.member(server.url(), handle);
    }

    /** Somebody new, whose handle is the answer's second part. */
    Map.Entry<String, Api> newcomer() {
        var handle = "ny-" + UUID.randomUUID().toString().substring(0, 8);
        return Map.entry(handle, joins(handle));
    }

    TestServer server() {
        return server;
    }

    Pool owner() {
        return owner;
    }

    Api as(Role role) {
        return Objects.requireNonNull(people.get(role));
    }

    /** The same person in a session that was just begun. */
    Api anew(Role role) {
        if (role == Role.STRANGER) {
            return as(role);
        }
        var staff = role == Role.STAFF || role == Role.PRODUCT;
        var login = new JsonObject()
                .put("handle", role.handle())
                .put("password", staff ? TestServer.STAFF_PASSWORD : Person.PASSWORD);
        var token = ok(new Api(server.url(), Optional.empty()).post("/api/tokens", login));
        return new Api(server.url(), Optional.of(token.getString("token")));
    }

    /** Staff that is nobody in the table. */
    Api desk() {
        return desk;
    }

    /** A member who is nobody in the table, for what is done to somebody. */
    Api spare() {
        return spare;
    }

    /** A thing by what it is called in paths and bodies; the same each time, or a new one. */
    String thing(String name, boolean fresh) {
        var there = standing.get(name);
        if (there != null && (!fresh || FEW.contains(name))) {
            latest.put(name, there);
            return there;
        }
        var made = things.make(name);
        standing.putIfAbsent(name, made);
        latest.put(name, made);
        if (name.equals("otherCircle")) {
            // Who is asked for after it is of this one.
            latest.put("circle", made);
        }
        return made;
    }

    /** What was made last of a kind. */
    String latest(String name) {
        return latest.containsKey(name) ? Objects.requireNonNull(latest.get(name)) : thing(name, true);
    }

    void sql(String statement) {
        get(owner.query(statement).execute());
    }

    static Api.Answer put(Api by, String path, @Nullable JsonObject body) {
        var request = by.request(path);
        return body == null
                ? Api.send(request.method("PUT", HttpRequest.BodyPublishers.noBody()))
                : by.write("PUT", path, body, UUID.randomUUID().toString());
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    static JsonObject ok(Api.Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.response().request() + " " + answer.status() + " "
                    + answer.response().body());
        }
        return answer.json();
    }

    @Override
    public void close() {
        server.close();
        get(vertx.close());
    }
}
