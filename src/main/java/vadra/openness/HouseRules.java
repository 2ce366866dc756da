package vadra.openness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules of the house, as the company published them: numbered, plain, in each language, with an example of what is
 * fine and what is not. Written in {@code config/house-rules.<language>.md}, where each rule is
 *
 * <pre>
 * ## 1. Title
 * = law ILLEGAL_OR_HARMFUL_SPEECH
 * Text.
 * + What is fine.
 * - What is not.
 * </pre>
 *
 * The line with the equals sign says what a breach does, and its category in the statements of reasons of the EU's Digital
 * Services Act, without their prefix.
 */
public final class HouseRules {
    private static final Pattern VERSION = Pattern.compile("(?m)^Version: ([0-9]+)$");
    private static final Pattern HEADING = Pattern.compile("(?m)^## ");
    private static final Pattern RULE =
            Pattern.compile("(?m)^## ([0-9]+)\\. (.+)\\R= (conduct|law|safety) ([A-Z_]+)\\R(.+)\\R\\+ (.+)\\R- (.+)$");

    /** The languages that every rule is written in. */
    public static final List<String> LANGUAGES = List.of("sv", "en");

    private final int version;
    private final Map<String, List<Rule>> rules;

    HouseRules(int version, Map<String, List<Rule>> rules) {
        this.version = version;
        this.rules = Map.copyOf(rules);
    }

    /** What a breach does. */
    public enum Harm {
        /** It spoils the talk; an act cools before it takes effect. */
        CONDUCT,
        /** It is against the law, which is cited. */
        LAW,
        /** It endangers somebody. */
        SAFETY;

        /** The lower-case name, as in files and in SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Harm of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** One rule in one language. */
    public record Rule(
            int number, Harm harm, String category, String title, String text, String allowed, String notAllowed) {
        private String kind() {
            return number + " " + harm + " " + category;
        }
    }

    /**
     * Reads the rules of a folder.
     *
     * @param languages the languages that must be there, with the same version and the same numbers
     * @throws IllegalStateException when they differ, or a file has no rule, or one of another shape
     */
    public static HouseRules load(Path folder, List<String> languages) {
        var rules = new HashMap<String, List<Rule>>();
        int version = 0;
        for (var language : languages) {
            var text = read(folder.resolve("house-rules." + language + ".md"));
            int found = versionOf(text, language);
            if (version != 0 && found != version) {
                throw new IllegalStateException("the house rules have different versions in different languages");
            }
            version = found;
            rules.put(language, parse(text, language));
        }
        if (rules.values().stream().map(HouseRules::kinds).distinct().count() != 1) {
            throw new IllegalStateException("the house rules have different numbers or kinds in different languages");
        }
        return new HouseRules(version, rules);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int versionOf(String text, String language) {
        var found = VERSION.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("the house rules (" + language + ") name no version");
        }
        return Integer.parseInt(found.group(1));
    }

    private static List<Rule> parse(String text, String language) {
        var rules = new ArrayList<Rule>();
        var found = RULE.matcher(text);
        while (found.find()) {
            rules.add(new Rule(
                    Integer.parseInt(found.group(1)),
                    Harm.of(found.group(3)),
                    found.group(4),
                    found.group(2),
                    found.group(5),
                    found.group(6),
                    found.group(7)));
        }
        // A rule that lost its example must stop the start, not vanish from what people accept.
        long headings = HEADING.matcher(text).results().count();
        if (rules.isEmpty() || rules.size() != headings) {
            throw new IllegalStateException("of " + headings + " house rules (" + language + ") only " + rules.size()
                    + " have title, kind, text and both examples");
        }
        return List.copyOf(rules);
    }

    private static List<String> kinds(List<Rule> rules) {
        return rules.stream().map(Rule::kind).toList();
    }

    /** Which version it is, from 1. */
    public int version() {
        return version;
    }

    /** The rules in a language, in order; none in one that they were not written in. */
    public List<Rule> in(String language) {
        return rules.getOrDefault(language, List.of());
    }
}
