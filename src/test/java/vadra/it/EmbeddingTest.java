package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vadra.app.TestDatabase;

/** Who the company's site vouches for takes part in a frame as who they are, and nobody else does. */
class EmbeddingTest {
    private static final HostSite SITE = new HostSite(URI.create("https://talk.example.org"));
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool SQL = DATABASE.pool(VERTX);
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), SITE.settings("https://www.example.org"));
    private static final Api GUEST = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    private static Api.Answer enter(String token) {
        return GUEST.post("/api/embedded/session", new JsonObject().put("token", token));
    }

    private static Api.Answer join(Api.Answer entered, String name) {
        return GUEST.post(
                "/api/embedded/members",
                new JsonObject()
                        .put("secret", entered.json().getJsonObject("newcomer").getString("secret"))
                        .put("name", name)
                        .put("acceptedRules", 1));
    }

    private static Api as(Api.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return new Api(SERVER.url(), Optional.of(answer.json().getString("token")));
    }

    private static Api customer(String subject) {
        return as(join(enter(SITE.token(subject, subject)), subject));
    }

    private static String handle(Api by) {
        return by.get("/api/session").json().getJsonObject("member").getString("handle");
    }

    @Test
    void aCustomerJoinsOnceAndIsTheSameMemberAfterwards() {
        var first = enter(SITE.token("kund-1", "Åsta Öberg"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().getJsonObject("newcomer").getString("name")).isEqualTo("Åsta Öberg");
        var joined = join(first, "Åsta");
        var again = enter(SITE.token("kund-1", "Någon Annan"));
        assertThat(handle(as(again))).isEqualTo(handle(as(joined)));
        assertThat(again.response().headers().map()).doesNotContainKey("set-cookie");
        assertThat(handle(as(again))).isNotEqualTo(handle(customer("kund-2")));
        assertThat(join(first, "Åsta").status()).as("the secret is used").isEqualTo(403);
    }

    @Test
    void nobodySpeaksBeforeTheRulesAreAcceptedAndATakenHandleIsTold() {
        var entered = enter(SITE.token("kund-3", "Bo"));
        var secret = entered.json().getJsonObject("newcomer").getString("secret");
        assertThat(new Api(SERVER.url(), Optional.of(secret))
                        .get("/api/session")
                        .status())
                .as("what lets one join is no session")
                .isEqualTo(401);
        var body = new JsonObject().put("secret", secret).put("name", "Bo").put("handle", "staff");
        assertThat(GUEST.post("/api/embedded/members", body.copy().put("acceptedRules", 99))
                        .status())
                .isEqualTo(400);
        assertThat(GUEST.post("/api/embedded/members", body).status()).isEqualTo(400);
        Person.member(SERVER.url(), "bosse");
        var taken = body.copy().put("handle", "bosse").put("acceptedRules", 1);
        assertThat(GUEST.post("/api/embedded/members", taken).status()).isEqualTo(409);
        assertThat(handle(as(GUEST.post("/api/embedded/members", taken.put("handle", "bo-i-ramen")))))
                .isEqualTo("bo-i-ramen");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("must be signed with ES256", () -> shared()),
                bad("is no signed token", () -> new PlainJWT(claims().build()).serialize()),
                bad("is no signed token", () -> SITE.token("a", "A").replaceFirst("^[^.]+", "eyJhbGciOiJub25lIn0")),
                bad("is no signed token", () -> "a.b.c"),
                bad(
                        "must be signed with ES256",
                        () -> HostSite.signed(
                                new JWSHeader(JWSAlgorithm.ES384), claims().build(), HostSite.newKey(Curve.P_384))),
                bad(
                        "is not signed by the site's key",
                        () -> HostSite.signed(claims().build(), HostSite.newKey(Curve.P_256))),
                bad("is not signed by the site's key", () -> altered()),
                bad("has a header that is not known", () -> itsOwnKey()),
                bad("has another iss", () -> token(claims().issuer("https://evil.example"))),
                bad("has another iss", () -> token(claims().issuer(null))),
                bad("has another aud", () -> token(claims().audience("https://other.example.org"))),
                bad(
                        "has another aud",
                        () -> token(
                                claims().audience(List.of("https://talk.example.org", "https://other.example.org")))),
                bad("has another aud", () -> token(claims().audience("https://talk.example.org/"))));
    }

    private static Stream<Arguments> badOtherwise() {
        return Stream.of(
                bad("has expired", () -> token(lasting(-120, -31))),
                bad("has no exp", () -> token(claims().expirationTime(null))),
                bad("has no iat", () -> token(claims().issueTime(null))),
                bad("has an iat that is yet to come", () -> token(lasting(60, 120))),
                bad("must be good for at most 5 minutes", () -> token(lasting(0, 301))),
                bad("must be good for at most 5 minutes", () -> token(lasting(20, 10))),
                bad("is not good yet", () -> token(claims().notBeforeTime(in(60)))),
                bad("has no fitting sub", () -> token(claims().subject(null))),
                bad("has no fitting sub", () -> token(claims().subject("x\u0000"))),
                bad("has no fitting sub", () -> token(claims().subject("x".repeat(256)))),
                bad("has no fitting jti", () -> token(claims().jwtID(null))),
                bad("has no fitting jti", () -> token(claims().jwtID("kort"))),
                bad("has a claim that is not known", () -> token(claims().claim("role", "staff"))),
                bad("is no signed token", () -> token(claims().claim("name", 7))));
    }

    private static Arguments bad(String why, Supplier<String> token) {
        return Arguments.of(why, token);
    }

    private static JWTClaimsSet.Builder claims() {
        return SITE.claims("offret", "Offret");
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static JWTClaimsSet.Builder lasting(long from, long to) {
        return claims().issueTime(in(from)).expirationTime(in(to));
    }

    private static String token(JWTClaimsSet.Builder claims) {
        return HostSite.signed(claims.build(), SITE.key());
    }

    /** Signed with what everybody may know: the public key, taken for a secret that is shared. */
    private static String shared() {
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
            token.sign(new MACSigner(SITE.key().toECPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One customer's claims over another's signature. */
    private static String altered() {
        var parts = SITE.token("kund-1", "Åsta").split("\\.", -1);
        return parts[0] + "." + token(claims()).split("\\.", -1)[1] + "." + parts[2];
    }

    private static String itsOwnKey() {
        var key = HostSite.newKey(Curve.P_256);
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(key.toPublicJWK()).build();
        return HostSite.signed(header, claims().build(), key);
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource({"bad", "badOtherwise"})
    void aTokenThatIsNotGoodLetsNobodyIn(String why, Supplier<String> token) {
        var answer = enter(token.get());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(403);
        assertThat(answer.json().getString("detail")).contains(why);
    }

    @Test
    void whatIsTooLongOrNotAskedForIsRefusedBeforeItIsRead() {
        assertThat(enter("x".repeat(4097)).status()).isEqualTo(400);
        assertThat(enter("").status()).isEqualTo(400);
        var more = new JsonObject().put("token", SITE.token("kund-4", "D")).put("role", "staff");
        assertThat(GUEST.post("/api/embedded/session", more).status()).isEqualTo(400);
    }

    @Test
    void clocksMayDifferByHalfAMinute() {
        assertThat(enter(token(lasting(25, 200))).status()).isEqualTo(200);
        assertThat(enter(token(lasting(-200, -20))).status()).isEqualTo(200);
    }

    @Test
    void ofFiftyWhoSendTheSameTokenAtOnceOneIsLetIn() {
        var token = SITE.token("kund-5", "Eva");
        var statuses = IntStream.range(0, 50)
                .parallel()
                .mapToObj(n -> enter(token).status())
                .toList();
        assertThat(statuses).containsOnly(200, 403).containsOnlyOnce(200);
        assertThat(enter(token).json().getString("detail")).contains("used before");
    }

    @Test
    void itsSessionEndsWithinTheHourOrWhenItIsRevokedAndItsSocketWithThat() {
        var entered = join(enter(SITE.token("kund-6", "Finn")), "Finn");
        assertThat(Instant.parse(entered.json().getString("until")))
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3600));
        var finn = as(entered);
        try (var live = new LiveClient("finn", finn, new vadra.history.History()).open()) {
            get(SQL.query("DELETE FROM session WHERE kind = 'embedded' AND member_id ="
                            + " (SELECT member_id FROM outside_account WHERE subject = 'kund-6')")
                    .execute());
            Wait.until("the socket is closed", () -> !live.closes().isEmpty());
        }
        assertThat(finn.get("/api/session").status()).isEqualTo(401);
        var again = as(enter(SITE.token("kund-6", "Finn")));
        get(SQL.query("UPDATE session SET expires_at = now() WHERE kind = 'embedded' AND member_id ="
                        + " (SELECT member_id FROM outside_account WHERE subject = 'kund-6')")
                .execute());
        assertThat(again.get("/api/session").status()).isEqualTo(401);
    }

    /** Its secret is no cookie, so no page makes a browser send it; and as a cookie it would be nobody's. */
    @Test
    void itIsNoCookieAndNoOtherOriginUsesIt() {
        var gun = customer("kund-7");
        var cookie = GUEST.request("/api/session")
                .header("Cookie", "vadra=" + gun.token().orElseThrow());
        assertThat(Api.send(cookie.GET()).json().getValue("member")).isNull();
        var foreign = gun.request("/api/session")
                .header("Origin", "https://www.example.org")
                .DELETE();
        assertThat(Api.send(foreign).status())
                .as("even of a site that may frame us")
                .isEqualTo(403);
        assertThat(Api.send(gun.request("/").GET()).status())
                .as("no page is theirs")
                .isEqualTo(403);
        assertThat(Api.send(gun.request("/connection/sse?channel=room:x").GET()).status())
                .isEqualTo(403);
    }

    /** A secret that lets somebody of the site's join opens no other door, and the other way round. */
    @Test
    void whatLetsOneJoinInAFrameIsOfNoUseElsewhere() {
        get(SQL.query("INSERT INTO outside_newcomer VALUES (sha256('" + "B".repeat(43)
                        + "'), 'https://login.example.org', 'x', 'X', true, now() + interval '1 hour')")
                .execute());
        var body =
                new JsonObject().put("secret", "B".repeat(43)).put("name", "X").put("acceptedRules", 1);
        assertThat(GUEST.post("/api/embedded/members", body).status()).isEqualTo(403);
    }

    @Test
    void theStaffDoesNotActInFrames() {
        var hal = customer("kund-8");
        assertThat(hal.get("/api/rooms/inget").status()).isEqualTo(404);
        get(SQL.query("UPDATE member SET role = 'staff' WHERE id ="
                        + " (SELECT member_id FROM outside_account WHERE subject = 'kund-8')")
                .execute());
        Wait.until("they are staff", () -> hal.get("/api/rooms/inget").status() == 403);
        assertThat(enter(SITE.token("kund-8", "Hal")).status()).isEqualTo(403);
    }
}
