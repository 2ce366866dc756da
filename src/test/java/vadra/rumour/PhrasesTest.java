package vadra.rumour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {
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
        assertThat(new Phrases(List.of(phrase), Claim.Match.ANY, Claim.Stems.SV).in(text))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"brewer, The brewers caught fire, true", "caught fire, It CAUGHT FIRE!, true", "brewer, brewery, false"
    })
    void anEnglishPhraseIsFoundWhateverItsCaseAndEndings(String phrase, String text, boolean found) {
        assertThat(new Phrases(List.of(phrase), Claim.Match.ANY, Claim.Stems.EN).in(text))
                .isEqualTo(found);
    }

    @Test
    void allMeansThatNoPhraseIsMissing() {
        var both = new Phrases(List.of("bryggare", "eld"), Claim.Match.ALL, Claim.Stems.SV);
        assertThat(both.in("bryggaren fattar eld")).isTrue();
        assertThat(both.in("bryggaren är varm")).isFalse();
    }

    @Test
    void aPhraseWithoutWordsIsFoundNowhere() {
        assertThat(new Phrases(List.of("!!!"), Claim.Match.ALL, Claim.Stems.ANY).in("!!!"))
                .isFalse();
    }
}
