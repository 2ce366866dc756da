package vadra.app;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import vadra.door.RateLimits;

/**
 * Everything that who runs the server may set. {@code config/vadra.properties} is the manual: each key, its default and
 * its meaning. The environment wins over the file: {@code http.port} is {@code VADRA_HTTP_PORT} there.
 *
 * @param httpPort 0 takes any free port
 * @param httpHost the address to listen on
 * @param publicUrl how browsers reach the server; decides the allowed Origin and whether cookies are for HTTPS only
 * @param securityContact whom to tell of a weakness of the server's security
 * @param dataDir where the embedded database keeps its data
 * @param databaseUrl {@code postgresql://user:password@host:port/name}; empty for the embedded one
 * @param staffPassword for the first staff login; empty to have one made and printed
 * @param demo whether the first start fills an empty database with demo content
 * @param hints how nodes on one database hear of each other's commits
 * @param pace the least time from one sending of a busy room to the next
 * @param maxSockets at most this many open sockets, and as many streams, over the whole server
 * @param joinsPerHour how many may join from one address within an hour
 * @param signInsPerMinute how often one address, and one handle, may try to sign in
 * @param writes how often one member may write, and all from one address
 * @param signIn what signing in asks for
 * @param entry how people come in
 * @param outside what comes in from outside of the network and goes out of it
 */
