package vadra.notifications;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Writes letters. They hold nobody's words, which could not be taken back from a mailbox: they tell who did what and where, and
 * the words are read here. Names of people and rooms are freed of what a mail program makes a link of.
 */
final class LetterWriter {
    static final int MOST = 30;

    private final BinaryOperator<String> words;
    private final String url;

    /**
     * A writer.
     *
     * @param words the text of a language's key
     * @param url the public address of this server
     */
    LetterWriter(BinaryOperator<String> words, String url) {
        this.words = words;
        this.url = url;
    }

    /** What is written; links are to pages of ours. */
    record Written(String subject, String text, String html) {}

    private record Line(String says, String link) {}

    Written confirm(String language, String token) {
        var says = words.apply(language, "letter.confirm.ask");
        return written(
                language,
                words.apply(language, "letter.confirm.subject"),
                says,
                List.of(new Line(words.apply(language, "letter.confirm.link"), url + "/mail/confirm/" + token)),
                words.apply(language, "letter.confirm.else"));
    }

    Written digest(String language, List<Notification> all, String token) {
        var lines = new ArrayList<Line>();
        all.stream()
                .limit(MOST)
                .map(one -> new Line(says(language, one), url + one.path()))
                .forEach(lines::add);
        if (all.size() > MOST) {
            lines.add(new Line(words.apply(language, "letter.more"), url + "/me/notifications"));
        }
        lines.add(new Line(words.apply(language, "letter.choices"), url + "/me/notifications#choices-of-mine"));
        lines.add(new Line(words.apply(language, "letter.leave"), url + "/mail/leave/" + token));
        var counted = words.apply(language, all.size() == 1 ? "letter.subject.one" : "letter.subject.other")
                .replace("{n}", all.size() > MOST ? MOST + "+" : Integer.toString(all.size()));
        return written(
                language, counted, words.apply(language, "letter.lead"), lines, words.apply(language, "letter.why"));
    }

    private Written written(String language, String subject, String lead, List<Line> lines, String foot) {
        var text = lines.stream()
                .map(line -> line.says() + "\n" + line.link())
                .collect(Collectors.joining("\n\n", lead + "\n\n", "\n\n" + foot + "\n"));
        var html = lines.stream()
                .map(line -> "<li style=\"margin:0 0 12px\"><a href=\"" + escaped(line.link()) + "\">"
                        + escaped(line.says()) + "</a></li>")
                .collect(Collectors.joining(
                        "\n",
                        "<!doctype html><html lang=\"" + language + "\"><body style=\"font:16px/1.5 sans-serif\"><p>"
                                + escaped(lead) + "</p><ul style=\"padding-left:20px\">\n",
                        "\n</ul><p style=\"color:#555\">" + escaped(foot) + "</p></body></html>"));
        return new Written(subject, text, html);
    }

    private String says(String language, Notification one) {
        var key = "notification." + one.what().kind() + (one.by().isPresent() ? "" : ".nobody");
        var sentence = words.apply(language, key);
        var known = sentence.equals(key) ? words.apply(language, "notification.other") : sentence;
        return known.replace("{name}", one.by().map(by -> plain(by.name())).orElse(""))
                .replace(
                        "{place}",
                        one.what().place().map(place -> plain(place.title())).orElse(""));
    }

    /** A name without what could be read as an address: letters, digits and gaps stay, and the marks that are within names. */
    static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{M}\\p{N} '’&+-]", " ").strip().replaceAll("\\s+", " ");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
