package vadra.blogs;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import vadra.discussion.Markdown;
import vadra.discussion.Text;

/**
 * As much of an article as a post may be long: the title and the first of its words, without pictures and marks. It is what
 * the log, the sockets, the desk and the rumour monitor have of it; the whole has the article's page and the API.
 */
final class Lead {
    /** Bytes of UTF-8; a post takes some more. */
    static final int MAX_BYTES = 12_000;

    private static final String MORE = " …";

    private Lead() {}

    static Text of(String title, String plain, String language, Set<String> members) {
        var source = shortened(title + "\n\n" + plain).strip();
        return new Text(source, Markdown.html(source, members), language);
    }

    private static String shortened(String words) {
        if (words.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return words;
        }
        int end = 0;
        for (int bytes = 0; bytes <= MAX_BYTES; end += Character.charCount(words.codePointAt(end))) {
            bytes += Character.toString(words.codePointAt(end)).getBytes(StandardCharsets.UTF_8).length;
        }
        int space = Math.max(words.lastIndexOf(' ', end - 2), words.lastIndexOf('\n', end - 2));
        return words.substring(0, space > end / 2 ? space : end - 2) + MORE;
    }
}
