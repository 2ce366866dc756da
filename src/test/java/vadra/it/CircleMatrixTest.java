package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vadra.core.PostId;

/** Everybody, on every operation of the contract that is about circles, the like-minded and the directory. */
class CircleMatrixTest {
    private static final TestServer SERVER = TestServer.start();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** What each operation answers to a stranger, a member, a member of the circle, a host, its lead and the staff. */
    private static final Map<String, List<Integer>> ANSWERS = Arrays.stream("""
            listCircles         200 200 200 200 200 200
            startCircle         401 201 201 201 201 201
            getCircle           200 200 200 200 200 200
            changeCircle        401 403 403 200 200 403
            listCircleRules     200 200 200 200 200 200
            announceCircleRules 401 403 403 200 200 403
            listCircleMembers   200 200 200 200 200 200
            listCircleAskers    401 403 403 200 200 403
            admitToCircle       401 403 403 204 204 403
            refuseToCircle      401 403 403 204 204 403
            hostCircle          401 403 403 403 200 403
            unhostCircle        401 403 403 403 204 403
            startCircleRoom     401 403 201 201 201 403
            listMyCircles       401 200 200 200 200 200
            handOverCircle      401 403 403 403 200 403
            joinCircle          401 200 200 200 200 200
            leaveCircle         401 204 204 204 204 204
            listPeople          200 200 200 200 200 200
            getCommon           401 200 200 200 200 200
            listKindred         401 200 200 200 200 200
            hideKindred         401 204 204 204 204 204
            consentToKindred    401 200 200 200 200 200
            consentToDirectory  401 200 200 200 200 200
            """.split("\n"))
            .map(line -> line.split(" +"))
            .collect(Collectors.toMap(
                    line -> line[0],
                    line -> Arrays.stream(line).skip(1).map(Integer::valueOf).toList()));

    /** In an order in which one does not take the ground from the next. */
    private static final List<String> LAST = List.of("handOverCircle", "joinCircle", "leaveCircle");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private enum Who {
        STRANGER,
        MEMBER,
        INSIDE,
        HOST,
        LEAD,
        STAFF
    }

    private record Operation(String id, String method, String path, boolean hasBody) {}

    private static List<Operation> operations() {
        return Schemas.OPENAPI.document().getJsonObject("paths").stream()
                .flatMap(path -> ((JsonObject) path.getValue())
                        .stream()
                                .filter(method -> List.of("circles", "kindred")
                                        .contains(((JsonObject) method.getValue())
                                                .getJsonArray("tags")
                                                .getString(0)))
                                .map(method -> {
                                    var definition = (JsonObject) method.getValue();
                                    return new Operation(
                                            definition.getString("operationId"),
                                            method.getKey().toUpperCase(Locale.ROOT),
                                            path.getKey(),
                                            definition.containsKey("requestBody"));
                                }))
                .toList();
    }

    /** A circle by request, with everybody who can be anything to it. */
    private static final class World {
        private final int n = COUNT.incrementAndGet();
        private final String circle = "krets-" + n;
        private final Api lead = joins("lead");
        private final Api host = joins("host");
        private final Api inside = joins("inside");

        World() {
            var started = lead.post(
                    "/api/circles",
                    new JsonObject()
                            .put("slug", circle)
                            .put("name", "Kretsen " + n)
                            .put("language", "sv")
                            .put("byRequest", true));
            assertThat(started.status()).as(started.json().encode()).isEqualTo(201);
            for (var who : List.of(host, inside, joins("other"), joins("spare"))) {
                put(who, "/membership", new JsonObject().put("listed", true));
            }
            for (var who : List.of("host", "inside", "other", "spare")) {
                put(lead, "/asking/" + handle(who), null);
            }
            for (var who : List.of("asks", "asks-too")) {
                put(joins(who), "/membership", new JsonObject());
            }
            put(lead, "/hosts/" + handle("host"), null);
            put(host, "/hosts/" + handle("host"), null);
        }

        Api joins(String who) {
            return Person.member(SERVER.url(), handle(who));
        }

        String handle(String who) {
            return who + "-" + n;
        }

        private void put(Api who, String path, @Nullable JsonObject body) {
            var at = "/api/circles/" + circle + path;
            var answer = body == null
                    ? Api.send(who.request(at).method("PUT", HttpRequest.BodyPublishers.noBody()))
                    : who.write("PUT", at, body, "k");
            assertThat(answer.status()).as(at + answer.json().encode()).isBetween(200, 299);
        }

