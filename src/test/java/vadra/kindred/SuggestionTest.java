package vadra.kindred;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import vadra.core.Role;

/** Of five in a row, one is from elsewhere, and nobody is made up for it. */
class SuggestionTest {
    /** Found people as letters: n for near, e for elsewhere. */
    private static String shown(String found) {
        var people = IntStream.range(0, found.length())
                .mapToObj(n -> one(n, found.charAt(n) == 'e'))
                .toList();
        return Suggestion.mixed(people).stream()
                .map(one -> one.elsewhere() ? "e" : "n")
                .collect(Collectors.joining());
    }

    private static Suggestion one(int n, boolean elsewhere) {
        return new Suggestion(
                "m" + n, "M", Role.MEMBER, elsewhere, List.of(new Tie(Tie.Kind.INTEREST, "kaffe", null, null, null)));
    }

    @Test
    void theLastPlaceOfARowIsKeptForSomebodyFromElsewhere() {
        assertThat(shown("nnnnnnne")).isEqualTo("nnnnennn");
        assertThat(shown("ennnnnnn")).isEqualTo("ennnnnnn");
        assertThat(shown("nnnnnnn")).as("nobody is there for it").isEqualTo("nnnn");
        assertThat(shown("eeeeeee")).isEqualTo("eeeeeee");
        assertThat(shown("")).isEmpty();
    }

    @Property
    void everyRowHasOneAndNobodyComesTwice(@ForAll @Size(max = 60) List<Boolean> found) {
        var people = IntStream.range(0, found.size())
                .mapToObj(n -> one(n, found.get(n)))
                .toList();
        var shown = Suggestion.mixed(people);
        assertThat(shown).hasSizeLessThanOrEqualTo(Suggestion.MOST).doesNotHaveDuplicates();
        assertThat(people).containsAll(shown);
        for (int row = 0; row + Suggestion.ROW <= shown.size(); row += Suggestion.ROW) {
            assertThat(shown.subList(row, row + Suggestion.ROW)).anyMatch(Suggestion::elsewhere);
        }
    }
}
