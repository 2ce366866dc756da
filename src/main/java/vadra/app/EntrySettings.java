package vadra.app;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import vadra.oidc.Client;

/**
 * What may be set of how people come in.
 *
 * @param byInvitation whether nobody joins without an invitation
 * @param issuer whose word is taken for who somebody is, empty for nobody's
 */
public record EntrySettings(boolean byInvitation, Optional<Client> issuer) {
    private static final int LONGEST_NAME = 40;

    static EntrySettings of(Settings.Reading read) {
        return new EntrySettings(byInvitation(read), issuer(read));
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
