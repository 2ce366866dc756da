package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** A session that ends takes its sockets with it, within a second, and nobody else's. */
class RevocationTest {
    private static final TestServer SERVER = TestServer.start();

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aRevokedTokenLosesItsSocketsWithinASecondAndDoesNotComeBack() {
        try (var asta = Person.joins(SERVER.url(), "asta", history)
                        .startsRoom("kaffe")
                        .enters("kaffe");
                var bo = Person.joins(SERVER.url(), "bo", history).enters("kaffe")) {
            var second = token("asta");
            var lost = new LiveClient("förlorad", second, history).open();
            assertThat(lost.listen("room:kaffe").containsKey("subscribe")).isTrue();

            assertThat(asta.api().delete("/api/sessions/" + idOf(second)).status())
                    .isEqualTo(204);
            Wait.until(
                    "its socket is closed",
                    Duration.ofSeconds(1),
                    () -> !lost.closes().isEmpty());
            assertThat(lost.closes().get(0)).isEqualTo(3005);
            Wait.until("it is refused", () -> lost.closes().contains(3500));

            assertThat(second.get("/api/sessions").status()).isEqualTo(401);
            asta.says("Jag är kvar.");
            bo.hears("Jag är kvar.");
            assertThat(List.of(asta, bo))
                    .allSatisfy(one -> assertThat(one.live().closes()).isEmpty());
            lost.close();
        }
    }

    @Test
    void whoSignsOutInABrowserIsNoLongerThere() throws IOException {
        var unused = Person.member(SERVER.url(), "cia");
        var credentials = new JsonObject().put("handle", "cia").put("password", Person.PASSWORD);
        var signedIn = new Api(SERVER.url(), Optional.empty()).post("/api/session", credentials);
        var cookie = signedIn.header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        try (var raw = RawSocket.open(SERVER.url(), "Cookie: " + cookie + "\r\n")) {
            assertThat(raw.status()).contains(" 101 ");
            raw.text("{\"id\":1,\"connect\":{}}\n{\"id\":2,\"subscribe\":{\"channel\":\"me:cia\"}}");
            assertThat(raw.next()).contains("\"subscribe\"");

            var withoutCsrf = Api.send(signOut(cookie));
            assertThat(withoutCsrf.status()).isEqualTo(403);
            long asked = System.nanoTime();
            var out = Api.send(
                    signOut(cookie).header("X-Csrf-Token", signedIn.json().getString("csrf")));
            assertThat(out.status()).isEqualTo(204);
            assertThat(raw.next()).isEqualTo("close 3005");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
        }
    }

    private static HttpRequest.Builder signOut(String cookie) {
        return HttpRequest.newBuilder(SERVER.url().resolve("/api/session"))
                .header("Cookie", cookie)
                .DELETE();
    }

    private static Api token(String handle) {
        var body = new JsonObject().put("handle", handle).put("password", Person.PASSWORD);
        var made = new Api(SERVER.url(), Optional.empty()).post("/api/tokens", body);
        assertThat(made.status()).as(made.json().encode()).isEqualTo(201);
        return new Api(SERVER.url(), Optional.of(made.json().getString("token")));
    }

    private static String idOf(Api api) {
        return api.get("/api/sessions").json().getJsonArray("sessions").stream()
                .map(JsonObject.class::cast)
                .filter(session -> session.getBoolean("current"))
                .map(session -> session.getString("id"))
                .findFirst()
                .orElseThrow();
    }
}
