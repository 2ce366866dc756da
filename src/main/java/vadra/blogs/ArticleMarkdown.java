package vadra.blogs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentNodeRendererContext;
import org.commonmark.renderer.text.TextContentRenderer;
import vadra.core.Problem;
import vadra.discussion.Markdown;
import vadra.media.Media;
import vadra.media.Picture;

/** An article's Markdown, which has chapters, pictures and footnotes where a post's has not, to HTML that is safe in any page. */
final class ArticleMarkdown {
    /** The most pictures in one article. */
    static final int MAX_PICTURES = 100;

    private static final String SCHEME = "media:";
    private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MAX_ANCHOR = 60;

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(
                    AutolinkExtension.create(),
                    FootnotesExtension.builder().inlineFootnotes(true).build()))
            .enabledBlockTypes(Set.of(
                    BlockQuote.class, FencedCodeBlock.class, Heading.class, ListBlock.class, ThematicBreak.class))
            .maxOpenBlockParsers(20)
            .build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .extensions(List.of(AutolinkExtension.create()))
            .nodeRendererFactory(PlainPictures::new)
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();

    private final Node document;

    private ArticleMarkdown(Node document) {
        this.document = document;
    }

    static ArticleMarkdown of(String source) {
        return new ArticleMarkdown(PARSER.parse(source));
    }

    /**
     * The pictures that it shows.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when one is not uploaded here, or has no words for who
     *     does not see it
     */
    Set<String> pictures() {
        var found = new LinkedHashSet<String>();
        images().forEach(image -> {
            var target = image.getDestination();
            if (!target.startsWith(SCHEME) || !Media.isId(target.substring(SCHEME.length()))) {
                throw Problem.invalid("text", "a picture is one that you uploaded here: ![what it shows](media:ID)");
            }
            if (alt(image).isBlank()) {
                throw Problem.invalid("text", "a picture needs words that say what it shows: ![here](media:ID)");
            }
            found.add(target.substring(SCHEME.length()));
        });
        if (found.size() > MAX_PICTURES) {
            throw Problem.invalid("text", "at most " + MAX_PICTURES + " pictures");
        }
        return found;
    }

    /** Only its words, paragraph by paragraph. */
    String plain() {
        return PLAIN.render(document).strip();
    }

    /**
     * Renders it; to be called once, since it works on the parsed text.
     *
     * @param members handles that become links to people
     * @param pictures the sizes of those that it shows
     */
    String html(String language, Set<String> members, Map<String, Picture.Size> pictures) {
        Markdown.linkMembers(document, members);
        var anchors = anchors();
        images().forEach(ArticleMarkdown::figure);
        var renderer = HtmlRenderer.builder()
                .extensions(List.of(
                        AutolinkExtension.create(),
                        FootnotesExtension.builder().inlineFootnotes(true).build()))
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading && anchors.containsKey(new Identity(node))) {
                        attributes.put("id", anchors.get(new Identity(node)));
                    }
                })
                .nodeRendererFactory(context -> new PictureRenderer(context, pictures))
                .build();
        return SafeArticle.in(language).sanitize(renderer.render(document)).strip();
    }

    /** A node by itself, whatever it says. */
    private record Identity(Node node) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity same && same.node == node;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(node);
        }
    }

    /** Names each heading, and brings the levels into a row that begins below the title's. */
    private Map<Identity, String> anchors() {
        var headings = new ArrayList<Heading>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(heading);
            }
        });
        var levels = new ArrayList<>(
                new TreeSet<>(headings.stream().map(Heading::getLevel).toList()));
        var taken = new TreeMap<String, Integer>();
        var anchors = new HashMap<Identity, String>();
        for (var heading : headings) {
            heading.setLevel(Math.min(levels.indexOf(heading.getLevel()) + 2, 4));
            var words = MARKS.matcher(PLAIN.render(heading).strip().toLowerCase(Locale.ROOT))
                    .replaceAll("-");
            var name = "h-" + words.substring(0, Math.min(words.length(), MAX_ANCHOR));
            int times = taken.merge(name, 1, Integer::sum);
            anchors.put(new Identity(heading), times == 1 ? name : name + "-" + times);
        }
        return anchors;
    }

    private List<Image> images() {
        var images = new ArrayList<Image>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Image image) {
                images.add(image);
            }
        });
        return images;
    }

    static String alt(Image image) {
        var words = new StringBuilder();
        image.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak line) {
                words.append(' ');
            }
        });
        return words.toString();
    }

    /** A picture that is a paragraph by itself stands free, and can have a line below it. */
    private static void figure(Image image) {
        if (image.getParent() instanceof Paragraph paragraph
                && paragraph.getFirstChild() == image
                && paragraph.getLastChild() == image) {
            var figure = new PictureRenderer.Figure();
            paragraph.insertBefore(figure);
            figure.appendChild(image);
            paragraph.unlink();
        }
    }

    /** Of a picture, the words for who does not see it. */
    private record PlainPictures(TextContentNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node node) {
            context.getWriter().write(alt((Image) node));
        }
    }
}
