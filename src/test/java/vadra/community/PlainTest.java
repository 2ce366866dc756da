package vadra.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.core.Problem;
import vadra.core.ProblemException;

class PlainTest {
    @Test
    void aNameKeepsItsLettersAndLosesItsMargins() {
        assertThat(Plain.line("name", "  Åsta \u00a0  Öberg ", 60)).isEqualTo("Åsta Öberg");
        assertThat(Plain.line("name", "A\u030asta", 60)).isEqualTo("Åsta");
        assertThat(Plain.line("name", "李小龍", 60)).isEqualTo("李小龍");
        assertThat(Plain.line("name", "👩\u200d🔧 Siv", 60)).isEqualTo("👩\u200d🔧 Siv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asta\u202egnol",
                "Asta\u2066",
                "Asta\u200e",
                "Asta\u0000",
                "Asta\u0007",
                "Asta\nOberg",
                "Asta\u2028Oberg",
                "Asta\u200b",
                "Asta\ufeff",
                "Asta\ud800"
            })
    void aNameWithSomethingHiddenInItIsRefusedByFieldAndRule(String name) {
        assertThatThrownBy(() -> Plain.line("name", name, 60))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    var invalid = (Problem.Invalid) refused.problem();
                    assertThat(invalid.field()).isEqualTo("name");
                    assertThat(invalid.rule()).startsWith("must not contain the invisible character U+");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u00a0", "\u3164", "\u200d", "\u0301"})
    void aNameThatNobodySeesIsRefused(String name) {
        assertThatThrownBy(() -> Plain.line("name", name, 60)).hasMessageContaining("must not be empty");
    }

    @Test
    void lengthIsCountedInCharactersAndNotInBytes() {
        assertThat(Plain.line("name", "ö".repeat(60), 60)).hasSize(60);
        assertThat(Plain.line("name", "🦊".repeat(60), 60)).isNotEmpty();
        assertThatThrownBy(() -> Plain.line("name", "ö".repeat(61), 60)).hasMessageContaining("at most 60 characters");
    }

    @Test
    void longerWordsMayHaveLinesAndMayBeNone() {
        assertThat(Plain.lines("about", "en\r\ntvå\rtre\n", 500)).isEqualTo("en\ntvå\ntre");
        assertThat(Plain.lines("about", " ", 500)).isEmpty();
        assertThatThrownBy(() -> Plain.lines("about", "en\u202etvå", 500)).hasMessageContaining("U+202E");
    }

    @Property
    void whatIsAcceptedIsInNormalFormAndStaysAsItIs(@ForAll String written) {
        String line;
        try {
            line = Plain.line("name", written, 60);
        } catch (ProblemException refused) {
            return;
        }
        assertThat(line.codePointCount(0, line.length())).isBetween(1, 60);
        assertThat(Normalizer.isNormalized(line, Normalizer.Form.NFC)).isTrue();
        assertThat(Plain.line("name", line, 60)).isEqualTo(line);
    }
}
