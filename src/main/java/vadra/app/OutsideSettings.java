package vadra.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may be set of what comes in from outside of the network and goes out of it.
 *
 * @param hookKeys under which other systems sign sightings: none, one, or two while a key is being changed
 * @param feedsOnLoopback whether feeds may be read from the server's own machine
 * @param escalateAfter how long an alert waits for somebody before it climbs
 * @param webhookUrl where alerts are sent
 * @param webhookKey signs them; empty for no signature
 * @param smtpUrl the server that takes mail
 * @param mailFrom the sender's address
 */
public record OutsideSettings(
        List<String> hookKeys,
        boolean feedsOnLoopback,
        Duration escalateAfter,
        Optional<URI> webhookUrl,
        String webhookKey,
        Optional<URI> smtpUrl,
        String mailFrom) {
    private static final int SHORTEST_KEY = 16;

    static OutsideSettings of(Settings.Reading read) {
        var keys = Stream.of(read.text("sightings.hook-keys").split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
        if (keys.size() > 2 || keys.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
            read.faults()
                    .add(
                            "sightings.hook-keys must be at most two keys of at least 16 characters, with a comma between");
        }
        var smtp = read.address("alerts.smtp-url", "smtps?");
        if (smtp.isPresent() && !read.text("alerts.mail-from").contains("@")) {
            read.faults().add("alerts.mail-from must be an address when alerts.smtp-url is set");
        }
        return new OutsideSettings(
                keys,
                read.bool("sightings.feeds-on-loopback", false),
                Duration.ofSeconds(read.number("alerts.escalate-after-seconds", 1, 86_400)),
                read.address("alerts.webhook-url", "https?"),
                read.text("alerts.webhook-key"),
                smtp,
                read.text("alerts.mail-from"));
    }
}
