package vadra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranslationsTest {
    private static final Path WEBROOT = Path.of("webroot");
    private static final Pattern USED =
            Pattern.compile("(?:\\bt\\(|t\\[|data-t(?:-label)?=)['\"]([a-z][A-Za-z0-9.-]*[A-Za-z0-9])['\"]");

    private final Map<String, String> swedish = all("sv");
    private final Map<String, String> english = all("en");

    /** The words of the pages and those that only the desk loads. */
    private static Map<String, String> all(String language) {
        return Stream.of("assets/i18n", "assets/i18n/desk")
                .flatMap(folder -> Translations.load(WEBROOT.resolve(folder)).in(language).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void eachLanguageHasTheSameKeys() {
        assertThat(swedish.keySet()).isEqualTo(english.keySet());
        assertThat(swedish.values()).noneMatch(String::isBlank);
        assertThat(english.values()).noneMatch(String::isBlank);
    }

    @Test
    void eachPlaceholderIsInBoth() {
        swedish.forEach((key, text) ->
                assertThat(placeholders(english.getOrDefault(key, ""))).as(key).isEqualTo(placeholders(text)));
    }

    @Test
    void eachKeyThatAPageUsesIsThere() throws IOException {
        var known = swedish.keySet();
        var missing = new TreeSet<String>();
        try (var files = Files.walk(WEBROOT)) {
            files.filter(file -> file.toString().matches(".*\\.(js|html)")).forEach(file -> {
                var found = USED.matcher(read(file));
                while (found.find()) {
                    var key = found.group(1);
                    if (!known.contains(key) && !known.contains(key + ".other")) {
                        missing.add(file.getFileName() + ": " + key);
                    }
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theBrowserChooses() {
        assertThat(Translations.chosen("en-GB,en;q=0.9,sv;q=0.8")).isEqualTo("en");
        assertThat(Translations.chosen("de-DE, sv-FI;q=0.5")).isEqualTo("sv");
        assertThat(Translations.chosen("de")).isEqualTo("sv");
        assertThat(Translations.chosen(null)).isEqualTo("sv");
    }

    private static Set<String> placeholders(String text) {
        return Pattern.compile("\\{\\w+}")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
