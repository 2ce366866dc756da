package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import vadra.openness.HouseRules.Harm;
import vadra.openness.HouseRules.Rule;
import vadra.openness.RuleChanges.Kind;
import vadra.openness.RuleChanges.Span;

class RuleChangesTest {
    @Test
    void aWordThatChangedStandsBetweenThoseThatDidNot() {
        assertThat(RuleChanges.words("Say what you know.", "Say plainly what you believe."))
                .containsExactly(
                        new Span(Kind.SAME, "Say"),
                        new Span(Kind.ADDED, "plainly"),
                        new Span(Kind.SAME, "what you"),
                        new Span(Kind.REMOVED, "know."),
                        new Span(Kind.ADDED, "believe."));
    }

    @Test
    void rulesAreComparedByTheirNumberAndThoseThatAreTheSameAreLeftOut() {
        var changes = RuleChanges.between(
                List.of(rule(1, Harm.CONDUCT, "Same"), rule(2, Harm.CONDUCT, "Kept"), rule(3, Harm.LAW, "Gone")),
                List.of(rule(1, Harm.CONDUCT, "Same"), rule(2, Harm.SAFETY, "Kept"), rule(4, Harm.LAW, "New")));
        assertThat(changes).extracting(RuleChanges.Change::number).containsExactly(2, 3, 4);
        assertThat(changes).extracting(RuleChanges.Change::kind).containsExactly(Kind.SAME, Kind.REMOVED, Kind.ADDED);
        assertThat(changes.get(0).harmBefore()).isEqualTo(Harm.CONDUCT);
        assertThat(changes.get(0).harmNow()).isEqualTo(Harm.SAFETY);
        assertThat(changes.get(1).title()).containsExactly(new Span(Kind.REMOVED, "Gone"));
        assertThat(changes.get(2).title()).containsExactly(new Span(Kind.ADDED, "New"));
    }

    @Property(tries = 200)
    void bothTextsCanBeReadInTheChange(
            @ForAll @Size(max = 12) List<@AlphaChars @StringLength(min = 1, max = 2) String> before,
            @ForAll @Size(max = 12) List<@AlphaChars @StringLength(min = 1, max = 2) String> now) {
        var spans = RuleChanges.words(String.join(" ", before), String.join(" ", now));
        assertThat(without(spans, Kind.ADDED)).isEqualTo(String.join(" ", before));
        assertThat(without(spans, Kind.REMOVED)).isEqualTo(String.join(" ", now));
    }

    private static String without(List<Span> spans, Kind kind) {
        return spans.stream()
                .filter(span -> span.kind() != kind)
                .map(Span::text)
                .collect(Collectors.joining(" "));
    }

    private static Rule rule(int number, Harm harm, String title) {
        return new Rule(number, harm, "OTHER_VIOLATION_TC", title, "Text.", "Fine.", "Not.");
    }
}
