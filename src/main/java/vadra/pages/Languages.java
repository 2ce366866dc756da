package vadra.pages;

import java.text.Collator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Languages that people speak: what there is to choose from, and what each is called; browsers know fewer of them. */
final class Languages {
    /** ISO 639 of two letters, and what else is spoken in the north. */
    private static final List<String> CODES = Stream.concat(
                    Arrays.stream(Locale.getISOLanguages()).filter(code -> code.length() == 2),
                    Stream.of("fit", "fkv", "rom", "sma", "smj", "sms", "smn", "swl"))
            .toList();

    private Languages() {}

    /**
     * All of them in the order of their names.
     *
     * @param language that the names are in
     * @return names by codes
     */
    static Map<String, String> all(String language) {
        var order = Collator.getInstance(Locale.forLanguageTag(language));
        return CODES.stream().collect(Collectors.toMap(code -> code, code -> name(code, language))).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(order))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new));
    }

    /** What a language is called in another. */
    static String name(String code, String language) {
        return Locale.forLanguageTag(code).getDisplayLanguage(Locale.forLanguageTag(language));
    }
}
