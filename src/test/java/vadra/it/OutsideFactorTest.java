package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.OutsideHouse.assertRefused;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.keys.App;

/** The issuer's word stands for the password and for no more: who has a second factor shows it, who has none came a moment ago. */
class OutsideFactorTest {
    private static final OutsideHouse AT = new OutsideHouse();

    private final Traveller traveller = new Traveller(AT.address());

    @AfterAll
    static void stop() {
        AT.close();
    }

    private JsonArray getsAnApp() {
        var offered = traveller.post("/api/me/app", new JsonObject());
        assertThat(offered.statusCode()).as(offered.body()).isEqualTo(200);
        var secret = new JsonObject(offered.body()).getString("secret");
        var confirmed = traveller.write("PUT", "/api/me/app", code(App.code(secret, Instant.now())));
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        return new JsonObject(confirmed.body()).getJsonArray("recoveryCodes");
    }

    private static JsonObject code(String code) {
        return new JsonObject().put("code", code);
    }

    private HttpResponse<String> leaves(Traveller who, JsonObject shown) {
        return who.write(
                "PUT", "/api/me/leaving", new JsonObject().put("kind", "erase").mergeIn(shown));
    }

    @Test
    void whoHasASecondFactorIsAskedForItAfterTheIssuer() {
        traveller.joins("asta");
        var codes = getsAnApp();

        var elsewhere = new Traveller(AT.address());
        var back = elsewhere.travels("asta");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location")).contains("/join#code=app");
        assertThat(elsewhere.cookie("vadra")).isEmpty();
        assertThat(elsewhere.who().isEmpty()).isTrue();
        assertRefused(elsewhere.post("/api/session/code", code("000000")));
        assertThat(elsewhere.who().isEmpty()).isTrue();
        assertThat(new Traveller(AT.address())
                        .post("/api/session/code", code(codes.getString(0)))
                        .statusCode())
                .as("another browser")
                .isEqualTo(403);
        var entered = elsewhere.post("/api/session/code", code(codes.getString(0)));
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(200);
        assertThat(elsewhere.who().getString("name")).isEqualTo("asta");
    }

    @Test
    void withoutAPasswordACodeConfirmsWhatIsGrave() {
        traveller.joins("bo");
        var codes = getsAnApp();
        assertThat(leaves(traveller, new JsonObject()).statusCode())
                .as("nothing is shown")
                .isEqualTo(400);
        assertRefused(leaves(traveller, new JsonObject().put("password", "bo-bo-bo-bo")));
        assertRefused(leaves(traveller, code("000000")));
        var asked = leaves(traveller, code(codes.getString(0)));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
    }

    /** The other server does not remember the session, and so reads when it began. */
    @Test
    void whoHasNothingToShowCameAMomentAgo() {
        traveller.joins("cia");
        assertThat(new JsonObject(traveller
                                .get(AT.address().resolve("/api/me/security"))
                                .body())
                        .getBoolean("password"))
                .isFalse();
        AT.sql("UPDATE session SET created_at = now() - interval '11 minutes'");
        var body = new JsonObject().put("kind", "erase");
        assertRefused(traveller.write("PUT", AT.other() + "/api/me/leaving", body));
        traveller.travels("cia");
        assertThat(traveller.who().isEmpty()).isFalse();
        var asked = leaves(traveller, new JsonObject());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
    }
}
