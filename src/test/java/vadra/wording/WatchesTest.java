package vadra.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vadra.wording.Watch.Match;

class WatchesTest {
    private final TextReader reader = new TextReader();

    @ParameterizedTest
    @CsvSource({
        "bryggare, Min bryggare läcker., true",
        "bryggare, BRYGGAREN läcker, true",
        "bryggare, Alla bryggarna läcker, true",
        "bryggare, Ölbryggeriet läcker, false",
        "fatta eld, Kan den fatta eld?, true",
        "fatta eld, eld kan den fatta, false",
        "värmeplatta, värmeplattan är het, true",
        "värmeplatta, varmeplattan är het, false",
    })
    void aSwedishPhraseIsFoundWhateverItsCaseAndEndings(String phrase, String text, boolean found) {
        assertThat(isFound(Match.ANY, Language.SWEDISH, List.of(phrase), text)).isEqualTo(found);
        assertThat(isFound(Match.ANY, Language.BOTH, List.of(phrase), text)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"brewer, The brewers caught fire, true", "caught fire, It CAUGHT FIRE!, true", "brewer, brewery, false"
    })
    void anEnglishPhraseIsFoundWhateverItsCaseAndEndings(String phrase, String text, boolean found) {
        assertThat(isFound(Match.ANY, Language.ENGLISH, List.of(phrase), text)).isEqualTo(found);
    }

    @Test
    void allMeansThatNoPhraseIsMissing() {
        var phrases = List.of("bryggare", "eld");
        assertThat(isFound(Match.ALL, Language.SWEDISH, phrases, "bryggaren fattar eld"))
                .isTrue();
        assertThat(isFound(Match.ALL, Language.SWEDISH, phrases, "bryggaren och bryggaren"))
                .isFalse();
    }

    @Test
    void aPhraseWithoutWordsIsFoundNowhere() {
        assertThat(isFound(Match.ALL, Language.BOTH, List.of("!!!"), "!!!")).isFalse();
        assertThat(isFound(Match.ALL, Language.BOTH, List.of(), "eld")).isFalse();
    }

    @Test
    void aPhraseInsideOfAnotherThatBreaksOffIsFound() {
        var watches = watches(
                List.of(List.of("röd grön blå gul"), List.of("grön blå svart"), List.of("blå"), List.of("grön blå")));
        assertThat(watches.in(reader.read("röd grön blå svart"))).containsExactly(1, 2, 3);
    }

    @Test
    void whatWasFoundInOneTextIsForgottenInTheNext() {
        var watches =
                new Watches<>(List.of(new Watch<>(1, Match.ALL, Language.BOTH, List.of("bryggare", "eld"))), reader);
        assertThat(watches.in(reader.read("bryggaren"))).isEmpty();
        assertThat(watches.in(reader.read("eld"))).isEmpty();
        assertThat(watches.in(reader.read("eld i bryggaren"))).containsExactly(1);
    }

    @Test
    void aPatternSeesTheTextAsItWasWritten() {
        var any = new Watch<>(1, Match.ANY, Language.BOTH, List.of("eld"), List.of("v\\d+\\b.{0,10}brand"));
        var all = new Watch<>(2, Match.ALL, Language.BOTH, List.of("laddare"), List.of("v[0-9]"));
        var watches = new Watches<>(List.of(any, all), reader);
        assertThat(watches.in(reader.read("V2 i brand"))).containsExactly(1);
        assertThat(watches.in(reader.read("min V2 med laddaren"))).containsExactly(2);
        assertThat(watches.in(reader.read("laddaren"))).isEmpty();
    }

    @Test
    void aPatternIsRefusedWithAReason() {
        assertThat(Watch.fault("a(b")).isPresent();
        assertThat(Watch.fault("(a)\\1")).isPresent();
        assertThat(Watch.fault("x*")).isPresent();
        assertThat(Watch.fault("a".repeat(201))).isPresent();
        assertThat(Watch.fault("bränd|brann")).isEmpty();
    }

    @Test
    void moreWatchesThanTheBoundAreRefused() {
        var one = new Watch<>(1, Match.ANY, Language.BOTH, List.of("eld"));
        assertThatThrownBy(() -> new Watches<>(Collections.nCopies(Watches.MAX + 1, one), reader))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Words of three letters of which many phrases are made, so that they overlap; each is its own stem. */
    @Property(tries = 500)
    void theIndexFindsWhatASearchPhraseByPhraseFinds(
            @ForAll @Size(min = 1, max = 30) List<@Size(min = 1, max = 4) List<@IntRange(max = 2) Integer>> phrases,
            @ForAll @Size(max = 20) List<@IntRange(max = 2) Integer> text) {
        var expected = IntStream.range(0, phrases.size())
                .filter(i -> Collections.indexOfSubList(text, phrases.get(i)) >= 0)
                .boxed()
                .toList();
        var watches =
                watches(phrases.stream().map(phrase -> List.of(words(phrase))).toList());
        assertThat(watches.in(reader.read(words(text)))).isEqualTo(expected);
    }

    private static String words(List<Integer> numbers) {
        return String.join(
                " ", numbers.stream().map(List.of("kök", "sol", "tåg")::get).toList());
    }

    private Watches<Integer> watches(List<List<String>> phrases) {
        var watches = new ArrayList<Watch<Integer>>();
        phrases.forEach(some -> watches.add(new Watch<>(watches.size(), Match.ANY, Language.BOTH, some)));
        return new Watches<>(watches, reader);
    }

    private boolean isFound(Match match, Language language, List<String> phrases, String text) {
        var watches = new Watches<>(List.of(new Watch<>("it", match, language, phrases)), reader);
        return !watches.in(reader.read(text)).isEmpty();
    }
}
