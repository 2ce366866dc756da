package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.keys.App;

/** Where a second factor is required, who is staff and has none comes in, and is no more than any member. */
class StaffFactorTest {
    private static final TestServer SERVER =
            TestServer.start(TestDatabase.fresh().url(), Map.of("VADRA_SIGN_IN_STAFF_SECOND_FACTOR", "required"));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void staffActAsSuchOnceTheyHaveASecondFactor() {
        var token = SERVER.staff();
        var browser = new Browser(SERVER.url());
        browser.post("/api/session", password().put("handle", "staff"));
        assertThat(role(browser)).isEqualTo("member");
        assertThat(browser.get("/api/desk/claims").status()).isEqualTo(403);
        assertThat(browser.send("PUT", "/api/people/staff/role", new JsonObject().put("role", "member"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.get("/desk").response().body())
                .doesNotContain("<vadra-desk>")
                .contains("/me/security");
        assertThat(browser.get("/api/me/security").json().getBoolean("staffMust"))
                .isTrue();

        var secret = browser.post("/api/me/app", password()).json().getString("secret");
        browser.send("PUT", "/api/me/app", new JsonObject().put("code", App.code(secret, Instant.now())));
        assertThat(role(browser)).isEqualTo("staff");
        assertThat(browser.get("/api/desk/claims").status()).isEqualTo(200);
        assertThat(browser.get("/desk").response().body())
                .contains("<vadra-desk>")
                .doesNotContain("factor-due");
        assertThat(token.get("/api/sessions").status())
                .as("what was opened by the password alone is closed")
                .isEqualTo(401);

        browser.post("/api/me/app/removal", password());
        assertThat(browser.get("/api/desk/claims").status()).isEqualTo(403);
    }

    private static String role(Browser browser) {
        return browser.get("/api/session").json().getJsonObject("member").getString("role");
    }

    private static JsonObject password() {
        return new JsonObject().put("password", TestServer.STAFF_PASSWORD);
    }
}
