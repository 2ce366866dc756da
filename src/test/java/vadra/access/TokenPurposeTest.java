package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.access.House.ok;
import static vadra.access.House.put;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.faults.ServerProcess;
import vadra.it.Api;
import vadra.it.Browser;
import vadra.it.Person;
import vadra.it.TestServer;
import vadra.it.Wait;

/** Each secret opens the one door that it was made for. */
class TokenPurposeTest {
    private static final Pattern LINK = Pattern.compile("/mail/confirm/([A-Za-z0-9_-]+)");
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(ServerProcess.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final TestServer SERVER = server();
    private static final Api GUEST = new Api(SERVER.url(), Optional.empty());

    private static TestServer server() {
        MAIL.start();
        return TestServer.start(
                TestDatabase.fresh().url(),
                Map.of(
                        "VADRA_MAIL_SMTP_URL",
                                "smtp://127.0.0.1:" + MAIL.getSmtp().getPort(),
                        "VADRA_MAIL_FROM", "vadra@example.org",
                        "VADRA_HTTP_PUBLIC_URL", "http://127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        MAIL.stop();
    }

    private static int confirms(String token) {
        return GUEST.post("/api/mail/confirm", new JsonObject().put("token", token))
                .status();
    }

    private static boolean invites(String secret) {
        var looked = GUEST.post("/api/invitations/look", new JsonObject().put("invitation", secret));
        return looked.status() == 200;
    }

    private static boolean signsIn(String secret) {
        var bearer =
                new Api(SERVER.url(), Optional.of(secret)).get("/api/sessions").status();
        var cookie = Api.send(GUEST.request("/api/sessions")
                .header("Cookie", "vadra=" + secret)
                .GET());
        return bearer != 401 || cookie.status() != 401;
    }

    /** Asks for letters; the secret in the first. */
    private static String letter(Api asta) {
        ok(put(
                asta,
                "/api/me/mail",
                new JsonObject().put("address", "asta@example.org").put("language", "sv")));
        Wait.until("the letter", () -> MAIL.getReceivedMessages().length == 1);
        var letter = GreenMailUtil.getWholeMessage(MAIL.getReceivedMessages()[0])
                .replace("=\r\n", "")
                .replace("=3D", "=");
        var found = LINK.matcher(letter);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void aLetterSessionReceiptAndPageTokenAreNoneOfTheOthers() {
        var asta = Person.member(SERVER.url(), "asta");
        var browser = Browser.joins(SERVER.url(), "bo");
        var token = letter(asta);
        var session = asta.token().orElseThrow();
        var id = ok(asta.get("/api/sessions"))
                .getJsonArray("sessions")
                .getJsonObject(0)
                .getString("id");
        var csrf = browser.csrf();

        anInvitationIsNoneOf(List.of(token, session, id, String.valueOf(csrf)));
        assertThat(List.of(token, id, String.valueOf(csrf), UUID.randomUUID().toString(), ""))
                .noneMatch(TokenPurposeTest::signsIn);
        assertThat(List.of(session, id, String.valueOf(csrf))).noneMatch(secret -> confirms(secret) < 400);
        var left = Api.send(GUEST.request("/api/mail/leave/" + token).POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(left.status()).as("as for any other").isEqualTo(204);
        assertThat(asta.get("/api/me/notification-choices").json().getValue("asked"))
                .as("it was no link to leave by")
                .isEqualTo("asta@example.org");
        assertThat(confirms(token)).as("what it was made for").isEqualTo(204);
        assertThat(confirms(token)).as("once").isEqualTo(404);
        assertThat(GUEST.get("/api/notices/" + token).status()).isIn(400, 404);
    }

    private static void anInvitationIsNoneOf(List<String> others) {
        var note = new JsonObject().put("note", "För Cia");
        var invitation = ok(SERVER.staff().post("/api/desk/invitations", note)).getString("secret");
        assertThat(others).noneMatch(TokenPurposeTest::invites);
        assertThat(invites(invitation)).isTrue();
        assertThat(confirms(invitation)).isGreaterThanOrEqualTo(400);
        assertThat(signsIn(invitation)).isFalse();
    }
}
