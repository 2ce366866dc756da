package vadra.pages;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vadra.qa.Recap;
import vadra.qa.Sitting;

/**
 * What came of a sitting as Markdown, from which its host goes home with an article.
 *
 * @param words of the sitting's language
 * @param page where the sitting is
 */
record RecapText(Map<String, String> words, String language, String page) {
    private static final ZoneId HOME = ZoneId.of("Europe/Stockholm");

    String of(Sitting sitting, Recap recap) {
        var text = new StringBuilder();
        var hosts = sitting.hosts().stream().map(host -> host.name()).collect(Collectors.joining(", "));
        text.append('*')
                .append(day(sitting.startsAt()))
                .append(". ")
                .append(word("qa.hosts"))
                .append(' ');
        text.append(hosts).append(".*\n\n");
        recap.settled().forEach(item -> settled(item, text));
        if (!recap.owed().isEmpty()) {
            text.append("## ").append(word("recap.owes")).append("\n\n");
            recap.owed().forEach(item -> owed(item, text));
        }
        return text.toString();
    }

    private void settled(Recap.Item item, StringBuilder text) {
        text.append("## [")
                .append(clock(item.movedAt()))
                .append("](")
                .append(page)
                .append("/recap#q-");
        text.append(item.post()).append(") ").append(item.asker()).append("\n\n");
        quote(item.question().source(), text);
        var answer = item.answer();
        if (answer != null) {
            text.append("**")
                    .append(item.by())
                    .append(":** ")
                    .append(answer.source())
                    .append("\n\n");
        } else if (item.reason() != null) {
            text.append("**").append(word("qa.q." + item.state())).append(":** ");
            text.append(item.reason()).append("\n\n");
        }
    }

    private void owed(Recap.Item item, StringBuilder text) {
        var first = item.question().source().lines().findFirst().orElse("");
        var promised = item.promisedFor();
        text.append("- [")
                .append(first.replace("[", "\\[").replace("]", "\\]"))
                .append("](")
                .append(page);
        text.append("#p-").append(item.post()).append(')');
        if (promised != null) {
            text.append(" (")
                    .append(word("qa.q.promised.by").replace("{day}", day(promised)))
                    .append(')');
        }
        text.append('\n');
    }

    private static void quote(String source, StringBuilder text) {
        source.lines().forEach(line -> text.append("> ").append(line).append('\n'));
        text.append('\n');
    }

    private String word(String key) {
        return words.getOrDefault(key, key);
    }

    private String day(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(language))
                .format(time.atZone(HOME));
    }

    private static String clock(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm").format(time.atZone(HOME));
    }
}
