package vadra.web;

import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Whom to tell of a weakness, where who finds one looks: RFC 9116. */
final class SecurityText {
    private static final String PATH = "/.well-known/security.txt";
    /** Less than a year, as the RFC advises; whoever answers today stands by it for so long. */
    private static final Period HOLDS = Period.ofDays(180);

    private final URI contact;
    private final Optional<URI> publicUrl;
    private final Clock clock;

    SecurityText(URI contact, Optional<URI> publicUrl, Clock clock) {
        this.contact = contact;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get(PATH)
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/plain; charset=utf-8")
                        .putHeader("Cache-Control", "public, max-age=86400")
                        .end(text()));
    }

    private String text() {
        var expires = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plus(HOLDS);
        return "Contact: " + contact + "\n"
                + "Expires: " + expires.toInstant() + "\n"
                + "Preferred-Languages: sv, en\n"
                + publicUrl.map(url -> "Canonical: " + url + PATH + "\n").orElse("");
    }
}
