package vadra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import vadra.it.Api;
import vadra.it.TestServer;

/** Every secret can come from a file, and none is shown: not in the settings' text, not in faults, not in the log. */
class SecretsTest {
    private static final String MARK = "hemligheten-som-ingen-ser";
    private static final Path SHIPPED = Path.of("config/vadra.properties");
    /** One that fits, for each. */
    private static final Map<String, String> FIT = Map.of(
            "database.url",
            "postgresql://u:" + MARK + "@h:5432/db",
            "staff.password",
            MARK,
            "sightings.hook-keys",
            MARK,
            "alerts.webhook-key",
            MARK,
            "alerts.smtp-url",
            "smtp://u:" + MARK + "@mail.example.org:587",
            "mail.smtp-url",
            "smtp://u:" + MARK + "@mail.example.org:587",
            "oidc.client-secret",
            MARK);

    private static final Map<String, String> WITH = Map.of(
            "VADRA_ALERTS_MAIL_FROM", "larm@example.org",
            "VADRA_MAIL_FROM", "hej@example.org",
            "VADRA_HTTP_PUBLIC_URL", "http://localhost:8080");

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final Level before = root.getLevel();

    @BeforeEach
    void listen() {
        heard.start();
        root.addAppender(heard);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(heard);
        root.setLevel(before);
    }

