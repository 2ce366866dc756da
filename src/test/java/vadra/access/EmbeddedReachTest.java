package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.api.EmbeddedOperations;
import vadra.community.Session;
import vadra.history.History;
import vadra.it.Api;
import vadra.it.LiveClient;

/** What a session of a frame opens is on a list, and all else that there is, is not opened by it. */
class EmbeddedReachTest {
    private static final String REFUSED = "This is not done in a frame";
    private static final Vertx VERTX = Vertx.vertx();
    private static final House HOUSE = new House();
    private static final Requests REQUESTS = new Requests(HOUSE);

    @AfterAll
    static void stop() {
        HOUSE.close();
        get(VERTX.close());
    }

    /** A new one each time, since signing out is on the list. */
    private static Api framed() {
        var community = HOUSE.server().services().community();
        var signed = get(community
                .person(Role.MEMBER.handle())
                .compose(member -> community.begin(member, Session.Kind.EMBEDDED, "")));
        return new Api(HOUSE.as(Role.MEMBER).base(), Optional.of(signed.secret()));
    }

    private static boolean refused(Operation operation) {
        var answer = REQUESTS.send(operation, framed());
        return answer.status() == 403 && answer.response().body().contains(REFUSED);
    }

    @Test
    void ofAllOperationsThoseOnTheListAreAnswered() {
        var all = Operation.all();
        assertThat(all).hasSizeGreaterThan(200);
        assertThat(all.stream().map(Operation::id)).containsAll(EmbeddedOperations.ALL);
        assertThat(all.stream().filter(one -> !refused(one)).map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(EmbeddedOperations.ALL);
    }

    @Test
    void ofAllThatASocketDoesThoseOnTheListAreDone() {
        try (var live = new LiveClient("framed", framed(), new History()).open()) {
            Function<String, String> reply =
                    name -> live.call(name, REQUESTS.call(name)).encode();
            assertThat(Ways.methods()).isNotEmpty();
            assertThat(Ways.methods().stream().filter(name -> !reply.apply(name).contains(REFUSED)))
                    .containsExactlyInAnyOrderElementsOf(Ways.methods().stream()
                            .filter(EmbeddedOperations.ALL::contains)
                            .toList());
        }
    }

    @Test
    void itHearsWhatEverybodyHears() {
        var stranger = HOUSE.as(Role.STRANGER);
        try (var live = new LiveClient("framed", framed(), new History()).open();
                var guest = new LiveClient("guest", stranger, new History()).open()) {
            for (var name : Ways.channels()) {
                var channel = REQUESTS.path(name, name, false);
                assertThat(code(live.listen(channel))).as(name).isEqualTo(code(guest.listen(channel)));
            }
        }
    }

    private static int code(JsonObject reply) {
        return reply.getJsonObject("error", new JsonObject()).getInteger("code", 0);
    }

    @Test
    void noPageIsShownByIt() {
        assertThat(Ways.pages(VERTX, HOUSE).stream()
                        .filter(path -> !path.startsWith("/connection/websocket"))
                        .filter(path ->
                                framed().get(REQUESTS.path(path, path, false)).status() < 400))
                .containsExactlyInAnyOrder(
                        "/health/live", "/health/ready", "/metrics", "/openapi.json", "/asyncapi.json");
    }
}