        Api as(Who who) {
            return switch (who) {
                case STRANGER -> new Api(SERVER.url(), Optional.empty());
                case MEMBER -> joins("outside");
                case INSIDE -> inside;
                case HOST -> host;
                case LEAD -> lead;
                case STAFF -> SERVER.staff("staff-" + n);
            };
        }

        String path(Operation operation) {
            var whom = switch (operation.id()) {
                case "admitToCircle" -> "asks";
                case "refuseToCircle" -> "asks-too";
                case "hostCircle" -> "other";
                case "unhostCircle" -> "other";
                case "handOverCircle" -> "host";
                default -> "spare";
            };
            return operation.path().replace("{circle}", circle).replace("{handle}", handle(whom));
        }
    }

    private static JsonObject body(String id, Who who) {
        var name = id + who;
        return switch (id) {
            case "startCircle" ->
                new JsonObject().put("name", name + COUNT.incrementAndGet()).put("language", "sv");
            case "changeCircle" ->
                new JsonObject()
                        .put("name", name)
                        .put("about", "")
                        .put("language", "sv")
                        .put("interests", new JsonArray())
                        .put("byRequest", true);
            case "announceCircleRules" ->
                new JsonObject().put("rules", new JsonArray().add(new JsonObject().put("title", name)));
            case "startCircleRoom" -> new JsonObject().put("title", name + COUNT.incrementAndGet());
            case "joinCircle" -> new JsonObject().put("listed", true);
            default -> new JsonObject().put("given", true);
        };
    }

    @ParameterizedTest
    @EnumSource
    void eachMayDoWhatTheyMayAndNothingElse(Who who) {
        var world = new World();
        var api = world.as(who);
        var found = new TreeMap<String, Integer>();
        var expected = new TreeMap<String, Integer>();
        var order = operations().stream()
                .sorted((one, other) -> Integer.compare(LAST.indexOf(one.id()), LAST.indexOf(other.id())))
                .toList();
        for (var operation : order) {
            var request = api.request(world.path(operation));
            var answer = operation.hasBody()
                    ? Api.send(request.header("Content-Type", "application/json")
                            .method(
                                    operation.method(),
                                    HttpRequest.BodyPublishers.ofString(
                                            body(operation.id(), who).encode())))
                    : Api.send(request.method(operation.method(), HttpRequest.BodyPublishers.noBody()));
            found.put(operation.id(), answer.status());
        }
        ANSWERS.forEach((id, answers) ->
                expected.put(id, answers.get(List.of(Who.values()).indexOf(who))));
        assertThat(found).isEqualTo(expected);
    }

    /** A host is somebody who gathers people, and no judge. */
    @ParameterizedTest
    @EnumSource(names = {"HOST", "LEAD"})
    void aHostHasNoPowerOverWhatOthersSay(Who who) {
        var world = new World();
        var room = "rum-" + world.circle;
        var started = world.inside.post(
                "/api/circles/" + world.circle + "/rooms",
                new JsonObject().put("title", room).put("slug", room));
        assertThat(started.status()).isEqualTo(201);
        var post = world.joins("stranger")
                .post("/api/rooms/" + room + "/posts", new JsonObject().put("text", "Hård kritik"))
                .json()
                .getString("post");
        var host = world.as(who);
        var calm = new JsonObject().put("seconds", 30).put("minutes", 5).put("why", "För att jag kan.");
        assertThat(host.delete("/api/posts/" + post).status()).isEqualTo(403);
        assertThat(host.write("PUT", "/api/posts/" + post, new JsonObject().put("text", "Annat"), "e")
                        .status())
                .isEqualTo(403);
        assertThat(host.write("PUT", "/api/rooms/" + room + "/slow-mode", calm, "s")
                        .status())
                .isEqualTo(403);
        assertThat(host.post("/api/desk/restraints", hiding(post)).status()).isEqualTo(403);
        assertThat(get(SERVER.services().reader().post(PostId.parse(post), null))
                        .text()
                        .source())
                .isEqualTo("Hård kritik");
    }

    private static JsonObject hiding(String post) {
        return new JsonObject()
                .put("kind", "post")
                .put("objects", new JsonArray().add(post))
                .put("rule", 1)
                .put("grounds", "Det är min krets och jag vill det.")
                .put("facts", "Det står hård kritik i inlägget.")
                .put("criticism", true);
    }
}
