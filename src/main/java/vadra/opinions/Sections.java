package vadra.opinions;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import vadra.core.Problem;

/**
 * The words of an opinion by what they are about. They are the post's own words: a line that begins with {@code (+)} begins what is
 * good, {@code (−)} what is bad, {@code (→)} what is wished for, and what stands before is none of them. So whatever reads posts
 * reads opinions: the search, the monitor, the feeds, the versions. The marks are of no language, and no words.
 */
public final class Sections {
    /** The longest of each, in characters. */
    public static final int MOST_CHARACTERS = 1_000;

    /** As it is typed without a keyboard of signs, too. */
    private static final Pattern MARKED = Pattern.compile("\\((\\+|−|-|→|->)\\)[ \\t]*(.*)");

    private final String before;
    private final Map<Kind, String> words;

    private Sections(String before, Map<Kind, String> words) {
        this.before = before;
        this.words = words;
    }

    /** What words are about. */
    public enum Kind {
        GOOD("(+)"),
        BAD("(−)"),
        WISH("(→)");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        /** What its words begin with. */
        public String mark() {
            return mark;
        }

        private static Kind of(String sign) {
            return switch (sign) {
                case "+" -> GOOD;
                case "−", "-" -> BAD;
                default -> WISH;
            };
        }
    }

    /** Reads a post's words. What is marked twice is one section. */
    public static Sections of(String source) {
        var before = new StringBuilder();
        var sections = new EnumMap<Kind, StringBuilder>(Kind.class);
        var now = before;
        for (var line : source.split("\n", -1)) {
            var marked = MARKED.matcher(line);
            if (marked.matches()) {
                now = sections.computeIfAbsent(Kind.of(marked.group(1)), kind -> new StringBuilder());
                now.append(now.isEmpty() ? "" : "\n").append(marked.group(2));
            } else {
                now.append(now.isEmpty() ? "" : "\n").append(line);
            }
        }
        var words = new EnumMap<Kind, String>(Kind.class);
        sections.forEach((kind, text) -> {
            if (!text.toString().isBlank()) {
                words.put(kind, text.toString().strip());
            }
        });
        return new Sections(before.toString().strip(), words);
    }

    /**
     * Reads the words of an opinion.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when there is nothing good, bad or wished for, or too much
     */
    public static Sections checked(String source) {
        var sections = of(source);
        if (sections.words.isEmpty()) {
            throw Problem.invalid(
                    "text", "an opinion has a line that begins with (+), (−) or (→): what is good, bad or wished for");
        }
        sections.words.values().forEach(words -> {
            if (words.codePointCount(0, words.length()) > MOST_CHARACTERS) {
                throw Problem.invalid(
                        "text", "at most " + MOST_CHARACTERS + " characters of each: good, bad, wished for");
            }
        });
        return sections;
    }

    /** What stands before all marks, empty for nothing. */
    public String before() {
        return before;
    }

    /** What is good, empty for nothing. */
    public String good() {
        return words.getOrDefault(Kind.GOOD, "");
    }

    /** What is bad, empty for nothing. */
    public String bad() {
        return words.getOrDefault(Kind.BAD, "");
    }

    /** What is wished for, empty for nothing. */
    public String wish() {
        return words.getOrDefault(Kind.WISH, "");
    }
}
