package vadra.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import vadra.discussion.Post;

/**
 * What a page says of itself to those who show a link to it.
 *
 * @param title of the thing
 * @param description its first words, empty where nobody may read them
 * @param path where it is, and where it will always be
 * @param canonical the page that the path leads to
 * @param type as Open Graph has it
 */
public record Card(String title, String description, String path, String canonical, String type) {
    private static final int LONGEST = 200;

    /** A page that is where it will always be. */
    static Card of(String title, String description, String path) {
        return new Card(title, cut(description), path, path, "website");
    }

    /** A post in a place. */
    static Card of(Post post, String place, String canonical) {
        var words = post.withdrawn() || post.hidden() ? "" : plain(post.text().source());
        var title = post.author().name() + " · " + place;
        return new Card(title, cut(words), "/posts/" + post.id(), canonical, "article");
    }

    /** The path as a part of another URL's query. */
    public String quoted(String base) {
        return URLEncoder.encode(base + path, StandardCharsets.UTF_8);
    }

    /** Words without the marks of Markdown. */
    static String plain(String source) {
        return source.replaceAll("[#*_>`\\[\\]!]|\\((?:https?:|media:)[^)]*\\)", "");
    }

    private static String cut(String words) {
        var line = words.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = line.lastIndexOf(' ', LONGEST);
        return line.substring(0, end > 0 ? end : line.offsetByCodePoints(0, LONGEST / 2)) + " …";
    }
}
