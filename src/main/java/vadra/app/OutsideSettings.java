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
 * @param loopback whether feeds and pages may be read from the server's own machine
 * @param escalateAfter how long an alert waits for somebody before it climbs
 * @param webhookUrl where alerts are sent
 * @param webhookKey signs them; empty for no signature
 * @param smtpUrl the server that takes mail
 * @param mailFrom the sender's address
 * @param mail of members
 */
public record OutsideSettings(
        List<String> hookKeys,
        boolean loopback,
        Duration escalateAfter,
        Optional<URI> webhookUrl,
        String webhookKey,
        Optional<URI> smtpUrl,
        String mailFrom,
        Mail mail) {
    private static final int SHORTEST_KEY = 16;

    /**
     * Mail to members who want it.
     *
     * @param smtpUrl the server that takes it; empty for no such mail
     * @param from the sender's address
     * @param perHour how many letters may be tried within an hour
     */
    public record Mail(Optional<URI> smtpUrl, String from, int perHour) {
        @Override
        public String toString() {
            return "Mail[from=" + from + ", perHour=" + perHour + "]";
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "OutsideSettings[loopback=" + loopback + ", escalateAfter=" + escalateAfter + ", mail=" + mail + "]";
    }

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
                read.bool("outside.loopback", false),
                Duration.ofSeconds(read.number("alerts.escalate-after-seconds", 1, 86_400)),
                read.address("alerts.webhook-url", "https?"),
                read.text("alerts.webhook-key"),
                smtp,
                read.text("alerts.mail-from"),
                mail(read));
    }

    private static Mail mail(Settings.Reading read) {
        var smtp = read.address("mail.smtp-url", "smtps?");
        var from = read.text("mail.from");
        if (smtp.isPresent() && !from.matches("[^\\s@]+@[^\\s@]+")) {
            read.faults().add("mail.from must be an address when mail.smtp-url is set");
        }
        if (smtp.isPresent() && read.text("http.public-url").isEmpty()) {
            read.faults().add("http.public-url must be set when mail.smtp-url is, for the links in letters");
        }
        return new Mail(smtp, from, read.number("mail.per-hour", 1, 1_000_000));
    }
}
