package vadra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The build leaves the browser tests out where there is no browser; where it decides what may land, that is a fault. */
@EnabledIfEnvironmentVariable(named = "CI", matches = "true")
class BrowserTestsRunTest {
    @Test
    void theBrowserAndItsTestsAreThere() {
        assertThat(Path.of("/usr/bin/chromium")).isExecutable();
        assertThat(Path.of("target/test-classes/vadra/browser/KeyboardTest.class"))
                .exists();
    }
}
