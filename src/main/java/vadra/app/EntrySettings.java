package vadra.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import vadra.oidc.Client;
import vadra.oidc.Host;

/**
 * What may be set of how people come in.
 *
 * @param byInvitation whether nobody joins without an invitation
 * @param issuer whose word is taken for who somebody is, empty for nobody's
 * @param host the company's own site, where rooms stand in frames
 */
public record EntrySettings(boolean byInvitation, Optional<Client> issuer, Host host) {
    private static final int LONGEST_NAME = 40;
    private static final int MOST_ORIGINS = 20;
    /** In the form in which browsers name them, so that nothing but an origin gets into the header. */
    private static final Pattern ORIGIN = Pattern.compile(
            "https://[a-z0-9][a-z0-9.-]*(?::\\d{1,5})?|http://(?:localhost|127\\.0\\.0\\.1)(?::\\d{1,5})?");

    private static final Map<String, String> DEFAULTS = Map.of(
            "join.by", "anyone",
            "oidc.issuer", "",
            "oidc.client-id", "",
            "oidc.client-secret", "",
            "oidc.name", "",
            "oidc.staff-group", "",
            "embed.origins", "",
            "embed.issuer", "",
            "embed.signer", "");

    /** The defaults of these and of others. */
    @SafeVarargs
    static Map<String, String> beside(Map.Entry<String, String>... others) {
        var all = new TreeMap<>(DEFAULTS);
        for (var other : others) {
            all.put(other.getKey(), other.getValue());
        }
        return Map.copyOf(all);
    }

    static EntrySettings of(Settings.Reading read) {
        return new EntrySettings(byInvitation(read), issuer(read), host(read));
    }

    private static Host host(Settings.Reading read) {
        var origins = Arrays.stream(read.text("embed.origins").split("[,\\s]+"))
                .filter(origin -> !origin.isEmpty())
                .toList();
        if (origins.size() > MOST_ORIGINS
                || !origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            read.faults()
                    .add("embed.origins must be at most " + MOST_ORIGINS + " origins such as https://www.example.org");
            return Host.NONE;
        }
        return new Host(origins, read.text("embed.signer").isEmpty() ? Optional.empty() : signing(read, origins));
    }

    private static Optional<Host.Signing> signing(Settings.Reading read, List<String> origins) {
        for (var needed : List.of("embed.issuer", "http.public-url")) {
            if (read.text(needed).isEmpty()) {
                read.faults().add(needed + " must be set when embed.signer is");
            }
        }
        if (origins.isEmpty()) {
            read.faults().add("embed.origins must be set when embed.signer is");
        }
        // Two roads to one account would let each sign in whom the other vouched for.
        if (read.text("embed.issuer").equals(read.text("oidc.issuer"))) {
            read.faults().add("embed.issuer must be another than oidc.issuer");
        }
        if (!read.text("join.by").equals("anyone")) {
            read.faults().add("embed.signer lets the site's customers join, so join.by must be anyone");
        }
        try {
            var key = Host.key(Path.of(read.text("embed.signer")));
            return Optional.of(
                    new Host.Signing(read.text("embed.issuer"), key, URI.create(read.text("http.public-url"))));
        } catch (IOException | IllegalArgumentException unreadable) {
            read.faults().add("embed.signer must be a file with a public key of the curve P-256 in PEM");
            return Optional.empty();
        }
    }

    private static boolean byInvitation(Settings.Reading read) {
        var by = read.text("join.by");
        if (!by.equals("anyone") && !by.equals("invitation")) {
            read.faults().add("join.by must be anyone or invitation");
        }
        return by.equals("invitation");
    }

    private static Optional<Client> issuer(Settings.Reading read) {
        var issuer = read.address("oidc.issuer", "https?");
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        if (!issuer.get().getScheme().equals("https") && !isLoopback(issuer.get())) {
            read.faults().add("oidc.issuer must be https");
        }
        for (var needed : List.of("oidc.client-id", "oidc.client-secret", "oidc.name", "http.public-url")) {
            if (read.text(needed).isEmpty()) {
                read.faults().add(needed + " must be set when oidc.issuer is");
            }
        }
        if (read.text("oidc.name").length() > LONGEST_NAME) {
            read.faults().add("oidc.name must have at most " + LONGEST_NAME + " characters");
        }
        return Optional.of(new Client(
                issuer.get(),
                read.text("oidc.client-id"),
                read.text("oidc.client-secret"),
                read.text("oidc.name"),
                read.text("oidc.staff-group"),
                URI.create(read.text("http.public-url") + "/sign-in/back")));
    }

    /** Nothing leaves the machine then. */
    private static boolean isLoopback(URI issuer) {
        return List.of("127.0.0.1", "localhost", "[::1]").contains(issuer.getHost());
    }
}
