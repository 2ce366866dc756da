package vadra.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {
    @ParameterizedTest
    @CsvSource({
        "Åsta Öberg, asta-oberg",
        "Håkan Ärlebäck, hakan-arleback",
        "Søren Ærø, soren-aero",
        "Straße, strasse",
        "Anna-Karin O’Brien, anna-karin-obrien",
        "bo_73, bo-73",
        "李小龍, member",
        "🦊, member",
        "Å, a",
        "Karl-Gustav Oxenstierna af Södermöre, karl-gustav-oxenstierna"
    })
    void aHandleIsMadeOfTheLettersOfAName(String name, String base) {
        assertThat(Handle.base(name)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "staff", "vadra", "me", "support", "member"})
    void nobodyPassesForTheHouse(String reserved) {
        assertThat(Handle.isFree(reserved)).isFalse();
        assertThatThrownBy(() -> Handle.chosen(reserved)).hasMessageContaining("reserved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "Asta",
                "åsta",
                "-asta",
                "_asta",
                "asta oberg",
                "asta\u0000",
                "a123456789012345678901234567890"
            })
    void aChosenHandleHasTheShapeOfOne(String handle) {
        assertThatThrownBy(() -> Handle.chosen(handle)).hasMessageContaining("2 to 30 characters");
    }

    @Property
    void everyNameHasABaseThatIsAHandleWithANumberBehindIt(@ForAll String name) {
        var numbered = Handle.base(name) + "999999";

        assertThat(Handle.chosen(numbered)).isEqualTo(numbered);
    }
}
