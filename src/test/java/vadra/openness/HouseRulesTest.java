package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HouseRulesTest {
    private static final String ONE = """
            # Rules

            Version: 2

            ## 1. Title
            = conduct CYBER_VIOLENCE
            Text.
            + Fine.
            - Not fine.
            """;

    @TempDir
    private Path folder;

    @Test
    void theShippedRulesAreWholeInBothLanguages() {
        var rules = HouseRules.load(Path.of("config"), List.of("sv", "en"));

        assertThat(rules.version()).isPositive();
        assertThat(rules.in("sv")).hasSize(8).hasSameSizeAs(rules.in("en"));
        assertThat(rules.in("sv")).extracting(HouseRules.Rule::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(rules.in("en")).allSatisfy(rule -> {
            assertThat(rule.text()).isNotBlank();
            assertThat(rule.allowed()).isNotBlank();
            assertThat(rule.notAllowed()).isNotBlank();
        });
        assertThat(rules.in("fi")).isEmpty();
    }

    @Test
    void aRuleIsReadAsItIsWritten() throws IOException {
        write("sv", ONE);

        var rules = HouseRules.load(folder, List.of("sv"));

        assertThat(rules.version()).isEqualTo(2);
        assertThat(rules.in("sv"))
                .containsExactly(new HouseRules.Rule(
                        1, HouseRules.Harm.CONDUCT, "CYBER_VIOLENCE", "Title", "Text.", "Fine.", "Not fine."));
    }

    @Test
    void rulesThatDifferBetweenLanguagesAreNotLoaded() throws IOException {
        write("sv", ONE);
        write("en", ONE.replace("Version: 2", "Version: 3"));
        assertThatThrownBy(() -> HouseRules.load(folder, List.of("sv", "en"))).hasMessageContaining("versions");

        write("en", ONE.replace("## 1.", "## 2."));
        assertThatThrownBy(() -> HouseRules.load(folder, List.of("sv", "en"))).hasMessageContaining("numbers");
    }

    @Test
    void aRuleOfAnotherShapeIsNotLeftOutInSilence() throws IOException {
        write("sv", ONE + "\n## 2. Without examples\nText.\n");

        assertThatThrownBy(() -> HouseRules.load(folder, List.of("sv"))).hasMessageContaining("sv");
    }

    private void write(String language, String text) throws IOException {
        Files.writeString(folder.resolve("house-rules." + language + ".md"), text);
    }
}
