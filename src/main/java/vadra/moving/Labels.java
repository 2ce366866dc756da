package vadra.moving;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** The words around what is a member's own, in one language. */
final class Labels {
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final Labels SWEDISH = new Labels("sv");
    private static final Labels ENGLISH = new Labels("en");

    private final String language;
    private final Properties words = new Properties();
    private final DateTimeFormatter moment;

    private Labels(String language) {
        this.language = language;
        this.moment = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(Locale.forLanguageTag(language))
                .withZone(ZONE);
        var name = "/vadra/moving/own_" + language + ".properties";
        try (var in = Objects.requireNonNull(Labels.class.getResourceAsStream(name));
                var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Labels in(String language) {
        return language.equals("en") ? ENGLISH : SWEDISH;
    }

    String language() {
        return language;
    }

    /** The words of a key. */
    String of(String key) {
        return Objects.requireNonNull(words.getProperty(key), key);
    }

    /** The words of a key, and the key's own end where nobody thought of it: data must be readable before it is pretty. */
    String orName(String prefix, String name) {
        return words.getProperty(prefix + name, name);
    }

    String time(Instant at) {
        return moment.format(at);
    }
}
