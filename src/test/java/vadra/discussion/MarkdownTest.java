package vadra.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @Test
    void emphasisListsQuotesCodeAndLinksAreRendered() {
        assertThat(Markdown.html("**Fet** och *snett*\nrad två", Set.of()))
                .isEqualTo("<p><strong>Fet</strong> och <em>snett</em><br />\nrad två</p>");
        assertThat(Markdown.html("> sa hon", Set.of())).contains("<blockquote>");
        assertThat(Markdown.html("- ett\n- två", Set.of())).contains("<li>ett</li>");
        assertThat(Markdown.html("`kod`", Set.of())).contains("<code>kod</code>");
        assertThat(Markdown.html("https://example.org/å", Set.of())).contains("rel=\"nofollow ugc noopener\"");
    }

    /** Signs of every sort, and ends of words that turn into links, lists and the like. */
    @Provide
    Arbitrary<String> words() {
        var signs =
                Arbitraries.of("a å Ö ß 1 9 . , ? ! ; % ( ) : / - + * _ ` ' \" # & < > @ [ ] ~ = | \\ \n".split(" "));
        var pieces = Arbitraries.of("www.a.se", "http", "//", "a@b.se", "&amp", "1.", "  ", " ", "Hej", "@bo");
        return Arbitraries.oneOf(signs, signs, pieces).list().ofMaxSize(20).map(all -> String.join("", all));
    }

    @Property
    void theShortWayGivesWhatTheLongOneDoes(@ForAll("words") String words) {
        assertThat(Markdown.html(words.strip(), Set.of("bo")))
                .isEqualTo(Markdown.rendered(words.strip(), Set.of("bo")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:alert(1))",
                "![x](https://example.org/track.gif)",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<svg/onload=alert(1)>",
                "<iframe src=//example.org></iframe>",
                "</p><script>alert(1)</script>",
                "[x](https://example.org\" onmouseover=\"alert(1))",
                "<style>*{display:none}</style>",
                "&#60;script&#62;alert(1)&#60;/script&#62;",
                "```\n</code></pre><script>alert(1)</script>\n```",
            })
    void nothingThatActsGetsThrough(String attack) {
        assertThat(Markdown.html(attack, Set.of()).toLowerCase(Locale.ROOT))
                .doesNotContainPattern("<(script|img|svg|iframe|style)")
                .doesNotContainPattern("<[^>]+ on[a-z]+=")
                .doesNotContainPattern("href=\"(?!https?:|mailto:|/|\")");
    }

    @Test
    void headingsDoNotShout() {
        assertThat(Markdown.html("# STOPP", Set.of())).isEqualTo("<p># STOPP</p>");
    }

    @Test
    void membersAreLinkedAndStrangersAreNot() {
        assertThat(Markdown.html("Hej @asta och @ingen, se `@asta`", Set.of("asta")))
                .contains("<a href=\"/people/asta\"")
                .doesNotContain("/people/ingen")
                .containsOnlyOnce("/people/asta");
    }

    @Test
    void mentionsAreFoundInOrderUpToTheirBound() {
        assertThat(Markdown.mentions("@bo @asta a@b.se @bo")).containsExactly("bo", "asta");
        assertThat(Markdown.mentions("@aa @ab @ac @ad @ae @af @ag @ah @ai @aj @ak @al"))
                .hasSize(Text.MAX_MENTIONS);
    }
}
