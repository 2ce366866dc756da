package vadra.openness;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of each rule from one version of the house rules to the next, word by word. Pure. */
public final class RuleChanges {
    private RuleChanges() {}

    /** What became of words. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    /** Words in a row that shared a fate. */
    public record Span(Kind kind, String text) {}

    /**
     * A rule that is not as it was.
     *
     * @param kind ADDED or REMOVED for a whole rule, SAME for one that reads otherwise
     * @param harmBefore what a breach did; null for an added rule
     * @param harmNow what it does; null for a removed rule
     */
    public record Change(
            int number,
            Kind kind,
            HouseRules.@Nullable Harm harmBefore,
            HouseRules.@Nullable Harm harmNow,
            List<Span> title,
            List<Span> text,
            List<Span> allowed,
            List<Span> notAllowed) {}

    /** The rules that differ, by number, in one language. */
    public static List<Change> between(List<HouseRules.Rule> before, List<HouseRules.Rule> now) {
        var pairs = new TreeMap<Integer, Pair>();
        before.forEach(rule -> pairs.put(rule.number(), new Pair(rule, null)));
        now.forEach(rule ->
                pairs.merge(rule.number(), new Pair(null, rule), (old, fresh) -> new Pair(old.before(), fresh.now())));
        return pairs.entrySet().stream()
                .filter(pair -> !Objects.equals(
                        pair.getValue().before(), pair.getValue().now()))
                .map(pair -> pair.getValue().change(pair.getKey()))
                .toList();
    }

    private record Pair(HouseRules.@Nullable Rule before, HouseRules.@Nullable Rule now) {
        Change change(int number) {
            return new Change(
                    number,
                    before == null ? Kind.ADDED : now == null ? Kind.REMOVED : Kind.SAME,
                    before == null ? null : before.harm(),
                    now == null ? null : now.harm(),
                    spans(HouseRules.Rule::title),
                    spans(HouseRules.Rule::text),
                    spans(HouseRules.Rule::allowed),
                    spans(HouseRules.Rule::notAllowed));
        }

        private List<Span> spans(Function<HouseRules.Rule, String> field) {
            return words(before == null ? "" : field.apply(before), now == null ? "" : field.apply(now));
        }
    }

    /** How one text became the other; the spans without ADDED are the old words, those without REMOVED the new. */
    static List<Span> words(String before, String now) {
        var old = split(before);
        var fresh = split(now);
        var spans = new ArrayList<Span>();
        int place = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, fresh).getDeltas()) {
            add(spans, Kind.SAME, old.subList(place, delta.getSource().getPosition()));
            add(spans, Kind.REMOVED, delta.getSource().getLines());
            add(spans, Kind.ADDED, delta.getTarget().getLines());
            place = delta.getSource().getPosition() + delta.getSource().size();
        }
        add(spans, Kind.SAME, old.subList(place, old.size()));
        return List.copyOf(spans);
    }

    private static List<String> split(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static void add(List<Span> spans, Kind kind, List<String> words) {
        if (!words.isEmpty()) {
            spans.add(new Span(kind, String.join(" ", words)));
        }
    }
}
