package vadra.blogs;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The elements that an article's HTML may have, and nothing else; everything that was rendered goes through this. */
final class SafeArticle {
    private static final Pattern ANCHOR = Pattern.compile("(h|fn|fnref)-[\\p{L}\\p{N}_.-]{0,120}");
    private static final Pattern CLASS = Pattern.compile("footnotes|footnote-ref|footnote-backref");
    private static final Pattern PICTURE = Pattern.compile("/media/[0-9a-f]{64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final PolicyFactory SWEDISH = policy("Tillbaka till texten");
    private static final PolicyFactory ENGLISH = policy("Back to the text");

    private SafeArticle() {}

    /** The policy for a language, which says the few words that the renderer adds in it. */
    static PolicyFactory in(String language) {
        return language.equals("sv") ? SWEDISH : ENGLISH;
    }

    private static PolicyFactory policy(String back) {
        return new HtmlPolicyBuilder()
                .allowElements("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr")
                .allowElements("h2", "h3", "h4", "figure", "figcaption", "sup", "section", "img")
                .allowUrlProtocols("https", "http", "mailto")
                .allowAttributes("href")
                .onElements("a")
                .allowAttributes("start")
                .onElements("ol")
                .allowAttributes("id")
                .matching(ANCHOR)
                .onElements("h2", "h3", "h4", "li", "a")
                .allowAttributes("class")
                .matching(CLASS)
                .onElements("section", "sup", "a")
                .allowAttributes("aria-label")
                .matching(saying(back))
                .onElements("a")
                .allowAttributes("src")
                .matching(PICTURE)
                .onElements("img")
                .allowAttributes("alt")
                .onElements("img")
                .allowAttributes("width", "height")
                .matching(NUMBER)
                .onElements("img")
                .requireRelsOnLinks("nofollow", "ugc", "noopener")
                .toFactory();
    }

    private static AttributePolicy saying(String words) {
        return new AttributePolicy() {
            @Override
            public @Nullable String apply(String element, String attribute, String value) {
                return value.startsWith("Back to reference") ? words : null;
            }
        };
    }
}
