package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.faults.ServerProcess;

/** What whoever runs the house lets go out in an hour, whoever asks for it. */
class MailLimitTest {
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-03-27T12:00:00Z"));
    private final GreenMail mail = started();
    private final TestServer server = TestServer.start(
            TestDatabase.fresh().url(),
            Map.of(
                    "VADRA_MAIL_SMTP_URL", "smtp://127.0.0.1:" + mail.getSmtp().getPort(),
                    "VADRA_MAIL_FROM", "vadra@example.org",
                    "VADRA_MAIL_PER_HOUR", "2",
                    "VADRA_HTTP_PUBLIC_URL", "http://127.0.0.1"),
            clock);

    private static GreenMail started() {
        var mail = new GreenMail(new ServerSetup(ServerProcess.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        return mail;
    }

    @AfterEach
    void stop() {
        server.close();
        mail.stop();
    }

    @Test
    void aHouseSendsNoMoreInAnHourThanItMayAndTheRestLater() {
        for (int n = 0; n < 5; n++) {
            var asked =
                    new JsonObject().put("address", "bo" + n + "@example.org").put("language", "sv");
            var answer = Person.member(server.url(), "bo-" + n).write("PUT", "/api/me/mail", asked, "k");
            assertThat(answer.status()).isEqualTo(202);
        }
        Wait.until("two have gone", () -> mail.getReceivedMessages().length >= 2);
        // Longer than from one round of sending to the next.
        Wait.pause(2_500);
        assertThat(mail.getReceivedMessages()).hasSize(2);
        clock.step(Duration.ofMinutes(61));
        Wait.until("two more have gone", () -> mail.getReceivedMessages().length >= 4);
        Wait.pause(2_500);
        assertThat(mail.getReceivedMessages()).hasSize(4);
    }
}
