package vadra.opinions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vadra.core.ProblemException;

class SectionsTest {
    @Test
    void eachMarkBeginsItsSection() {
        var sections = Sections.of("Först.\n\n(+) Tyst.\nOch ren.\n\n(−) Dyr.\n(→)\tLängre sladd.");
        assertThat(sections.before()).isEqualTo("Först.");
        assertThat(sections.good()).isEqualTo("Tyst.\nOch ren.");
        assertThat(sections.bad()).isEqualTo("Dyr.");
        assertThat(sections.wish()).isEqualTo("Längre sladd.");
    }

    @Test
    void marksCanBeTypedOnAnyKeyboardAndOnlyBeginLines() {
        var sections = Sections.of("(-) Dyr (+) men bra.\n(->) Billigare.\n (+) Indragen.");
        assertThat(sections.bad()).isEqualTo("Dyr (+) men bra.");
        assertThat(sections.wish()).isEqualTo("Billigare.\n (+) Indragen.");
        assertThat(sections.good()).isEmpty();
    }

    @Test
    void whatHasNoSectionIsNoOpinion() {
        assertThatThrownBy(() -> Sections.checked("Bra.")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Sections.checked("(+)  \n")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Sections.checked("(+) " + "å".repeat(Sections.MOST_CHARACTERS + 1)))
                .isInstanceOf(ProblemException.class);
        assertThat(Sections.checked("(+) " + "å".repeat(Sections.MOST_CHARACTERS))
                        .good())
                .hasSize(Sections.MOST_CHARACTERS);
    }
}
