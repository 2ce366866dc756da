package vadra.contacts;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is folded on a member's pages; nobody else's are touched by it. {@code folds.js} decides the same in the browser.
 *
 * @param blocked handles
 * @param muted handles, each with the end of the mute where it has one
 * @param words as {@link Boundaries#keepFilter} keeps them
 */
public record Folds(Set<String> blocked, Map<String, Optional<Instant>> muted, List<String> words) {
    /** Nothing is folded, as for a guest. */
    public static final Folds NONE = new Folds(Set.of(), Map.of(), List.of());

    private static final String IN_A_WORD = "[\\p{L}\\p{N}\\p{M}]";
    private static final String REST = "*";

    public Folds {
        blocked = Set.copyOf(blocked);
        muted = Map.copyOf(muted);
        words = List.copyOf(words);
    }

    /**
     * Why a post is folded.
     *
     * @param handle of its author, empty for a pseudonym
     * @param text its words
     * @return {@code blocked}, {@code muted} or {@code words}; empty when it is not
     */
    public String reason(String handle, String text) {
        if (blocked.contains(handle)) {
            return "blocked";
        }
        if (muted.containsKey(handle)) {
            return "muted";
        }
        return !words.isEmpty() && holds(words).test(text) ? "words" : "";
    }

    /** Whether a text holds one of the words, whole and in either case; a word that ends in a star begins others. */
    static Predicate<String> holds(List<String> words) {
        var any = words.stream().map(Folds::pattern).collect(Collectors.joining("|"));
        var pattern = Pattern.compile("(?<!" + IN_A_WORD + ")(?:" + any + ")");
        return text -> pattern.matcher(folded(text)).find();
    }

    private static String pattern(String word) {
        boolean begins = word.endsWith(REST);
        var whole = begins ? word.substring(0, word.length() - 1) : word;
        var quoted = List.of(whole.split(" ")).stream().map(Pattern::quote).collect(Collectors.joining("\\s+"));
        return begins ? quoted : quoted + "(?!" + IN_A_WORD + ")";
    }

    /** One case and one form for all. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
