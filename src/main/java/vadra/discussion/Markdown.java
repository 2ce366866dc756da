package vadra.discussion;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Markdown to HTML that is safe in any page: rendered by a CommonMark parser, then cut to a short list of elements. */
public final class Markdown {
    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}_@/])@([a-z0-9][a-z0-9_-]{1,29})");
    /**
     * One line of words that begins with a letter and has no sign that could mean anything, to Markdown, to HTML or to who
     * looks for addresses. Most of what is said in a talk is that, and need not be taken apart to become the same again.
     */
    private static final Pattern PLAIN =
            Pattern.compile("(?!.*[wW]\\.)[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-zÀ-ÖØ-öø-ɏ0-9 .,?!;%()]*+");

    // Headings and rules are left out: a talk has no chapters, and they would outshout the others.
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(AutolinkExtension.create()))
            .enabledBlockTypes(Set.of(BlockQuote.class, FencedCodeBlock.class, ListBlock.class))
            .maxOpenBlockParsers(20)
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>\n")
            .build();
    private static final PolicyFactory SAFE = new HtmlPolicyBuilder()
            .allowElements("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a")
            .allowUrlProtocols("https", "http", "mailto")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("start")
            .onElements("ol")
            .requireRelsOnLinks("nofollow", "ugc", "noopener")
            .toFactory();

    private Markdown() {}

    /** The handles that the words name as {@code @handle}, in order, at most {@link vadra.discussion.Text#MAX_MENTIONS}. */
    public static Set<String> mentions(String source) {
        var handles = new LinkedHashSet<String>();
        var matcher = MENTION.matcher(source);
        while (handles.size() < vadra.discussion.Text.MAX_MENTIONS && matcher.find()) {
            handles.add(matcher.group(1));
        }
        return handles;
    }

    /**
     * Renders words.
     *
     * @param members handles that become links to people; others stay as written
     */
    public static String html(String source, Set<String> members) {
        return PLAIN.matcher(source).matches() ? "<p>" + source + "</p>" : rendered(source, members);
    }

    /** The long way, which any words can go. */
    static String rendered(String source, Set<String> members) {
        var document = PARSER.parse(source);
        linkMembers(document, members);
        return SAFE.sanitize(RENDERER.render(document)).strip();
    }

    /** Makes links to people of the handles that are members', in a parsed text. */
    public static void linkMembers(Node document, Set<String> members) {
        if (!members.isEmpty()) {
            document.accept(new Mentioner(members));
        }
    }

    /** Turns {@code @handle} into a link, everywhere but in code and in other links. */
    private static final class Mentioner extends AbstractVisitor {
        private final Set<String> members;

        Mentioner(Set<String> members) {
            this.members = members;
        }

        @Override
        public void visit(Link link) {
            // A link inside a link is no HTML.
        }

        @Override
        public void visit(Text text) {
            var literal = text.getLiteral();
            var matcher = MENTION.matcher(literal);
            Node last = text;
            int from = 0;
            while (matcher.find()) {
                if (members.contains(matcher.group(1))) {
                    last = after(last, new Text(literal.substring(from, matcher.start())));
                    var link = new Link("/people/" + matcher.group(1), null);
                    link.appendChild(new Text(matcher.group()));
                    last = after(last, link);
                    from = matcher.end();
                }
            }
            if (from > 0) {
                last.insertAfter(new Text(literal.substring(from)));
                text.unlink();
            }
        }

        private static Node after(Node place, Node added) {
            place.insertAfter(added);
            return added;
        }
    }
}
