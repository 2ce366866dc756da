package vadra.profiles;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader may read of what a member says about themselves. What is hidden from the reader looks like what was never said.
 *
 * @param about own words, empty or up to 500 characters
 * @param picture which picture it is, a name that changes when the picture does
 * @param place where the member is, in own words
 * @param products what the member has at home
 * @param interests in lower case
 * @param languages as ISO 639 writes them
 * @param blog the member's own roof
 */
public record Profile(
        String about,
        Optional<String> picture,
        String place,
        List<Owned> products,
        List<String> interests,
        List<String> languages,
        List<Link> links,
        Optional<Roof> blog) {
    /**
     * A product that somebody has at home.
     *
     * @param since a month such as {@code 2024-11}, null where the member does not say
     */
    public record Owned(
            String slug,
            String name,
            String summary,
            @Nullable String since) {}

    /**
     * A way to somewhere else.
     *
     * @param url begins with {@code https://}
     */
    public record Link(String label, String url) {
        /** Whose place it leads to, which the label need not tell. */
        public String host() {
            return url.replaceFirst("^https://", "")
                    .replaceFirst("[/?#].*$", "")
                    .replaceFirst("^www\\.", "");
        }
    }

    /**
     * A blog, as far as a profile tells of it.
     *
     * @param title empty where the house rules hide it
     */
    public record Roof(String title, String language) {}
}
