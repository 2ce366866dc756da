package vadra.parts;

import java.util.Set;

/** The words of a post as they are read, without any form, and the finding of some of them. */
public final class Excerpt {
    /** The most chosen words, in characters. */
    public static final int MOST = 500;
    /** So much of a post is shown where none were chosen. */
    public static final int BEGINNING = 280;

    private static final Set<String> INLINE = Set.of("a", "em", "strong", "code", "del", "span", "b", "i", "s", "u");

    private Excerpt() {}

    /**
     * What is read of a rendered text: its words with one space where there is white space or a new block.
     *
     * @param html as the sanitiser leaves it
     */
    public static String plain(String html) {
        var words = new StringBuilder(html.length());
        for (int at = 0; at < html.length(); ) {
            char next = html.charAt(at);
            int end = next == '<' ? html.indexOf('>', at) : next == '&' ? html.indexOf(';', at) : -1;
            if (end < 0) {
                words.append(next);
                at++;
            } else {
                words.append(next == '<' ? tag(html.substring(at + 1, end)) : entity(html.substring(at + 1, end)));
                at = end + 1;
            }
        }
        return line(words.toString());
    }

    /** The same with one space for each run of white space, and none at the ends. */
    public static String line(String text) {
        return text.replaceAll("[\\s\\u00A0]+", " ").strip();
    }

    private static String tag(String inside) {
        var name = inside.replaceFirst("^/", "").split("[\\s/]", 2)[0];
        return INLINE.contains(name) ? "" : " ";
    }

    private static String entity(String name) {
        return switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "nbsp" -> " ";
            default ->
                name.matches("#\\d{1,7}") ? character(Integer.parseInt(name.substring(1)), name) : "&" + name + ";";
        };
    }

    private static String character(int point, String name) {
        return Character.isValidCodePoint(point) ? Character.toString(point) : "&" + name + ";";
    }

    /** How a text begins, cut between words. */
    public static String beginning(String plain) {
        if (plain.length() <= BEGINNING) {
            return plain;
        }
        int space = plain.lastIndexOf(' ', BEGINNING);
        int end = space > BEGINNING / 2 ? space : BEGINNING;
        return plain.substring(0, Character.isLowSurrogate(plain.charAt(end)) ? end - 1 : end) + "…";
    }
}
