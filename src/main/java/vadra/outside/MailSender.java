package vadra.outside;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import vadra.alerts.Alert;
import vadra.alerts.Delivery;
import vadra.alerts.Sender;

/** Sends alerts by mail to who is on duty, in Swedish and English, without anybody's words in it. */
public final class MailSender implements Sender {
    private static final int SECONDS = 10;

    private final MailClient mail;
    private final Post post;
    private final String publicUrl;

    /**
     * How mail leaves the house.
     *
     * @param server {@code smtp://user:password@host:port}, {@code smtps://} for TLS from the start
     * @param from the sender's address
     * @param words the text of a key, one language after the other
     */
    public record Post(URI server, String from, UnaryOperator<String> words) {}

    public MailSender(Vertx vertx, Post post, Optional<URI> publicUrl) {
        this.mail = MailClient.create(vertx, config(post.server()));
        this.post = post;
        this.publicUrl = publicUrl.map(URI::toString).orElse("");
    }

    static MailConfig config(URI server) {
        boolean tls = server.getScheme().equals("smtps");
        var config = new MailConfig()
                .setHostname(server.getHost())
                .setPort(server.getPort() >= 0 ? server.getPort() : tls ? 465 : 25)
                .setSsl(tls)
                .setStarttls(isThisMachine(server.getHost()) ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED)
                .setConnectTimeout(SECONDS * 1000)
                .setMaxPoolSize(2);
        var user = Optional.ofNullable(server.getUserInfo()).map(info -> info.split(":", 2));
        user.ifPresent(parts -> config.setUsername(parts[0]).setPassword(parts.length > 1 ? parts[1] : ""));
        return config;
    }

    /** A relay of the machine itself often has no certificate, and nobody listens on the way. */
    private static boolean isThisMachine(String host) {
        return Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
    }

    @Override
    public Future<Void> send(Alert alert, Delivery delivery) {
        var occasion = delivery.occasion().name().toLowerCase(Locale.ROOT);
        var level = alert.peak().name().toLowerCase(Locale.ROOT);
        var text = String.join(
                "\n",
                post.words().apply("alert.mail." + occasion),
                "",
                alert.crossing().title(),
                post.words().apply("level." + level),
                alert.crossing().onsetAt().toString(),
                publicUrl + "/desk?claim=" + alert.crossing().slug());
        var message = new MailMessage()
                .setFrom(post.from())
                .setTo(delivery.address())
                .setSubject("Vädra: " + alert.crossing().title().replaceAll("\\s+", " "))
                .setText(text);
        return mail.sendMail(message).timeout(SECONDS, TimeUnit.SECONDS).mapEmpty();
    }
}
