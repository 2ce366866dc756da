package vadra.outside;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import vadra.notifications.Postman;

/** Hands members' letters to the mail server, each with the same Message-ID at every try, and with the headers of RFC 8058. */
public final class LetterSender implements Postman {
    private static final int SECONDS = 20;

    private final MailClient client;
    private final String from;

    public LetterSender(Vertx vertx, URI server, String from) {
        this.client = MailClient.create(vertx, MailSender.config(server).setKeepAlive(true));
        this.from = from;
    }

    @Override
    public Future<Void> send(Mail mail) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add(
                        "Message-ID",
                        "<" + mail.id() + "@" + from.replaceFirst("^.*@", "").replaceFirst(">.*$", "") + ">")
                .add("Auto-Submitted", "auto-generated");
        var leave = mail.leave();
        if (leave != null) {
            headers.add("List-Unsubscribe", "<" + leave + ">")
                    .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        var message = new MailMessage()
                .setFrom(from)
                .setTo(mail.address())
                .setSubject(mail.subject())
                .setText(mail.text())
                .setHtml(mail.html())
                .setHeaders(headers);
        return client.sendMail(message).timeout(SECONDS, TimeUnit.SECONDS).mapEmpty();
    }
}
