package vadra.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TermsTest {
    private final TextReader reader = new TextReader();

    @Test
    void termsAreTellingWordsAndPairsOfNeighbours() {
        assertThat(readable("Laddaren smälter kontakten nattetid"))
                .containsExactly(
                        "laddaren",
                        "smälter",
                        "laddaren smälter",
                        "kontakten",
                        "laddaren kontakten",
                        "smälter kontakten",
                        "nattetid",
                        "smälter nattetid",
                        "kontakten nattetid");
    }

    @Test
    void handlesNumbersLinksAndStopWordsTellNothing() {
        assertThat(readable("@asta det var 20000 av dem, see https://example.org/laddare?x=eld and www.eld.example"))
                .isEmpty();
    }

    @Test
    void aPairIsTheSameInBothOrdersAndEndings() {
        var one = terms("laddaren smälter");
        var other = terms("smälter laddare");
        assertThat(one.hash(2)).isEqualTo(other.hash(2));
        assertThat(terms("chargers melting").hash(2))
                .isEqualTo(terms("melting charger").hash(2));
    }

    @Test
    void aTermThatIsSaidTwiceInATextIsOne() {
        assertThat(readable("laddare laddare laddare")).containsExactly("laddare");
    }

    @Test
    void onlyTheFirstTellingWordsCount() {
        var words = new ArrayList<String>();
        for (char c = 'a'; c <= 'z'; c++) {
            words.add(c + "okvinter");
            words.add(c + "oksommar");
        }
        assertThat(readable(String.join(" ", words)).stream().filter(term -> !term.contains(" ")))
                .hasSize(Terms.MAX_WORDS);
    }

    @Test
    void aTextOfManyWordsIsReadUpToTheBound() {
        assertThat(reader.read("ord ".repeat(5_000)).length()).isEqualTo(TextReader.MAX_WORDS);
        assertThat(reader.read("kort").length()).isEqualTo(1);
    }

    @Property(tries = 300)
    void whatWasReadBeforeChangesNothing(@ForAll String text, @ForAll List<String> before) {
        var used = new TextReader();
        for (var earlier : before) {
            var unused = used.read(earlier);
        }
        assertThat(readable(Terms.of(used.read(text)))).isEqualTo(readable(Terms.of(new TextReader().read(text))));
    }

    private Terms terms(String text) {
        return Terms.of(reader.read(text));
    }

    private List<String> readable(String text) {
        return readable(terms(text));
    }

    private static List<String> readable(Terms terms) {
        var readable = new ArrayList<String>();
        for (int i = 0; i < terms.size(); i++) {
            readable.add(terms.readable(i));
        }
        return readable;
    }
}
