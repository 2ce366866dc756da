package vadra.pages;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the pages in each language, from the same files that the browser reads. */
public final class Translations {
    /** The languages that are complete; the first is for who asks for none of them. */
    public static final List<String> LANGUAGES = List.of("sv", "en");

    private final Map<String, Map<String, String>> words = new HashMap<>();

    private Translations() {}

    /** Reads {@code <folder>/<language>.json}; each must be an object of texts. */
    public static Translations load(Path folder) {
        var translations = new Translations();
        for (var language : LANGUAGES) {
            var texts = new HashMap<String, String>();
            read(folder.resolve(language + ".json"))
                    .forEach(entry -> texts.put(entry.getKey(), (String) entry.getValue()));
            translations.words.put(language, Map.copyOf(texts));
        }
        return translations;
    }

    private static JsonObject read(Path file) {
        try {
            return new JsonObject(Files.readString(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The words of a language, by key. */
    public Map<String, String> in(String language) {
        return words.getOrDefault(language, Map.of());
    }

    /** The first of our languages that the browser asks for. */
    static String chosen(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return LANGUAGES.get(0);
        }
        for (var asked : List.of(acceptLanguage.toLowerCase(Locale.ROOT).split(",", 20))) {
            for (var language : LANGUAGES) {
                if (asked.strip().startsWith(language)) {
                    return language;
                }
            }
        }
        return LANGUAGES.get(0);
    }
}
