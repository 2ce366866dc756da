package vadra.outside;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vadra.alerts.Alert;
import vadra.alerts.Delivery;
import vadra.alerts.Sender;

/** Sends alerts to the one address that who runs the server has set, signed as {@link Signature} says. */
public final class WebhookSender implements Sender {
    private static final int SECONDS = 10;

    private final HttpClient http;
    private final Target target;
    private final AlertForm form;
    private final Clock clock;

    /**
     * Where alerts go.
     *
     * @param key signs them; empty for no signature
     */
    public record Target(URI url, String key) {}

    /**
     * Makes the sender.
     *
     * @param publicUrl how people reach this server, for the links in alerts
     */
    public WebhookSender(Vertx vertx, Target target, Optional<URI> publicUrl, Clock clock) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(SECONDS * 1000).setKeepAlive(false));
        this.target = target;
        this.form = new AlertForm(publicUrl);
        this.clock = clock;
    }

    @Override
    public Future<Void> send(Alert alert, Delivery delivery) {
        var body = form.of(alert).toBuffer();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(target.url().toString())
                .setFollowRedirects(false)
                .setTimeout(SECONDS * 1000L)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Vadra")
                .putHeader("Vadra-Delivery", Long.toString(delivery.id()));
        if (!target.key().isEmpty()) {
            long seconds = clock.instant().getEpochSecond();
            options.putHeader("Vadra-Timestamp", Long.toString(seconds))
                    .putHeader("Vadra-Signature", Signature.of(target.key(), seconds, body.getBytes()));
        }
        return http.request(options)
                .compose(request -> request.send(body))
                .compose(answer -> answer.statusCode() / 100 == 2
                        ? answer.end()
                        : Future.failedFuture("the other side answered " + answer.statusCode()))
                .timeout(SECONDS, TimeUnit.SECONDS);
    }
}
