package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.OutsideHouse.assertRefused;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who an issuer knows is let in as who they are, and nobody else is, by any of two servers. */
class OutsideSignInTest {
    private static final OutsideHouse AT = new OutsideHouse();
    private static final URI HOUSE = AT.address();
    private static final TestIssuer ISSUER = AT.issuer();

    private final Traveller traveller = new Traveller(HOUSE);

    @AfterAll
    static void stop() {
        AT.close();
    }

    @BeforeEach
    void straighten() {
        ISSUER.bend(UnaryOperator.identity());
    }

    @Test
    void whoComesForTheFirstTimeJoinsWithoutAPasswordAndIsKnownTheSecondTime() {
        var first = traveller.travels("asta");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).contains("/join/outside");
        assertThat(traveller.who().isEmpty()).isTrue();
        var joined = traveller.post(
                "/api/members/outside",
                new JsonObject().put("name", "Åsta").put("handle", "asta").put("acceptedRules", 1));
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
        assertThat(traveller.who().getString("handle")).isEqualTo("asta");

        var elsewhere = new Traveller(HOUSE);
        var second = elsewhere.travels("asta");
        assertThat(second.headers().firstValue("Location")).contains("/rules");
        assertThat(elsewhere.who().getString("handle")).isEqualTo("asta");
        assertThat(AT.one("SELECT count(*) FROM member WHERE handle = 'asta' AND password_hash IS NULL"))
                .isEqualTo("1");
    }

    @Test
    void theHouseRulesAreAcceptedFirst() {
        traveller.travels("bo");
        assertThat(traveller
                        .post(
                                "/api/members/outside",
                                new JsonObject().put("name", "Bo").put("acceptedRules", 99))
                        .statusCode())
                .isEqualTo(400);
        assertThat(traveller.who().isEmpty()).isTrue();
    }

    /** With no password, none fits, not even none. */
    @Test
    void whoHasNoPasswordIsNotLetInByOne() {
        traveller.joins("cia");
        var handle = traveller.who().getString("handle");
        for (var password : List.of(" ", "null", "cia-cia-cia")) {
            var tried = new Traveller(HOUSE)
                    .post("/api/session", new JsonObject().put("handle", handle).put("password", password));
            assertThat(tried.statusCode()).isIn(400, 403);
        }
    }

    @Test
    void aCodeOrStateIsGoodForOnceOnWhicheverServer() {
        var back = traveller.signsIn(traveller.setsOut(new JsonObject()), "asta");
        var atOther = URI.create(AT.other() + back.getRawPath() + "?" + back.getRawQuery());
        var way = traveller.cookie("vadra-way");
        assertThat(traveller.get(atOther).statusCode()).isEqualTo(303);
        traveller.plant("vadra-way", way);
        assertRefused(traveller.get(atOther));
        assertRefused(traveller.get(back));
    }

    @Test
    void aStateThatWasNotGivenIsRefused() {
        var back =
                traveller.signsIn(traveller.setsOut(new JsonObject()), "asta").toString();
        assertRefused(traveller.get(URI.create(back.replaceAll("state=[^&]+", "state=" + "A".repeat(43)))));
        assertThat(traveller.who().isEmpty()).isTrue();
    }

    /** Somebody sends a victim the address at which their own way would end: it ends nowhere. */
    @Test
    void nobodyIsSignedInAsAnotherByALink() {
        var back = traveller.signsIn(traveller.setsOut(new JsonObject()), "asta");
        var victim = new Traveller(HOUSE);
        assertRefused(victim.get(back));
        var other = new Traveller(HOUSE);
        other.setsOut(new JsonObject());
        assertRefused(other.get(back));
        assertThat(victim.who().isEmpty() && other.who().isEmpty()).isTrue();
    }

    @Test
    void anotherIssuersAnswerIsRefused() {
        var back =
                traveller.signsIn(traveller.setsOut(new JsonObject()), "asta").toString();
        assertRefused(traveller.get(URI.create(back + "&iss=https%3A%2F%2Fevil.example")));
        assertRefused(traveller.get(URI.create(back)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "rules",
                "",
                "/\t/evil.example",
                "\\/evil.example"
            })
    void nobodyIsSentElsewhereAfterwards(String returnTo) {
        traveller.joins("finn");
        var again = new Traveller(HOUSE);
        var home = again.get(again.signsIn(again.setsOut(new JsonObject().put("returnTo", returnTo)), "finn"));
        assertThat(home.headers().firstValue("Location")).contains("/");
    }

    @Test
    void aSessionThatWasThereBeforeIsEndedAndNotTakenOver() {
        traveller.joins("gun");
        var before = traveller.cookie("vadra");
        var thief = new Traveller(HOUSE);
        thief.plant("vadra", before);
        assertThat(thief.who().isEmpty()).isFalse();
        traveller.travels("gun");
        assertThat(traveller.cookie("vadra")).isNotEqualTo(before).isNotEmpty();
        assertThat(thief.who().isEmpty()).isTrue();
    }

    /** Mail that an issuer calls verified says nothing of whose account it is here. */
    @Test
    void anAccountIsLinkedOnlyByWhoIsSignedInToIt() {
        var member = new Traveller(HOUSE);
        member.post("/api/members", Browser.newcomer("Hal").put("handle", "hal"));
        ISSUER.bendClaims(claims -> claims.claim("email", "hal@example.org").claim("email_verified", true));
        assertThat(traveller.travels("hal").headers().firstValue("Location")).contains("/join/outside");

        assertThat(member.who().getString("handle")).isEqualTo("hal");
        assertThat(member.post("/api/session/outside", new JsonObject().put("link", true))
                        .statusCode())
                .as("nothing is shown")
                .isEqualTo(400);
        var link = new JsonObject().put("link", true).put("returnTo", "/me").put("password", Person.PASSWORD);
        var back = member.signsIn(member.setsOut(link), "hal");
        assertRefused(traveller.get(back));
        back = member.signsIn(member.setsOut(link), "hal");
        assertThat(member.get(back).headers().firstValue("Location")).contains("/me");
        var elsewhere = new Traveller(HOUSE);
        elsewhere.travels("hal");
        assertThat(elsewhere.who().getString("handle")).isEqualTo("hal");
        assertThat(traveller
                        .post("/api/session/outside", new JsonObject().put("link", true))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoIsOfTheStaffGroupIsStaffWhileTheIssuerSaysSo() {
        ISSUER.bendClaims(claims -> claims.claim("groups", List.of("personal")));
        traveller.joins("dag");
        assertThat(traveller.who().getString("role")).isEqualTo("staff");
        assertThat(AT.one(
                        "SELECT string_agg(role, ' ' ORDER BY at) FROM role_given WHERE member_id = (SELECT member_id FROM"
                                + " outside_account WHERE subject = 'dag')"))
                .isEqualTo("member staff");
        ISSUER.bend(UnaryOperator.identity());
        new Traveller(HOUSE).travels("dag");
        Wait.until("no longer staff", () -> traveller.who().getString("role").equals("member"));

        ISSUER.bendClaims(claims -> claims.claim("groups", List.of("personal")));
        traveller.travels("dag");
        Wait.until("staff again", () -> traveller.who().getString("role").equals("staff"));
        AT.sql("UPDATE outside_account SET staff_until = now() - interval '1 second' WHERE subject = 'dag'");
        Wait.until("its word is over", () -> traveller.who().getString("role").equals("member"));
    }
}
