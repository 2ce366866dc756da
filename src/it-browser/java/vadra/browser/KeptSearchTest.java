package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search is kept with one key, finds while one looks, and is forgotten with another. */
class KeptSearchTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();
    private final String word = Stage.fresh("kalkavlagring").replaceAll("[^a-zå-ö0-9]", "");

    @Test
    void whatIsSaidWhileOneLooksStandsOnTopAndGoesWhenItIsTakenBack() {
        host.says(room, "Det är " + word + " i kannan.");
        var member = stage.member(Stage.fresh("Åsta"));
        var page = member.newPage();
        page.navigate(stage.url() + "/search?q=" + word);
        assertThat(page.locator(".found li")).hasCount(1);
        page.locator(".keep button").press("Enter");
        assertThat(page.locator(".kept [aria-current]")).containsText(word);
        Stage.until(page, "document.querySelector('vadra-kept-searches').channel");

        var said = host.says(room, "Mer " + word + ", nu i slangen.");
        assertThat(page.locator(".found.live li")).containsText("nu i slangen");
        assertThat(page.locator(".found.live mark")).hasText(word);
        ReachTest.examine(page, "a search that is kept");
        host.withdraws(said);
        assertThat(page.locator(".found.live li")).hasCount(0);

        page.locator(".kept button").press("Enter");
        assertThat(page.locator(".kept li")).hasCount(0);
        assertThat(page.locator(".keep button")).isVisible();
        member.close();
    }

    @Test
    void itFitsASmallDarkPhoneInEnglish() {
        var phone = new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setColorScheme(ColorScheme.DARK)
                .setViewportSize(320, 700);
        var member = stage.member(Stage.fresh("Asta"), phone);
        for (var words : List.of("x".repeat(60), "second search")) {
            var page = member.newPage();
            page.navigate(stage.url() + "/search?q=" + words);
            keeps(page);
            ReachTest.examine(page, "kept searches on a phone");
            assertThat(ReachTest.sideways(page)).isLessThanOrEqualTo(320);
            assertThat(ReachTest.smallTargets(page)).isEmpty();
        }
        member.close();
    }

    private static void keeps(Page page) {
        page.locator(".keep button").click();
        assertThat(page.locator(".kept [aria-current]")).isVisible();
    }
}
