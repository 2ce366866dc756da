package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.it.Browser;
import vadra.it.TestServer;

/** What a page of somebody else's can make a visitor's browser send is refused on every operation that changes something. */
class ForeignPagesTest {
    private static final TestServer SERVER = TestServer.start();

    private static final Browser ASTA = Browser.joins(SERVER.url(), "asta");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Stream<Operation> writing() {
        return Operation.all().stream().filter(Operation::writes);
    }

    private static int status(Browser by, Operation operation) {
        var path = operation.path().replaceAll("\\{\\w+}", "x");
        return by.send(operation.method(), path, operation.schema().isPresent() ? new JsonObject() : null)
                .status();
    }

    @Test
    void withoutTheTokenOfOurPagesNothingIsChanged() {
        assertThat(writing()).hasSizeGreaterThan(100);
        var other = Browser.joins(SERVER.url(), "bo");
        var forged = ASTA.with("X-Csrf-Token", Objects.requireNonNull(other.csrf()));
        assertThat(writing()
                        .filter(one -> status(ASTA.withoutCsrf(), one) != 403 || status(forged, one) != 403)
                        .map(Operation::id))
                .isEmpty();
        assertThat(ASTA.get("/api/session").json().getJsonObject("member")).isNotNull();
    }

    /** Also where nobody is signed in: a page could sign its visitor in as somebody else. */
    @Test
    void fromAForeignOriginNothingIsChanged() {
        var own = SERVER.url().toString();
        var origins = List.of(
                "null",
                "https://evil.example",
                own + ".evil.example",
                own.replace("127.0.0.1", "evil127.0.0.1"),
                own.replace("127.0.0.1", "127.0.0.1.evil.example"),
                own.replaceFirst(":\\d+$", ""),
                own.toUpperCase(java.util.Locale.ROOT) + "/",
                "");
        var wrong = new ArrayList<String>();
        for (var origin : origins) {
            for (var by : List.of(ASTA, new Browser(SERVER.url()))) {
                writing()
                        .filter(one -> !List.of(401, 403).contains(status(by.with("Origin", origin), one)))
                        .map(one -> one.id() + " from " + origin)
                        .forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(ASTA.get("/api/session").json().getJsonObject("member")).isNotNull();
    }
}
