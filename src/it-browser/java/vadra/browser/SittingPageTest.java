package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A host and an asker in two browsers, from the first click to what is owed; the host by keyboard. */
class SittingPageTest {
    private final Stage stage = Stage.empty();
    private final String vera = Stage.fresh("Vera");
    private final String asta = Stage.fresh("Asta");

    @Test
    void aHostOpensInThreeClicksAndNothingThatIsAskedIsLost() {
        var host = stage.member(vera).newPage();
        host.navigate(stage.url() + "/qa");
        host.locator("vadra-begin button").click();
        host.locator("dialog.begin input[value=blogger]").check();
        host.locator("dialog.begin button.primary").click();
        host.waitForURL(Pattern.compile("/qa/.+"));
        var asker = stage.member(asta).newPage();
        asker.navigate(host.url());
        live(host);
        live(asker);
        asks(asker, "Hur länge håller den?");
        asks(asker, "Vad gör ni mot svartbyggen?");
        asks(asker, "Räcker garantin?");
        answers(host, asker);
        declinesAndUndoes(host, asker);
        asksUnderAPseudonymAndVotes(host, asker);
        stays(host, asker);
        presents(host);
        endsAndSumsUp(host);
    }

    private static void live(Page page) {
        Stage.until(
                page,
                "document.querySelector('vadra-qa')?.live?.state === 'live'"
                        + " && document.querySelector('vadra-account').textContent.trim() !== ''");
    }

    private static void asks(Page page, String text) {
        page.locator("#ask").fill(text);
        page.locator(".ask button.primary").click();
        assertThat(page.locator("#ask")).hasValue("");
        assertThat(question(page, text)).isVisible();
    }

    private static Locator question(Page page, String text) {
        return page.locator(".qa-list .question").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** The list follows by itself or when it is asked to; here it is asked. */
    private static void follow(Page page) {
        page.evaluate("document.querySelector('vadra-qa').ranks.follow()");
    }

    private void answers(Page host, Page asker) {
        follow(host);
        question(host, "Hur länge").focus();
        host.keyboard().press("a");
        assertThat(host.locator(".move-form textarea")).isFocused();
        assertThat(asker.locator(".now")).containsText(vera);
        assertThat(question(asker, "Hur länge").locator(".top-line")).containsText(vera);
        host.keyboard().type("I **tio** år.");
        host.keyboard().press("Control+Enter");
        asker.locator("#tab-settled").click();
        assertThat(question(asker, "Hur länge").locator(".answer strong")).hasText("tio");
        assertThat(asker.locator("details.own")).containsText("Besvarad");
        asker.locator("#tab-wanted").click();
    }

    private void declinesAndUndoes(Page host, Page asker) {
        question(host, "Vad gör ni").focus();
        host.keyboard().press("d");
        host.keyboard().type("Det avgör inte jag här.");
        host.keyboard().press("Control+Enter");
        assertThat(host.locator(".undo")).isVisible();
        assertThat(asker.locator("details.own")).containsText("Avböjd med skäl");
        host.locator(".undo button").click();
        assertThat(host.locator(".undo")).hasCount(0);
        assertThat(asker.locator("details.own")).not().containsText("Avböjd");
        follow(host);
        question(host, "Räcker").focus();
        host.keyboard().press("m");
        host.locator(".move-form label")
                .filter(new Locator.FilterOptions().setHasText("Vad gör ni"))
                .click();
        host.locator(".move-form button.primary").click();
        assertThat(question(asker, "Vad gör ni").locator(".fold").first()).containsText("1 fråga samlad här");
        follow(host);
        question(host, "Vad gör ni").locator(".fold summary").first().click();
        question(host, "Vad gör ni").locator("[data-part] button").click();
        assertThat(question(asker, "Vad gör ni").locator("[data-part]")).hasCount(0);
    }

    private void asksUnderAPseudonymAndVotes(Page host, Page asker) {
        asker.locator(".mask input").check();
        asks(asker, "Vågar ni svara på det här?");
        follow(host);
        assertThat(question(host, "Vågar ni").locator(".badge.mask")).isVisible();
        assertThat(question(host, "Vågar ni")).not().containsText(asta);
        var bo = stage.member(Stage.fresh("Bo")).newPage();
        bo.navigate(host.url());
        live(bo);
        question(bo, "Vågar ni").focus();
        bo.keyboard().press("v");
        assertThat(question(host, "Vågar ni").locator(".vote .n")).hasText("1");
        assertThat(question(bo, "Vågar ni").locator(".vote button")).hasAttribute("aria-pressed", "true");
    }

    /** What comes while somebody points at the list waits, and nothing moves under the pointer. */
    private static void stays(Page host, Page asker) {
        host.locator("#tab-new").click();
        var first = host.locator(".qa-list .question").first();
        first.hover();
        var id = first.getAttribute("data-post");
        double before = first.boundingBox().y;
        asks(asker, "Ny fråga medan någon pekar?");
        assertThat(host.locator(".follow")).containsText("1 ny fråga");
        host.waitForTimeout(1_500);
        assertThat(host.locator(".qa-list .question").first().getAttribute("data-post"))
                .isEqualTo(id);
        assertThat(first.boundingBox().y).isCloseTo(before, Offset.offset(1.0));
        host.locator(".follow").click();
        assertThat(question(host, "Ny fråga")).isVisible();
    }

    private void presents(Page host) {
        var wall = host.context().newPage();
        wall.navigate(host.url() + "/present");
        Stage.until(wall, "document.querySelector('vadra-present')?.live?.state === 'live'");
        var shown = wall.locator(".stage blockquote");
        var first = shown.textContent();
        wall.keyboard().press("ArrowRight");
        assertThat(shown).not().hasText(first);
        wall.keyboard().press(" ");
        wall.keyboard().press("Home");
        question(host, "Räcker").focus();
        host.keyboard().press("c");
        assertThat(shown).hasText("Räcker garantin?");
        assertThat(wall.locator(".stage .state")).containsText(vera);
        assertThat(wall.locator(".way-in img")).isVisible();
        ReachTest.examine(wall, "the presenter's screen");
        wall.close();
        host.keyboard().press("p");
        host.locator("#move-note").fill("Vi mäter först.");
        host.keyboard().press("Enter");
        assertThat(question(host, "Räcker").locator(".top-line")).containsText("Svar utlovat");
    }

    private void endsAndSumsUp(Page host) {
        ReachTest.examine(host, "a host's page");
        host.locator(".bench > .row button").last().click();
        assertThat(host.locator(".qa-head .state")).hasText("Avslutad");
        host.navigate(host.url() + "/recap");
        assertThat(host.locator(".settled")).containsText("Hur länge håller den?");
        assertThat(host.locator(".owes")).containsText("Räcker garantin?");
        ReachTest.examine(host, "a recap");
        host.navigate(stage.url() + "/unanswered");
        assertThat(host.locator(".owed.is-promised")).containsText("Räcker garantin?");
        assertThat(host.locator(".owed.is-unanswered")).containsText("Vågar ni svara på det här?");
        assertThat(host.locator(".owed-page")).not().containsText("Hur länge håller den?");
    }
}
