package vadra.wording;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What is looked for in texts.
 *
 * @param key what finding it is told by
 * @param match whether one phrase or pattern is enough
 * @param language how words are reduced to their stems
 * @param phrases words that follow each other, whatever their case and endings; one without words is passed over
 * @param patterns regular expressions in RE2's syntax, whose time is linear in the text's length; they see the text as it was
 *     written, its first {@value #PATTERN_SEES} characters
 */
public record Watch<K>(K key, Match match, Language language, List<String> phrases, List<String> patterns) {
    /** Characters of a pattern. */
    public static final int MAX_PATTERN_LENGTH = 200;
    /** Characters of a text that patterns see. */
    public static final int PATTERN_SEES = 1_000;

    /** How many of the phrases and patterns a text must hold. */
    public enum Match {
        ANY,
        ALL
    }

    public Watch {
        phrases = List.copyOf(phrases);
        patterns = List.copyOf(patterns);
    }

    /** A watch for phrases only. */
    public Watch(K key, Match match, Language language, List<String> phrases) {
        this(key, match, language, phrases, List.of());
    }

    /** What is wrong with a pattern, or nothing. */
    public static Optional<String> fault(String pattern) {
        if (pattern.length() > MAX_PATTERN_LENGTH) {
            return Optional.of("longer than " + MAX_PATTERN_LENGTH + " characters");
        }
        try {
            return Pattern.compile(pattern).matches("") ? Optional.of("matches the empty text") : Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of(wrong.getDescription());
        }
    }

    List<Pattern> compiled() {
        return patterns.stream()
                .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE))
                .toList();
    }
}
