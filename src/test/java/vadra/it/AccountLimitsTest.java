package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** What a server does that is asked too much, and one that stands behind HTTPS. */
class AccountLimitsTest {
    private static final TestServer SERVER = TestServer.start(
            TestDatabase.fresh().url(),
            Map.of(
                    "VADRA_HTTP_PUBLIC_URL", "https://vadra.example",
                    "VADRA_LIMITS_JOINS_PER_HOUR", "2",
                    "VADRA_LIMITS_SIGN_INS_PER_MINUTE", "4"));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void anAddressMayBringSoManyAndTheStaffAsManyAsItWants() {
        var guest = new Browser(SERVER.url());
        var first = guest.post("/api/members", Browser.newcomer("Första"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(new Browser(SERVER.url())
                        .post("/api/members", Browser.newcomer("Andra"))
                        .status())
                .isEqualTo(201);
        assertThat(first.header("Set-Cookie").orElseThrow())
                .startsWith("__Host-vadra=")
                .contains("Secure", "Path=/");

        var refused = new Browser(SERVER.url()).post("/api/members", Browser.newcomer("Tredje"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-fast");
        assertThat(refused.json().getLong("retryAfterMs")).isBetween(1_700_000L, 1_800_000L);
        assertThat(Long.parseLong(refused.header("Retry-After").orElseThrow())).isBetween(1_700L, 1_800L);

        var staff = staff();
        for (int each = 0; each < 5; each++) {
            var body = Browser.newcomer("Inbjuden").put("session", "token");
            assertThat(staff.post("/api/members", body).status()).isEqualTo(201);
        }
    }

    @Test
    void whoGuessesPasswordsIsSlowedDownByHandleAndAddress() {
        var statuses = new int[8];
        for (int each = 0; each < statuses.length; each++) {
            var guess = new JsonObject().put("handle", "guessed").put("password", "lösenord" + each);
            statuses[each] =
                    new Browser(SERVER.url()).post("/api/session", guess).status();
        }

        assertThat(statuses).contains(403).endsWith(429);
    }

    @Test
    void behindItsPublicUrlOnlyThatIsItsOwnOrigin() {
        var guess = new JsonObject().put("handle", "nobody").put("password", "lösenord");

        assertThat(origin(SERVER.url().toString()).post("/api/session", guess).status())
                .isEqualTo(403);
        for (var foreign : List.of(
                "http://vadra.example",
                "https://vadra.example.evil",
                "https://evil-vadra.example",
                "https://vadra.example:444",
                "https://vadra.exampl",
                "null")) {
            assertThat(origin(foreign).post("/api/session", guess).json().getString("detail"))
                    .as(foreign)
                    .contains("Origin");
        }
        assertThat(String.valueOf(origin("https://vadra.example")
                        .post("/api/session", guess)
                        .json()
                        .getString("detail")))
                .doesNotContain("Origin");
    }

    private static Browser origin(String origin) {
        return new Browser(SERVER.url()).with("Origin", origin);
    }

    private static Api staff() {
        var body = new JsonObject().put("handle", "staff").put("password", TestServer.STAFF_PASSWORD);
        var api = new Api(SERVER.url(), Optional.empty());
        var made = new Api.Answer[1];
        Wait.until("the staff may sign in", () -> {
            made[0] = api.post("/api/tokens", body);
            return made[0].status() == 201;
        });
        return new Api(SERVER.url(), Optional.of(made[0].json().getString("token")));
    }
}
