package vadra.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.wording.Doubt.Setting;
import vadra.wording.Doubt.Stance;

class CuesTest {
    private final Cues cues = Cues.bundled();
    private final TextReader reader = new TextReader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stämmer det här?",
                "någon som vet om det stämmer",
                "Var har ni hört det?",
                "Finns det någon källa?",
                "Obekräftat, men de lär sluta tillverka den",
                "Seriöst?",
                "Kan ni bekräfta eller dementera?",
                "Är det bara ett rykte?",
                "Is that true?",
                "Anyone have a source for that?",
                "where did you read this",
                "unconfirmed but worrying",
                "Is it a hoax?",
            })
    void whoAsksWhetherItIsSoAsks(String text) {
        assertThat(stance(text, Setting.TALK)).isEqualTo(Stance.ASKS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Det stämmer inte alls",
                "Bilden är fejkad",
                "Företaget dementerar uppgifterna",
                "Sluta sprida sånt",
                "Det är falskt alarm",
                "Det är inte sant",
                "That is not true",
                "It's fake, ignore it",
                "this has been debunked",
                "Stop spreading rumours",
            })
    void whoSaysThatItIsNotSoDenies(String text) {
        assertThat(stance(text, Setting.TALK)).isEqualTo(Stance.DENIES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Vad kostar den?",
                "Är den vattentät?",
                "När kommer nästa modell?",
                "Kan man byta batteriet själv?",
                "Hur länge håller den?",
                "Does it come in blue?",
                "How do I reset it?",
                "Min laddare började ryka i natt",
                "Det är bekräftat, de slutar sälja den",
                "It is not a joke, mine melted",
                "Det är inte fejk, jag såg det själv",
                "this is not fake",
                "",
                "???",
            })
    void ordinaryTalkAndClaimsDoubtNothing(String text) {
        assertThat(cues.doubt(reader.read(text), Setting.TALK)).isEqualTo(new Doubt(Stance.SPREADS, false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@asta how many are hurt?",
                "is anyone hurt",
                "hi, could you send us the picture",
                "Any update?",
                "Can you show the receipt? please",
                "Which model?",
                "is it true @asta?",
                "Hur många är skadade?",
                "vad har hänt",
                "finns det bilder",
                "Hej, kan ni visa kvittot?",
                "Vilken modell?",
                "Vem har sagt det?",
                "någon som vet om det stämmer",
            })
    void whoWantsToKnowInAReplyAsks(String text) {
        assertThat(stance(text, Setting.DIRECT)).isEqualTo(Stance.ASKS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Who cares?",
                "How many? I counted three, and my neighbour did too.",
                "What is wrong with these idiots? Shame on them!",
                "Why would anyone buy from a company that should have stopped years ago?",
                "“@asta: they melt” WHAT?!",
                "what a mess",
                "Hur kan man vara så dum? Skäms!",
                "Varför skulle någon köpa av ett företag som borde ha slutat för länge sedan?",
                "vad synd",
                "det var ju bra",
            })
    void whoSpeaksInTheFormOfAQuestionDoesNotAsk(String text) {
        assertThat(stance(text, Setting.DIRECT)).isEqualTo(Stance.SPREADS);
    }

    @Test
    void anOpenQuestionAsksInAThreadOnly() {
        assertThat(stance("@asta how many are hurt?", Setting.TALK)).isEqualTo(Stance.SPREADS);
        assertThat(stance("@asta how many are hurt?", Setting.THREAD)).isEqualTo(Stance.ASKS);
        assertThat(stance("How many? I counted three.", Setting.THREAD)).isEqualTo(Stance.SPREADS);
        assertThat(stance("", Setting.DIRECT)).isEqualTo(Stance.SPREADS);
        assertThat(stance("???", Setting.DIRECT)).isEqualTo(Stance.SPREADS);
    }

    @Test
    void theFirstPostIsAskedSoonerThanOthers() {
        var text = "and they say that all of those sold in the north since spring should be handed back?!";
        assertThat(stance(text, Setting.DIRECT)).isEqualTo(Stance.ASKS);
        assertThat(stance(text, Setting.THREAD)).isEqualTo(Stance.SPREADS);
    }

    @Test
    void whoAnswersThatItIsUnconfirmedDenies() {
        assertThat(stance("That is unconfirmed", Setting.TALK)).isEqualTo(Stance.ASKS);
        assertThat(stance("That is unconfirmed", Setting.DIRECT)).isEqualTo(Stance.DENIES);
        assertThat(stance("Det är obekräftat", Setting.DIRECT)).isEqualTo(Stance.DENIES);
        assertThat(stance("Unconfirmed?", Setting.DIRECT)).isEqualTo(Stance.ASKS);
    }

    @Test
    void pointsOfOnesOwnAreCounted() {
        var own = new Cues(
                List.of(),
                List.of("[question]", "^ kanske", "[-1 maybe]", "<unmarked>", "tror", "[+2 more]", "<direct>", "visa"));
        assertThat(own.doubt(reader.read("kanske det"), Setting.THREAD).asks()).isFalse();
        assertThat(own.doubt(reader.read("kanske det"), Setting.DIRECT).asks()).isTrue();
        assertThat(own.doubt(reader.read("kanske du visar"), Setting.THREAD).asks())
                .isFalse();
        assertThat(own.doubt(reader.read("kanske du kan visa"), Setting.THREAD).asks())
                .isTrue();
        assertThat(own.doubt(reader.read("tror du?"), Setting.THREAD).asks()).isFalse();
        assertThatThrownBy(() -> new Cues(List.of(), List.of("[more]"))).hasMessageContaining("[more]");
        assertThatThrownBy(() -> new Cues(List.of(), List.of("[+1 more]", "<loud>")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsQuotedOrInALinkIsNotOnesOwn() {
        assertThat(stance("“@asta: is it true?” it is a shame", Setting.THREAD)).isEqualTo(Stance.SPREADS);
        assertThat(stance("RT @asta is it true?", Setting.THREAD)).isEqualTo(Stance.SPREADS);
        assertThat(stance("look https://example.org/x?is-it-true=1", Setting.THREAD))
                .isEqualTo(Stance.SPREADS);
    }

    @Test
    void aDenialWithinAQuestionAsks() {
        assertThat(stance("Är bilden fejkad?", Setting.TALK)).isEqualTo(Stance.ASKS);
    }

    @Test
    void aListOfOnesOwnIsRead() {
        var own = new Cues(List.of("[denies]", "^ nej|nope _ hitta*", "[asks?]", "får jag __ veta"), List.of());
        assertThat(own.doubt(reader.read("Nej, bara hittat på"), Setting.TALK).denies())
                .isTrue();
        assertThat(own.doubt(reader.read("Jag säger nej hittat på"), Setting.TALK)
                        .denies())
                .isFalse();
        assertThat(own.doubt(reader.read("får jag också nu veta?"), Setting.TALK)
                        .asks())
                .isTrue();
        assertThat(own.doubt(reader.read("får jag också nu veta"), Setting.TALK).asks())
                .isFalse();
        assertThatThrownBy(() -> new Cues(List.of("[denies]", "_ word"), List.of()))
                .hasMessageContaining("begins with a word");
        assertThatThrownBy(() -> new Cues(List.of("[doubts]"), List.of())).hasMessageContaining("doubts");
    }

    private Stance stance(String text, Setting setting) {
        return cues.doubt(reader.read(text), setting).stance();
    }
}
