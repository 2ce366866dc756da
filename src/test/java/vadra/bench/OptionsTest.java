package vadra.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark's command line says what is wrong with it, and the documents tell all of it. */
class OptionsTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    @ParameterizedTest
    @CsvSource({
        "--round=3, --round=3",
        "rounds=3, rounds=3",
        "--rounds, --rounds",
        "--servers, needs a value",
        "--rounds=0, --rounds",
        "--rounds=many, --rounds",
        "'--rounds=1,2', --rounds",
        "--idle=, --idle",
        "--durable=yes, --durable",
        "'--servers=vadra,apache', apache",
        "--loads=1000-at-21, 1000-at-21"
    })
    void anOptionThatDoesNotFitIsNamed(String argument, String named) {
        assertThatThrownBy(() -> Options.read(List.of(argument)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void whatIsGivenIsTaken() {
        var options = Options.read(List.of("--idle=10,20", "--rounds=3", "--durable"));
        assertThat(options.numbers("idle")).containsExactly(10, 20);
        assertThat(options.number("rounds", 1)).isEqualTo(3);
        assertThat(options.number("seconds", 10)).isEqualTo(10);
        assertThat(options.has("durable")).isTrue();
        assertThat(options.loads()).isEmpty();
    }

    @Test
    void allIsAllButWhatIsGivenBesides() {
        var options = Options.read(List.of("--rounds=1", "--all"));
        assertThat(options.loads()).containsExactlyElementsOf(FanOut.ALL.keySet());
        assertThat(options.number("rounds", 5)).isEqualTo(1);
        assertThat(options.has("soak")).isFalse();
    }

    @Test
    void everyOptionOfTheHelpIsTakenAndToldOf() throws IOException {
        var performance = Files.readString(Path.of("docs/PERFORMANCE.md"));
        assertThat(OPTION.matcher(Options.HELP)
                        .results()
                        .map(option -> option.group())
                        .distinct())
                .hasSizeGreaterThan(15)
                .allSatisfy(option -> {
                    assertThat(Options.NAMES).contains(option.substring(2));
                    assertThat(performance).contains(option);
                });
        assertThat(Options.NAMES).allSatisfy(name -> assertThat(Options.HELP).contains("  --" + name));
    }
}
