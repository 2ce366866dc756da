package vadra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vadra.door.RateLimits;
import vadra.oidc.Client;

class SettingsTest {
    private static final Path SHIPPED = Path.of("config/vadra.properties");

    @Test
    void theShippedFileIsTheDefaults() throws IOException {
        var shipped = new Properties();
        try (var reader = Files.newBufferedReader(SHIPPED)) {
            shipped.load(reader);
        }
        assertThat(shipped).containsExactlyInAnyOrderEntriesOf(Settings.DEFAULTS);
        // What comes in from outside and goes out is a record of its own, and so is how often may be written, and how
        // one signs in.
        int inside = OutsideSettings.class.getRecordComponents().length - 1;
        inside += OutsideSettings.Mail.class.getRecordComponents().length - 1;
        // Of how people come in there is more too; where an issuer sends them back to follows from http.public-url.
        inside += Client.class.getRecordComponents().length - 1;
        // Three say which site may frame rooms, and how it signs; where they came from is one of the entry's.
        inside += 3;
        inside += RateLimits.Writes.class.getRecordComponents().length - 1;
        inside += SignInSettings.class.getRecordComponents().length - 1;
        assertThat(Settings.class.getRecordComponents()).hasSize(Settings.DEFAULTS.size() - inside);
    }

    @Test
    void theEnvironmentWins() throws IOException {
        var settings = Settings.load(SHIPPED, Map.of("VADRA_HTTP_PORT", "9090", "VADRA_LIMITS_SOCKETS", "7"));
        assertThat(settings.httpPort()).isEqualTo(9090);
        assertThat(settings.maxSockets()).isEqualTo(7);
    }

    @Test
    void demoContentComesWithTheEmbeddedDatabaseOnly() throws IOException {
        assertThat(Settings.load(SHIPPED, Map.of()).demo()).isTrue();
        assertThat(Settings.load(SHIPPED, Map.of("VADRA_DATABASE_URL", "postgresql://u:p@h/db"))
                        .demo())
                .isFalse();
    }

    @Test
    void allFaultsAreToldAtOnce(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("vadra.properties"), "http.prot=1\nlimits.sockets=many\n");
        assertThatThrownBy(() -> Settings.load(
                        file,
                        Map.of(
                                "VADRA_DATABASE_URL", "mysql://x",
                                "VADRA_STAFF_PASSWORD", "short",
                                "VADRA_DEMO", "perhaps",
                                "VADRA_HTTP_PUBLIC_URL", "talk.example.org")))
                .isInstanceOf(Settings.Faulty.class)
                .hasMessageContainingAll(
                        "http.prot is not a setting",
                        "limits.sockets must be a whole number",
                        "database.url must look like",
                        "staff.password must have at least 8",
                        "demo must be true or false",
                        "http.public-url must be an origin");
    }
}
