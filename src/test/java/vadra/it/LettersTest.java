package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.faults.ServerProcess;
import vadra.history.History;

/** Mail to members, by a real mail server: asked for, once, at their hour, without anybody's words, and easily left. */
class LettersTest {
    private static final String SENT =
            "SELECT count(*) FROM mail_letter WHERE kind = 'digest' AND status = 'sent' AND tries = 2";
    private static final String CHOICES = "/api/me/notification-choices";
    private static final Pattern TOKEN = Pattern.compile("/mail/(?:confirm|leave)/([A-Za-z0-9_-]+)");

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-03-27T12:00:00Z"));
    private final GreenMail mail =
            new GreenMail(new ServerSetup(ServerProcess.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final TestDatabase database = TestDatabase.fresh();
    private final TestServer north = server();
    private final TestServer south = server();
    private final History history = new History();
    private final Person asta = Person.joins(north.url(), "asta", history).startsRoom("rummet");
    private final Person bo = Person.joins(south.url(), "bo", history).entersQuietly("rummet");

    private TestServer server() {
        if (!mail.isRunning()) {
            mail.start();
        }
        return TestServer.start(
                database.url(),
                Map.of(
                        "VADRA_MAIL_SMTP_URL",
                                "smtp://127.0.0.1:" + mail.getSmtp().getPort(),
                        "VADRA_MAIL_FROM", "vadra@example.org",
                        "VADRA_HTTP_PUBLIC_URL", "http://127.0.0.1"),
                clock);
    }

    @AfterEach
    void stop() {
        north.close();
        south.close();
        mail.stop();
    }

    private List<MimeMessage> letters(String to) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(letter -> {
                    try {
                        return letter.getAllRecipients()[0].toString().equals(to);
                    } catch (MessagingException broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .toList();
    }

    private MimeMessage letter(String to, int count) {
        Wait.until("letter no. " + count + " to " + to, () -> letters(to).size() >= count);
        return letters(to).get(count - 1);
    }

    private static String whole(MimeMessage letter) {
        // Long lines are broken with an equals sign at their end, and an equals sign is written as =3D.
        return GreenMailUtil.getWholeMessage(letter).replace("=\r\n", "").replace("=3D", "=");
    }

    private static String token(MimeMessage letter) {
        var found = TOKEN.matcher(whole(letter));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Api.Answer asks(Person who, String address) {
        return who.api()
                .write(
                        "PUT",
                        "/api/me/mail",
                        new JsonObject().put("address", address).put("language", "sv"),
                        "k");
    }

    private Api.Answer confirms(TestServer where, String token) {
        return new Api(where.url(), Optional.empty()).post("/api/mail/confirm", new JsonObject().put("token", token));
    }

    private void chooses(Person who, String pace, Optional<JsonObject> quiet) {
        var chosen = who.api().get(CHOICES).json();
        List.of("places", "address", "asked", "mailOpen").forEach(chosen::remove);
        chosen.put("mail", pace).put("quiet", quiet.orElse(null));
        assertThat(who.api().write("PUT", CHOICES, chosen, "k").status()).isEqualTo(200);
    }

    private void wantsMail(String pace) {
        assertThat(asks(asta, "asta@example.org").status()).isEqualTo(202);
        assertThat(confirms(south, token(letter("asta@example.org", 1))).status())
                .isEqualTo(204);
        chooses(asta, pace, Optional.empty());
    }

    private void told(int count) {
        Wait.until(
                "asta is told",
                () -> asta.api().get("/api/me/notifications").json().getInteger("unread") == count);
    }

    /** Long enough for both nodes to make and send what they would. */
    private static void turns() {
        Wait.pause(6_500);
    }

    private long one(String sql) {
        var vertx = Vertx.vertx();
        try {
            return get(database.pool(vertx).query(sql).execute())
                    .iterator()
                    .next()
                    .getLong(0);
        } finally {
            get(vertx.close());
        }
    }

    @Test
    void anAddressIsTheMembersWhenItsLinkIsAnsweredWhichOneOfFiftyDoes() {
        assertThat(asks(asta, "asta@example.org").status()).isEqualTo(202);
        var token = token(letter("asta@example.org", 1));
        assertThat(asta.api().get(CHOICES).json().getValue("address")).isNull();
        assertThat(Api.send(HttpRequest.newBuilder(north.url().resolve("/mail/confirm/" + token))
                                .header("Accept", "text/html"))
                        .status())
                .isEqualTo(200);
        assertThat(asta.api().get(CHOICES).json().getValue("address"))
                .as("looked at, not answered")
                .isNull();
        var answers =
                AtOnce.all(50, i -> confirms(i % 2 == 0 ? north : south, token).status());
        assertThat(answers).containsOnly(204, 404);
        assertThat(answers.stream().filter(status -> status == 204)).hasSize(1);
        assertThat(asta.api().get(CHOICES).json().getString("address")).isEqualTo("asta@example.org");
        assertThat(confirms(north, "x" + token.substring(1)).status()).isEqualTo(404);
        assertThat(confirms(north, "inget").status()).isEqualTo(404);
    }

    @Test
    void anAddressIsAskedThreeTimesADayWhoeverGivesItAndNoneIsAHeader() {
        for (var who : List.of(asta, bo, asta)) {
            assertThat(asks(who, "offer@example.org").status()).isEqualTo(202);
        }
        assertThat(asks(bo, "Offer@example.org").problem()).isEqualTo("too-fast");
        for (var bad : List.of("a@b.se\nBcc: c@d.se", "a b@c.se", "@b.se", "ingen", "a@b.se, c@d.se", "a@-")) {
            assertThat(asks(bo, bad).status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void aMemberAsksForFiveAddressesADay() {
        for (int i = 0; i < 5; i++) {
            assertThat(asks(bo, "bo" + i + "@example.org").status()).isEqualTo(202);
        }
        assertThat(asks(bo, "bo5@example.org").problem()).isEqualTo("too-fast");
    }

    @Test
    void aDigestComesOnceAtTheHourWithoutWordsOrLinksInNamesAndIsLeftInOneClick() throws Exception {
        wantsMail("daily");
        var evil = Person.joins(north.url(), "evil", history).entersQuietly("rummet");
        var renamed = new JsonObject().put("name", "http://ond.example/ <b>");
        assertThat(evil.api().write("PATCH", "/api/me", renamed, "k").status()).isEqualTo(200);
        evil.says("hemligt @asta");
        var gone = bo.says("ångrat @asta");
        var hidden = bo.says("dolt @asta");
        told(3);
        turns();
        assertThat(letters("asta@example.org")).as("it is not eight yet").hasSize(1);
        bo.withdraws(gone);
        var act = new Moderation(north).acts(hidden, 3);
        assertThat(act.n()).isPositive();
        clock.to(Instant.parse("2026-03-28T07:00:01Z"));
        var digest = letter("asta@example.org", 2);
        var whole = whole(digest);
        assertThat(digest.getSubject()).isEqualTo("Vädra: 1 besked till dig");
        assertThat(whole)
                .doesNotContain("hemligt", "ångrat", "dolt", "ond.example", "<b>")
                .contains("http ond example b")
                .contains("http://127.0.0.1/rooms/rummet#p-");
        assertThat(digest.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(digest.getHeader("Message-ID")[0]).matches("<[0-9a-f-]{36}@example\\.org>");
        turns();
        assertThat(letters("asta@example.org")).as("once, by two nodes").hasSize(2);
        leaves(digest);
    }

    private void leaves(MimeMessage digest) throws MessagingException {
        var link = digest.getHeader("List-Unsubscribe")[0];
        var path = link.substring(link.indexOf("/api/"), link.length() - 1);
        for (var wrong : List.of(path.substring(0, path.length() - 3) + "AAA", path)) {
            assertThat(asta.api().get(CHOICES).json().getString("mail")).isEqualTo("daily");
            var click = HttpRequest.newBuilder(south.url().resolve(wrong))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"));
            assertThat(Api.send(click).status()).as("the same, whoever asks").isEqualTo(204);
        }
        assertThat(asta.api().get(CHOICES).json().getString("mail")).isEqualTo("off");
    }

    @Test
    void whatWaitsWhileNobodyTakesMailGoesOutOnceUnderTheSameNumberAndWaitsForQuietHours() throws Exception {
        wantsMail("each");
        chooses(asta, "each", Optional.of(new JsonObject().put("from", "22:00").put("until", "07:00")));
        // The night in which the clocks go on: seven in Stockholm is five in UTC.
        clock.to(Instant.parse("2026-03-28T20:57:30Z"));
        bo.says("sent @asta");
        told(1);
        clock.step(Duration.ofMinutes(3));
        turns();
        clock.to(Instant.parse("2026-03-29T04:59:00Z"));
        turns();
        assertThat(letters("asta@example.org")).as("in quiet hours").hasSize(1);
        mail.stop();
        clock.to(Instant.parse("2026-03-29T05:03:00Z"));
        isTriedAndWaits();
        mail.start();
        clock.step(Duration.ofMinutes(2));
        Wait.until("it came", () -> one(SENT) == 1);
        clock.step(Duration.ofHours(-5));
        turns();
        assertThat(one(SENT)).as("whatever the clock does").isEqualTo(1);
        assertThat(one("SELECT count(*) FROM mail_letter WHERE kind = 'digest'"))
                .isEqualTo(1);
    }

    private void isTriedAndWaits() {
        Wait.until(
                "it was tried", () -> one("SELECT count(*) FROM mail_letter WHERE kind = 'digest' AND tries = 1") == 1);
        Wait.until(
                "it waits",
                () -> one(
                                "SELECT count(*) FROM mail_letter WHERE kind = 'digest' AND status = 'waiting' AND due_at <= '"
                                        + clock.instant().plusSeconds(60) + "'")
                        == 1);
    }
}
