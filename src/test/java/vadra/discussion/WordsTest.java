package vadra.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.core.ProblemException;

class WordsTest {
    @Test
    void theSameWordsAreTheSameWhateverTheKeyboard() {
        assertThat(Words.normal("text", "A\u030Asta\r\nrad\r  ")).isEqualTo("\u00C5sta\nrad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u202Eb", "a\u2066b", "a\u0007b", "\uD83D", "a\u009Bb"})
    void charactersThatAreNotToBeSeenAreRefusedByName(String text) {
        assertThatThrownBy(() -> Words.normal("text", text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("text: must not contain the invisible character U+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\n"})
    void nothingIsNoText(String text) {
        assertThatThrownBy(() -> Words.normal("text", text)).hasMessageContaining("must not be empty");
    }

    @Test
    void theLimitIsInCharactersThatPeopleSee() {
        var family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(Words.normal("text", "å".repeat(Words.MAX_CHARACTERS))).hasSize(Words.MAX_CHARACTERS);
        assertThat(Words.normal("text", family.repeat(800))).isNotEmpty();
        assertThatThrownBy(() -> Words.normal("text", "å".repeat(Words.MAX_CHARACTERS + 1)))
                .hasMessageContaining("at most 4000 characters");
    }

    @Test
    void aFewCharactersOfVeryManyBytesAreTooLongToo() {
        assertThatThrownBy(() -> Words.normal("text", "a" + "\u0301".repeat(9_000)))
                .hasMessageContaining("16000 bytes");
    }
}