    private static String environment(String key) {
        return "VADRA_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private Path file(String key, String secret, String rights) throws IOException {
        var file = Files.writeString(folder.resolve(key), secret + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private Map<String, String> fromFiles(Map<String, String> secrets) throws IOException {
        var environment = new HashMap<>(WITH);
        for (var secret : secrets.entrySet()) {
            var file = file(secret.getKey(), secret.getValue(), "rw-------");
            environment.put(environment(secret.getKey()) + "_FILE", file.toString());
        }
        return environment;
    }

    private List<String> lines() {
        return List.copyOf(heard.list).stream()
                .map(line -> line.getFormattedMessage() + " "
                        + Optional.ofNullable(line.getThrowableProxy())
                                .map(fault -> fault.getClassName() + " " + fault.getMessage())
                                .orElse(""))
                .toList();
    }

    @Test
    void whatSoundsLikeASecretIsOne() {
        assertThat(FIT.keySet()).isEqualTo(Settings.SECRET);
        assertThat(Settings.DEFAULTS.keySet()).containsAll(Settings.SECRET);
        assertThat(Settings.DEFAULTS.keySet().stream()
                        .filter(key -> key.matches(".*(password|secret|token|keys?|smtp-url|database.url)")))
                .isNotEmpty()
                .isSubsetOf(Settings.SECRET);
    }

    @Test
    void eachComesFromAFileThatTheEnvironmentNames() throws IOException {
        var settings = Settings.load(SHIPPED, fromFiles(FIT));
        assertThat(settings.databaseUrl()).isEqualTo(FIT.get("database.url"));
        assertThat(settings.staffPassword()).isEqualTo(MARK);
        assertThat(settings.outside().hookKeys()).containsExactly(MARK);
        assertThat(settings.outside().webhookKey()).isEqualTo(MARK);
        assertThat(settings.outside().smtpUrl().orElseThrow().toString()).isEqualTo(FIT.get("alerts.smtp-url"));
        assertThat(settings.outside().mail().smtpUrl().orElseThrow().toString()).isEqualTo(FIT.get("mail.smtp-url"));
        assertThat(lines()).isEmpty();
    }

    @Test
    void eachComesFromAFileThatThePropertiesName() throws IOException {
        for (var key : Settings.SECRET) {
            if (key.equals("oidc.client-secret")) {
                continue; // Is nobody's without an issuer; see below.
            }
            var named = Files.writeString(
                    folder.resolve("vadra.properties"),
                    key + ".file=" + file(key, Objects.requireNonNull(FIT.get(key), key), "r--------"));
            assertThat(Settings.load(named, WITH)).as(key).isNotEqualTo(Settings.load(SHIPPED, WITH));
        }
    }

    @Test
    void thatOfAnIssuerDoesToo() throws IOException {
        var environment = fromFiles(Map.of("oidc.client-secret", MARK));
        environment.putAll(Map.of(
                "VADRA_OIDC_ISSUER", "https://id.example.org",
                "VADRA_OIDC_CLIENT_ID", "house",
                "VADRA_OIDC_NAME", "Kundkontot"));
        var entry = Settings.load(SHIPPED, environment).entry();
        assertThat(entry.issuer().orElseThrow().secret()).isEqualTo(MARK);
        assertThat(entry.toString()).doesNotContain(MARK);
        assertThat(lines()).isEmpty();
    }

    @Test
    void noneIsInTheTextOfTheSettings() throws IOException {
        var settings = Settings.load(SHIPPED, fromFiles(FIT));
        assertThat(settings.toString() + settings.outside() + settings.outside().mail())
                .doesNotContain(MARK);
    }

    @Test
    void noneIsInWhatIsToldOfFaults() {
        for (var key : Settings.SECRET) {
            var unfit = Map.of(
                    "database.url", "postgresql://u:" + MARK + "@h:port/db",
                    "staff.password", MARK.substring(0, 7),
                    "sightings.hook-keys", MARK.substring(0, 10));
            var value = unfit.getOrDefault(key, "unfit://" + MARK + " {}");
            if (!Set.of("alerts.webhook-key", "oidc.client-secret").contains(key)) {
                assertThatThrownBy(() -> Settings.load(SHIPPED, Map.of(environment(key), value)))
                        .as(key)
                        .isInstanceOf(Settings.Faulty.class)
                        .hasMessageContaining(key)
                        .hasMessageNotContaining(MARK.substring(0, 7));
            }
        }
    }

    @Test
    void aFileThatCannotBeReadIsAFault() {
        for (var key : Settings.SECRET) {
            assertThatThrownBy(() -> Settings.load(
                            SHIPPED,
                            Map.of(
                                    environment(key) + "_FILE",
                                    folder.resolve("none").toString())))
                    .isInstanceOf(Settings.Faulty.class)
                    .hasMessageContaining(key + ".file must name a file");
        }
        assertThatThrownBy(() -> Settings.load(SHIPPED, Map.of("VADRA_HTTP_PORT_FILE", "x")))
                .hasMessageContaining("VADRA_HTTP_PORT_FILE is not a setting");
    }

    @Test
    void aFileThatEverybodyCanReadIsWarnedOf() throws IOException {
        var file = file("staff.password", MARK, "rw-r--r--");
        var unused = Settings.load(SHIPPED, Map.of("VADRA_STAFF_PASSWORD_FILE", file.toString()));
        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("secret.open setting=staff.password", file.toString())
                        .doesNotContain(MARK));
    }

    @Test
    void aServerLogsNone() throws IOException {
        var secrets = new HashMap<>(FIT);
        secrets.remove("database.url");
        root.setLevel(Level.DEBUG);
        try (var server = TestServer.start(TestDatabase.fresh().url(), fromFiles(secrets))) {
            assertThat(new Api(server.url(), Optional.empty()).get("/api/rooms").status())
                    .isEqualTo(200);
        }
        assertThat(lines()).isNotEmpty().noneMatch(line -> line.contains(MARK));
    }

    /** The database says no, as where the password is wrong: that is told, and the password is not. */
    @Test
    void aDatabaseThatRefusesTellsNone() {
        var url = TestDatabase.fresh().url().replaceFirst("postgres:postgres@", "nobody:" + MARK + "@");
        assertThatThrownBy(() -> TestServer.start(url, Map.of())).satisfies(failure -> {
            for (Throwable at = failure; at != null; at = at.getCause()) {
                assertThat(String.valueOf(at.getMessage())).doesNotContain(MARK);
            }
        });
        assertThat(lines()).noneMatch(line -> line.contains(MARK));
    }
}