public record Settings(
        int httpPort,
        String httpHost,
        Optional<URI> publicUrl,
        Optional<URI> securityContact,
        Path dataDir,
        String databaseUrl,
        String staffPassword,
        boolean demo,
        HintsBy hints,
        Duration pace,
        int maxSockets,
        int joinsPerHour,
        int signInsPerMinute,
        RateLimits.Writes writes,
        SignInSettings signIn,
        EntrySettings entry,
        OutsideSettings outside) {
    /** The keys and their defaults, as {@code config/vadra.properties} ships them. */
    static final Map<String, String> DEFAULTS = EntrySettings.beside(
            Map.entry("http.port", "8080"),
            Map.entry("http.host", "0.0.0.0"),
            Map.entry("http.public-url", ""),
            Map.entry("security.contact", ""),
            Map.entry("data.dir", "./data"),
            Map.entry("database.url", ""),
            Map.entry("staff.password", ""),
            Map.entry("demo", ""),
            Map.entry("live.hints", "local"),
            Map.entry("live.pace-ms", "45"),
            Map.entry("limits.sockets", "20000"),
            Map.entry("limits.joins-per-hour", "20"),
            Map.entry("limits.sign-ins-per-minute", "10"),
            Map.entry("limits.writes-per-minute", "60"),
            Map.entry("limits.newcomer-writes-per-minute", "20"),
            Map.entry("limits.newcomer-hours", "3"),
            Map.entry("limits.address-writes-per-minute", "1200"),
            Map.entry("sign-in.staff-second-factor", "asked"),
            Map.entry("sign-in.breached-passwords", ""),
            Map.entry("sightings.hook-keys", ""),
            Map.entry("outside.loopback", "false"),
            Map.entry("alerts.escalate-after-seconds", "300"),
            Map.entry("alerts.webhook-url", ""),
            Map.entry("alerts.webhook-key", ""),
            Map.entry("alerts.smtp-url", ""),
            Map.entry("alerts.mail-from", ""),
            Map.entry("mail.smtp-url", ""),
            Map.entry("mail.from", ""),
            Map.entry("mail.per-hour", "1000"));

    /** Those that are or hold a secret. Each can be read from a file instead, which {@code <key>.file} names, and is never shown. */
    static final Set<String> SECRET = Set.of(
            "database.url",
            "staff.password",
            "sightings.hook-keys",
            "alerts.webhook-key",
            "alerts.smtp-url",
            "mail.smtp-url",
            "oidc.client-secret");

    private static final String PREFIX = "VADRA_";

    /** Roads that hints take; see {@link vadra.live.Hints}. */
    public enum HintsBy {
        /** Within the process: there is no other node. */
        LOCAL,
        /** Through PostgreSQL, to all nodes on the same database. */
        PG
    }

    /** What is wrong with the settings, all of it at once. */
    public static final class Faulty extends RuntimeException {
        Faulty(List<String> faults) {
            super("The settings have faults:\n  " + String.join("\n  ", faults), null, false, false);
        }
    }

    /**
     * Reads the file, where it exists, and the environment.
     *
     * @throws Faulty naming every fault there is
     * @throws IOException when the file exists but cannot be read
     */
    public static Settings load(Path file, Map<String, String> environment) throws IOException {
        var given = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
                given.load(reader);
            }
        }
        var values = new TreeMap<>(DEFAULTS);
        var faults = new ArrayList<String>();
        var secrets = new SecretFiles(SECRET, faults);
        given.stringPropertyNames().stream()
                .filter(key -> !secrets.named(key, given.getProperty(key)))
                .forEach(key -> take(values, key, given.getProperty(key), file + ": " + key, faults));
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !secrets.named(keyOf(name), value)) {
                take(values, keyOf(name), value, name, faults);
            }
        });
        secrets.read((key, secret) -> values.put(key, secret));
        return of(values, faults);
    }

    private static String keyOf(String name) {
        var plain = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        return Stream.concat(DEFAULTS.keySet().stream(), SECRET.stream().map(SecretFiles::fileOf))
                .filter(key -> key.replaceAll("[.-]", "_").equals(plain))
                .findAny()
                .orElse(plain);
    }

    private static void take(Map<String, String> values, String key, String value, String source, List<String> faults) {
        if (DEFAULTS.containsKey(key)) {
            values.put(key, value.strip());
        } else {
            faults.add(source + " is not a setting; there are " + String.join(", ", new TreeSet<>(DEFAULTS.keySet())));
        }
    }

    private static Settings of(Map<String, String> values, List<String> faults) {
        var read = new Reading(values, faults);
        var url = read.database("database.url");
        var settings = new Settings(
                read.number("http.port", 0, 65_535),
                read.text("http.host"),
                read.url("http.public-url"),
                read.contact("security.contact"),
                Path.of(read.text("data.dir")),
                url,
                read.password("staff.password"),
                read.bool("demo", url.isEmpty()),
                read.hints("live.hints"),
                Duration.ofMillis(read.number("live.pace-ms", 0, 1_000)),
                read.number("limits.sockets", 1, 1_000_000),
                read.number("limits.joins-per-hour", 1, 1_000_000),
                read.number("limits.sign-ins-per-minute", 1, 1_000_000),
                new RateLimits.Writes(
                        read.number("limits.writes-per-minute", 1, 1_000_000),
                        read.number("limits.newcomer-writes-per-minute", 1, 1_000_000),
                        Duration.ofHours(read.number("limits.newcomer-hours", 0, 168)),
                        read.number("limits.address-writes-per-minute", 1, 1_000_000)),
                SignInSettings.of(read),
                EntrySettings.of(read),
                OutsideSettings.of(read));
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
        return settings;
    }

    /** Without what is secret, as these are written into logs sooner or later. */
    @Override
    public String toString() {
        return "Settings[httpHost=" + httpHost + ", httpPort=" + httpPort + ", dataDir=" + dataDir + "]";
    }

    record Reading(Map<String, String> values, List<String> faults) {
        String text(String key) {
            return values.getOrDefault(key, "");
        }

        int number(String key, int least, int most) {
            try {
                int number = Integer.parseInt(text(key));
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // Told below, as a number out of range is.
            }
            faults.add(key + " must be a whole number from " + least + " to " + most);
            return least;
        }

        boolean bool(String key, boolean otherwise) {
            return switch (text(key)) {
                case "" -> otherwise;
                case "true" -> true;
                case "false" -> false;
                default -> {
                    faults.add(key + " must be true or false");
                    yield otherwise;
                }
            };
        }

        HintsBy hints(String key) {
            return switch (text(key)) {
                case "local" -> HintsBy.LOCAL;
                case "pg" -> HintsBy.PG;
                default -> {
                    faults.add(key + " must be local or pg");
                    yield HintsBy.LOCAL;
                }
            };
        }

        Optional<URI> url(String key) {
            return fitting(key, "https?://[^/?#\\s]+", "an origin, such as https://talk.example.org");
        }

        Optional<URI> contact(String key) {
            return fitting(
                    key,
                    "(mailto:[^\\s@]+@|https://|tel:\\+?)[^\\s]+",
                    "an address such as mailto:security@example.org or https://example.org/security");
        }

        Optional<URI> address(String key, String schemes) {
            return fitting(
                    key,
                    schemes + "://[^/?#\\s]+([/?#]\\S*)?",
                    "an address such as " + schemes.replace("s?", "") + "://host.example.org");
        }

        private Optional<URI> fitting(String key, String pattern, String what) {
            try {
                var value =
                        Optional.of(text(key)).filter(given -> !given.isEmpty()).map(URI::create);
                boolean isSomewhere =
                        value.map(it -> it.isOpaque() || it.getHost() != null).orElse(true);
                if (isSomewhere && text(key).matches("|" + pattern)) {
                    return value;
                }
            } catch (IllegalArgumentException notOne) {
                // Told below, as one of another form is.
            }
            faults.add(key + " must be " + what);
            return Optional.empty();
        }

        String database(String key) {
            var url = text(key);
            if (!url.isEmpty() && !Database.isUrl(url)) {
                faults.add(
                        key
                                + " must look like postgresql://user:password@host:5432/name?sslmode=verify-full&sslrootcert=/a/file");
            }
            return url;
        }

        String password(String key) {
            var value = text(key);
            if (!value.isEmpty() && value.length() < 8) {
                faults.add(key + " must have at least 8 characters");
            }
            return value;
        }
    }
}
