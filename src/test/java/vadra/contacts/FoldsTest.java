package vadra.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a member's own words fold; the browser is held to the same table by its own test. */
class FoldsTest {
    @ParameterizedTest
    @CsvSource({
        "kaffe, Kaffe är gott., true",
        "kaffe, KAFFE!, true",
        "kaffe, Kaffebryggaren läcker., false",
        "kaffe*, Kaffebryggaren läcker., true",
        "kaffe*, Ett iskaffe till., false",
        "ärta, ÄRTA och skinka, true",
        "säsong två, Säsong  två är sämre., true",
        "säsong två, säsong tvåa, false",
        "c++, Jag skriver C++ om dagen., true",
        "(a|b), a, false",
        "e-post, Min E-POST!, true",
        "e-post, e.post, false",
        "å, Gå hem., false"
    })
    void aWordIsFoundWholeAndInEitherCase(String word, String text, boolean folds) {
        assertThat(Folds.holds(List.of(word)).test(text)).isEqualTo(folds);
    }

    @Test
    void aLetterAndItsMarkAreOneLetter() {
        assertThat(Folds.holds(List.of(Folds.folded("a\u030Angest"))).test("Ångest"))
                .isTrue();
        assertThat(Folds.holds(List.of("angest")).test("a\u030Angest")).isFalse();
    }

    @Test
    void aBlockIsNamedBeforeAMuteAndBothBeforeTheWords() {
        var folds = new Folds(Set.of("bo"), Map.of("bo", Optional.empty(), "cia", Optional.empty()), List.of("ord"));
        assertThat(folds.reason("bo", "ord")).isEqualTo("blocked");
        assertThat(folds.reason("cia", "ord")).isEqualTo("muted");
        assertThat(folds.reason("dan", "ett ord")).isEqualTo("words");
        assertThat(folds.reason("dan", "två orden")).isEmpty();
        assertThat(Folds.NONE.reason("", "ord")).isEmpty();
    }
}
