package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.app.TestDatabase;

/** Where joining is by invitation, a link lets in as many as it says, as what it says, while it says so, on any server. */
class InvitationsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool SQL = DATABASE.pool(VERTX);
    private static final TestServer NORTH = node();
    private static final TestServer SOUTH = node();

    private final Api staff = NORTH.staff();
    private final Api guest = new Api(SOUTH.url(), Optional.empty());

    private static TestServer node() {
        return TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", "pg", "VADRA_JOIN_BY", "invitation"));
    }

    @AfterAll
    static void stop() {
        List.of(NORTH, SOUTH).forEach(TestServer::close);
        get(VERTX.close());
    }

    @Test
    void nobodyJoinsWithoutOne() {
        assertThat(guest.get("/api/entrances").json().getString("joinBy")).isEqualTo("invitation");
        assertThat(guest.post("/api/members", Browser.newcomer("Objuden")).problem())
                .isEqualTo("forbidden");
        assertThat(one("SELECT count(*) FROM member WHERE name = 'Objuden'")).isEqualTo("0");
    }

    /** The staff's own programs bring people, as an old conversation is brought. */
    @Test
    void theStaffBringsPeopleWithoutOne() {
        assertThat(staff.post("/api/members", Browser.newcomer("Hämtad")).status())
                .isEqualTo(201);
    }

    @Test
    void whoIsInvitedJoinsAndIsWhatTheInvitationSays() {
        var made = make(new JsonObject().put("note", "Bloggarna i Lund").put("role", "blogger"));
        var joined = joins(guest, "bella", made.getString("secret"));
        assertThat(joined.status()).as(joined.json().encode()).isEqualTo(201);
        assertThat(joined.json().getJsonObject("member").getString("role")).isEqualTo("blogger");
        assertThat(one("SELECT role || ' by ' || (SELECT handle FROM member WHERE id = by_member) FROM role_given"
                        + " WHERE member_id = (SELECT id FROM member WHERE handle = 'bella')"))
                .isEqualTo("blogger by staff");
        var one = listed(made);
        assertThat(one.getInteger("used")).isEqualTo(1);
        assertThat(one.getJsonArray("joined")).isEqualTo(new JsonArray().add("bella"));
        assertThat(one.getString("by")).isEqualTo("staff");
        assertThat(one.getBoolean("open")).isFalse();
    }

    /** Both servers, real sockets, one use: whoever comes first. */
    @Test
    void ofFiftyAtOnceOneJoinsByAnInvitationForOne() {
        var secret = make(note("För en enda")).getString("secret");
        var answers = AtOnce.all(50, n -> {
            var at = new Api((n % 2 == 0 ? NORTH : SOUTH).url(), Optional.empty());
            return joins(at, "race-" + n, secret);
        });
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .extracting(answer -> answer.json().getString("detail"))
                .containsOnly("this invitation is not open.");
        assertThat(one("SELECT count(*) FROM member WHERE handle LIKE 'race-%'"))
                .isEqualTo("1");
    }

    @Test
    void asManyJoinAsItSaysAndNotOneMore() {
        var secret = make(note("För två").put("uses", 2)).getString("secret");
        var answers = IntStream.range(0, 3)
                .mapToObj(n -> joins(guest, "two-" + n, secret).status())
                .toList();
        assertThat(answers).containsExactly(201, 201, 403);
    }

    @Test
    void lookingAtALinkUsesNothingUp() {
        var made = make(note("Titta bara"));
        for (int n = 0; n < 5; n++) {
            assertThat(look(made.getString("secret")).status()).isEqualTo(200);
            assertThat(guest.get("/join").status()).isEqualTo(200);
        }
        assertThat(listed(made).getInteger("used")).isZero();
        assertThat(joins(guest, "tittare", made.getString("secret")).status()).isEqualTo(201);
    }

    @Test
    void aHandleThatIsTakenUsesNothingUp() {
        var secret = make(note("För en till")).getString("secret");
        assertThat(joins(guest, "staff-2", secret).status()).isEqualTo(201);
        var other = make(note("För ännu en"));
        assertThat(joins(guest, "staff-2", other.getString("secret")).problem()).isEqualTo("conflict");
        assertThat(listed(other).getInteger("used")).isZero();
    }

    @Test
    void whatIsShutIsRefusedInTheSameWordsWhateverShutIt() {
        var revoked = make(note("Tas tillbaka"));
        assertThat(staff.delete("/api/desk/invitations/" + revoked.getString("id"))
                        .status())
                .isEqualTo(204);
        var expired = make(note("Gick ut"));
        run(
                "UPDATE invitation SET made_at = made_at - interval '8 days', until = until - interval '8 days' WHERE id = '"
                        + expired.getString("id") + "'");
        var used = make(note("Är använd"));
        joins(guest, "anvand", used.getString("secret"));
        var secrets = List.of(
                revoked.getString("secret"), expired.getString("secret"), used.getString("secret"), "A".repeat(43));
        assertThat(secrets).allSatisfy(secret -> {
            assertThat(look(secret).json().getString("detail")).isEqualTo("this invitation is not open.");
            assertThat(joins(guest, "sen", secret).json().getString("detail"))
                    .isEqualTo("this invitation is not open.");
        });
    }

    @Test
    void whatWasTakenBackIsStillTold() {
        var made = make(note("Ångrad"));
        for (int n = 0; n < 2; n++) {
            assertThat(staff.delete("/api/desk/invitations/" + made.getString("id"))
                            .status())
                    .isEqualTo(204);
        }
        assertThat(listed(made).getString("revokedBy")).isEqualTo("staff");
        assertThat(staff.delete("/api/desk/invitations/" + new UUID(1, 1)).problem())
                .isEqualTo("not-found");
    }

    /** Whatever the server's own check says, the database's refuses too. */
    @Test
    void onlyStaffInvites() {
        var member = joined("vanlig", "member");
        var blogger = joined("bloggare", "blogger");
        for (var one : List.of(member, blogger)) {
            assertThat(one.post("/api/desk/invitations", note("Min vän")).problem())
                    .isEqualTo("forbidden");
            assertThat(one.get("/api/desk/invitations").problem()).isEqualTo("forbidden");
        }
        assertThat(guest.get("/api/desk/invitations").problem()).isEqualTo("sign-in-needed");
        assertThat(one("SELECT count(*) FROM member WHERE role = 'staff' AND handle <> 'staff'"))
                .isEqualTo("0");
    }

    @Test
    void nobodyReadsTheSecretAgain() {
        var made = make(note("Hemlig"));
        assertThat(made.getString("secret")).matches("[A-Za-z0-9_-]{43}");
        assertThat(listed(made).containsKey("secret")).isFalse();
        assertThat(one("SELECT count(*) FROM invitation WHERE invitation::text LIKE '%" + made.getString("secret")
                        + "%'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"note\":\"\"}",
                "{\"note\":\"N\",\"uses\":0}",
                "{\"note\":\"N\",\"uses\":1001}",
                "{\"note\":\"N\",\"days\":31}",
                "{\"note\":\"N\",\"days\":0}",
                "{\"note\":\"N\",\"role\":\"staff\"}",
                "{\"note\":\"N\",\"role\":\"consultant\"}",
                "{\"note\":\"N\",\"used\":0}",
                "{\"note\":\"\\u202e\"}"
            })
    void whatBreaksARuleIsNamed(String body) {
        assertThat(staff.post("/api/desk/invitations", new JsonObject(body)).problem())
                .isEqualTo("invalid");
    }

    private static JsonObject note(String note) {
        return new JsonObject().put("note", note);
    }

    private JsonObject make(JsonObject wanted) {
        var made = staff.post("/api/desk/invitations", wanted);
        assertThat(made.status()).as(made.json().encode()).isEqualTo(201);
        return made.json();
    }

    private JsonObject listed(JsonObject made) {
        return staff.get("/api/desk/invitations").json().getJsonArray("invitations").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("id").equals(made.getString("id")))
                .findFirst()
                .orElseThrow();
    }

    private Api.Answer look(String secret) {
        return guest.post("/api/invitations/look", new JsonObject().put("invitation", secret));
    }

    @CanIgnoreReturnValue
    private static Api.Answer joins(Api at, String handle, String secret) {
        return at.post(
                "/api/members",
                Browser.newcomer(handle)
                        .put("handle", handle)
                        .put("invitation", secret)
                        .put("session", "token"));
    }

    private Api joined(String handle, String role) {
        var secret = make(note("För " + handle).put("role", role)).getString("secret");
        return new Api(
                NORTH.url(), Optional.of(joins(guest, handle, secret).json().getString("token")));
    }

    private static String one(String sql) {
        return String.valueOf(get(SQL.query(sql).execute()).iterator().next().getValue(0));
    }

    private static void run(String sql) {
        get(SQL.query(sql).execute());
    }
}
