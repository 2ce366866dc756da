package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.app.TestDatabase;

/** Who an issuer knows is let in as who they are, and nobody else is, by any of two servers. */
class OutsideSignInTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool SQL = DATABASE.pool(VERTX);
    private static final int PORT = TestIssuer.freePort();
    private static final URI HOUSE = URI.create("http://127.0.0.1:" + PORT);
    private static final TestIssuer ISSUER = TestIssuer.start(HOUSE.resolve("/sign-in/back"));
    private static final TestServer SERVER = node(PORT);
    private static final TestServer OTHER = node(0);

    private static TestServer node(int port) {
        return TestServer.start(
                DATABASE.url(),
                Map.of(
                        "VADRA_HTTP_PORT",
                        String.valueOf(port),
                        "VADRA_HTTP_PUBLIC_URL",
                        HOUSE.toString(),
                        "VADRA_LIVE_HINTS",
                        "pg",
                        "VADRA_OIDC_ISSUER",
                        ISSUER.url(),
                        "VADRA_OIDC_CLIENT_ID",
                        TestIssuer.CLIENT,
                        "VADRA_OIDC_CLIENT_SECRET",
                        TestIssuer.SECRET,
                        "VADRA_OIDC_NAME",
                        "Kundkontot",
                        "VADRA_OIDC_STAFF_GROUP",
                        "personal"));
    }

    private final Traveller traveller = new Traveller(HOUSE);

    @AfterAll
    static void stop() {
        List.of(SERVER, OTHER).forEach(TestServer::close);
        ISSUER.close();
        get(VERTX.close());
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
        assertThat(one("SELECT count(*) FROM member WHERE handle = 'asta' AND password_hash IS NULL"))
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
        var atOther = URI.create(OTHER.url() + back.getRawPath() + "?" + back.getRawQuery());
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

    @Test
    void aTokenIsHeldAgainstEachOfItsClaims() {
        refusedWith(claims -> claims.claim("nonce", "A".repeat(43)));
        refusedWith(claims -> claims.claim("nonce", null));
        refusedWith(claims -> claims.audience("another-house"));
        refusedWith(claims ->
                claims.audience(List.of(TestIssuer.CLIENT, "another-house")).claim("azp", "another-house"));
        refusedWith(claims -> claims.issuer("https://evil.example"));
        refusedWith(claims -> claims.subject(null));
        refusedWith(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        refusedWith(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(600))));
    }

    private void refusedWith(Consumer<JWTClaimsSet.Builder> claims) {
        ISSUER.bendClaims(claims);
        assertRefused(new Traveller(HOUSE).travels("asta"));
    }

    @Test
    void aClockMayDifferByLessThanAMinute() {
        ISSUER.bendClaims(
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(20))));
        assertThat(traveller.travels("dag").statusCode()).isEqualTo(303);
    }

    @Test
    void aTokenThatIsSignedByNobodyOrByASharedSecretOrAStrangerIsRefused() {
        for (UnaryOperator<String> bend : List.<UnaryOperator<String>>of(
                token -> new PlainJWT(claims(token)).serialize(),
                token -> shared(claims(token), TestIssuer.SECRET.getBytes(StandardCharsets.UTF_8)),
                token -> shared(claims(token), publicKey()),
                token -> TestIssuer.signed(claims(token), TestIssuer.newKey()),
                token -> token.substring(0, token.lastIndexOf('.') + 1),
                token -> "inget")) {
            ISSUER.bend(bend);
            assertRefused(new Traveller(HOUSE).travels("asta"));
        }
    }

    private static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String shared(JWTClaimsSet claims, byte[] secret) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(ISSUER.key().getKeyID())
                            .build(),
                    claims);
            token.sign(new MACSigner(Arrays.copyOf(secret, Math.max(32, secret.length))));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] publicKey() {
        try {
            return ISSUER.key().toRSAPublicKey().getEncoded();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aKeyThatTheIssuerChangedIsFoundAndTheOldOneForgotten() {
        traveller.travels("eva");
        var old = ISSUER.key();
        ISSUER.rotate();
        Wait.until(
                "the new key is known",
                () -> new Traveller(HOUSE).travels("eva").statusCode() == 303);
        ISSUER.bend(token -> TestIssuer.signed(claims(token), old));
        assertRefused(new Traveller(HOUSE).travels("eva"));
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
        var link = new JsonObject()
                .put("link", true)
                .put("returnTo", "/me")
                .put("password", Person.PASSWORD);
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
        assertThat(one(
                        "SELECT string_agg(role, ' ' ORDER BY at) FROM role_given WHERE member_id = (SELECT member_id FROM"
                                + " outside_account WHERE subject = 'dag')"))
                .isEqualTo("member staff");
        ISSUER.bend(UnaryOperator.identity());
        new Traveller(HOUSE).travels("dag");
        Wait.until("no longer staff", () -> traveller.who().getString("role").equals("member"));

        ISSUER.bendClaims(claims -> claims.claim("groups", List.of("personal")));
        traveller.travels("dag");
        Wait.until("staff again", () -> traveller.who().getString("role").equals("staff"));
        get(SQL.query("UPDATE outside_account SET staff_until = now() - interval '1 second' WHERE subject = 'dag'")
                .execute());
        Wait.until("its word is over", () -> traveller.who().getString("role").equals("member"));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("vadra=");
    }

    private static String one(String sql) {
        return String.valueOf(get(SQL.query(sql).execute()).iterator().next().getValue(0));
    }
}
