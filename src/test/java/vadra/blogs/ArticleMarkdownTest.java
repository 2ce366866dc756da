package vadra.blogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.core.ProblemException;
import vadra.media.Picture;

/** What an article's Markdown becomes, and what it can never become. */
class ArticleMarkdownTest {
    private static final String ID = "ab".repeat(32);
    /** Elements and attributes that could act, once what stands between quotation marks is taken out. */
    private static final Pattern ACTS = Pattern.compile(
            "(?i)<[^>]*(\\son|script|iframe|object|embed|style|formaction|srcset|svg|math|form|button)");
    /** Links by any protocol but those of the web and of mail. */
    private static final Pattern LEADS = Pattern.compile("(?i)(href|src)=\"(?!https?://|mailto:)[a-z][a-z0-9+.-]*:");

    private static String html(String source) {
        return ArticleMarkdown.of(source).html("sv", Set.of("asta"), Map.of(ID, new Picture.Size(40, 30)));
    }

    @Test
    void headingsHaveAnchorsAndBeginBelowTheTitle() {
        assertThat(html("# Älvar & sjöar\n\n### Mer\n\n# Älvar & sjöar"))
                .isEqualTo("<h2 id=\"h-älvar-sjöar\">Älvar &amp; sjöar</h2>\n<h3 id=\"h-mer\">Mer</h3>\n"
                        + "<h2 id=\"h-älvar-sjöar-2\">Älvar &amp; sjöar</h2>");
    }

    @Test
    void aPictureStandsFreeWithItsLineAndKeepsRoom() {
        assertThat(html("![En *båt*](media:" + ID + " \"Tidigt i maj\")"))
                .isEqualTo("<figure><img src=\"/media/" + ID + "\" alt=\"En båt\" width=\"40\" height=\"30\" />"
                        + "<figcaption>Tidigt i maj</figcaption></figure>");
    }

    @Test
    void aPictureNeedsWordsAndIsOneThatWasUploaded() {
        for (var source : new String[] {
            "![](media:" + ID + ")",
            "![ ](media:" + ID + ")",
            "![x](https://example.org/x.png)",
            "![x](media:1)",
            "![x](/media/" + ID + ")",
            "text [^1]\n\n[^1]: ![](media:" + ID + ")"
        }) {
            assertThatThrownBy(() -> ArticleMarkdown.of(source).pictures())
                    .as(source)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().detail()).startsWith("text: "));
        }
    }

    @Test
    void footnotesLeadThereAndBack() {
        assertThat(html("Så är det.[^a]\n\n[^a]: Säger @asta."))
                .contains("href=\"#fn-a\"", "id=\"fnref-a\"", "<li id=\"fn-a\">", "href=\"#fnref-a\"")
                .contains(
                        "aria-label=\"Tillbaka till texten\"", "<section class=\"footnotes\">", "href=\"/people/asta\"")
                .doesNotContain("data-");
    }

    @Test
    void quotesListsCodeAndRulesStay() {
        assertThat(html("> sagt\n\n1. ett\n2. två\n\n```java\nint a < b;\n```\n\n---\n\n`kod`"))
                .contains("<blockquote>", "<ol>", "<pre><code>int a &lt; b;", "<hr />", "<code>kod</code>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "<svg onload=alert(1)>",
                "[x](https://a.example/\" onmouseover=\"alert(1))",
                "# <h1 onclick=alert(1)>x",
                "# x\" onclick=\"alert(1)",
                "![x\" onerror=\"alert(1)](media:abababababababababababababababababababababababababababababababab)",
                "![x](media:abababababababababababababababababababababababababababababababab \"</figcaption><script>1</script>\")",
                "a[^\" onclick=alert(1)]\n\n[^\" onclick=alert(1)]: x",
                "a[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
                "```html onclick=alert(1)\n<script>alert(1)</script>\n```",
                "```\"><script>\nx\n```",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<https://a.example/<script>>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "> <iframe srcdoc='<script>alert(1)</script>'>",
                "[a]: javascript:alert(1)\n\n[a]",
                "1. <form action=javascript:alert(1)><button>x"
            })
    void nothingThatCouldActComesThrough(String source) {
        var html = html(source);
        assertThat(html).doesNotContainPattern(LEADS);
        assertThat(html.replaceAll("\"[^\"<>]*\"", "")).doesNotContainPattern(ACTS);
    }

    @Test
    void theBeginningOfALongTextIsNoLongerThanAPost() {
        var lead = Lead.of("Titel", "ord på väg ".repeat(3_000), "sv", Set.of());
        assertThat(lead.source()).startsWith("Titel\n\nord på väg").endsWith(" …");
        assertThat(lead.source().getBytes(StandardCharsets.UTF_8).length)
                .isBetween(Lead.MAX_BYTES - 100, Lead.MAX_BYTES + 10);
        var wide = Lead.of("Titel", "🦆".repeat(50_000), "sv", Set.of());
        assertThat(wide.source().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(Lead.MAX_BYTES + 10);
        assertThat(Lead.of("Titel", "Kort.", "sv", Set.of()).source()).isEqualTo("Titel\n\nKort.");
    }

    @Test
    void theBeginningHasTheWordsWithoutTheirMarks() {
        assertThat(ArticleMarkdown.of(
                                "# Rubrik\n\nMed **vikt** och [länk](https://a.example).\n\n![Båt](media:" + ID + ")")
                        .plain())
                .startsWith("Rubrik\n\nMed vikt och ")
                .contains("https://a.example")
                .endsWith("Båt")
                .doesNotContain("**", "#", "media:");
    }
}
