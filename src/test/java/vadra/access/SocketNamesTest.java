package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;
import vadra.it.LiveClient;
import vadra.it.Person;
import vadra.it.TestServer;

/** Nothing is called because somebody knows what it is called: a name that is not on the list leads nowhere. */
class SocketNamesTest {
    private static final TestServer SERVER = TestServer.start();
    private static final List<String> NAMES = List.of(
            "",
            " ",
            "SAY",
            "say ",
            "say\u0000",
            "class",
            "getClass",
            "toString",
            "hashCode",
            "call",
            "carryOut",
            "__proto__",
            "constructor",
            "java.lang.Runtime.exec",
            "vadra.socket.Rpc",
            "../say",
            "x".repeat(10_000));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aNameThatIsNoMethodLeadsNowhere() {
        var asta = Person.member(SERVER.url(), "asta");
        try (var live = new LiveClient("asta", asta, new History()).open()) {
            var known = Ways.methods();
            var all = Stream.concat(NAMES.stream(), Ways.operations().stream().filter(one -> !known.contains(one)));
            assertThat(all).allSatisfy(name -> {
                var reply = live.call(name, new JsonObject().put("commandId", "c"));
                assertThat(reply.getJsonObject("error").getInteger("code"))
                        .as(reply.encode())
                        .isEqualTo(404);
            });
            assertThat(NAMES).allSatisfy(name -> {
                var reply = live.command(name, new JsonObject());
                assertThat(reply.getJsonObject("error").getInteger("code"))
                        .as(name)
                        .isEqualTo(104);
            });
            assertThat(live.closes()).isEmpty();
        }
    }
}
