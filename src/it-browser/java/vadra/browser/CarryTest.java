package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import vadra.media.Pictures;

/** What a post carries, in two browsers: a quote that follows its source, and pictures. */
class CarryTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void aQuoteFollowsItsSourceAndTellsWhyItIsGone() {
        var asta = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        OwnPostTest.say(asta, "Min läcker vid handtaget.");
        var bo = stage.enter(stage.member(Stage.fresh("Bo")), room);
        var source = bo.locator("[data-post]").first();
        source.hover();
        source.locator("[data-quote]").click();
        assertThat(bo.locator(".carries .quoted")).containsText("Min läcker vid handtaget.");
        bo.reload();
        assertThat(bo.locator(".carries .quoted")).containsText("Min läcker vid handtaget.");
        OwnPostTest.say(bo, "Det gör min med.");

        var card = asta.locator("[data-post]").nth(1).locator(".quoted");
        assertThat(card).containsText("Min läcker vid handtaget.");
        asta.locator("[data-post]").first().hover();
        asta.locator("[data-post]").first().locator("[data-menu^=more]").click();
        asta.locator(".menu").getByText("Redigera").click();
        asta.locator(".edit textarea").fill("Min läcker alltid.");
        asta.getByText("Spara").click();
        for (var page : new Page[] {asta, bo}) {
            assertThat(quoted(page)).hasText("Min läcker alltid.");
        }
        assertThat(card).containsText("ändrat sedan det citerades");
        findsNothing(bo);

        stage.restrains(source.getAttribute("data-post"), 3);
        assertThat(card).containsText("Det citerade är dolt enligt husregel 3");
        assertThat(card).not().containsText("läcker");
    }

    @Test
    void picturesAreChosenDescribedSentAndSeenLarge() {
        var asta = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        var bo = stage.enter(stage.guest(), room);
        asta.locator(".add-picture input").setInputFiles(new FilePayload[] {
            new FilePayload("röd.png", "image/png", Pictures.plain("png", 400, 300, Color.RED)),
            new FilePayload("blå.png", "image/png", Pictures.plain("png", 300, 300, Color.BLUE))
        });
        assertThat(asta.locator(".carry input")).hasCount(2);
        asta.locator(".carry input").first().fill("En röd bryggare");
        findsNothing(asta);
        OwnPostTest.say(asta, "Så här ser de ut.");

        var pictures = bo.locator("[data-post] .picture img");
        assertThat(pictures).hasCount(2);
        assertThat(bo.getByAltText("En röd bryggare")).hasAttribute("width", "400");
        bo.locator("[data-post] .picture").first().focus();
        bo.keyboard().press("Enter");
        assertThat(bo.locator("dialog.lightbox")).containsText("En röd bryggare");
        bo.keyboard().press("ArrowRight");
        assertThat(bo.locator("dialog.lightbox")).containsText("2 av 2");
        findsNothing(bo);
        bo.keyboard().press("Escape");
        assertThat(bo.locator("dialog.lightbox")).hasCount(0);
        assertThat(bo.locator("[data-post] .picture").first()).isFocused();

        bo.setViewportSize(320, 640);
        assertThat((Boolean) bo.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    /** What is selected of a post is what is quoted of it. */
    @Test
    void theSelectedWordsAreQuoted() {
        host.says(room, "Den läcker alltid vid handtaget när det är kallt.");
        var asta = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        var post = asta.locator("[data-post]").first();
        post.hover();
        asta.evaluate("""
            () => {
              const words = document.querySelector('[data-post] .words p').firstChild;
              getSelection().setBaseAndExtent(words, 4, words, 17);
            }
            """);
        post.locator("[data-quote]").click();
        OwnPostTest.say(asta, "Just det.");
        assertThat(quoted(asta)).hasText("… läcker alltid …");
    }

    private static Locator quoted(Page page) {
        return page.locator("[data-post]").nth(1).locator(".quoted blockquote");
    }

    private static void findsNothing(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }
}
