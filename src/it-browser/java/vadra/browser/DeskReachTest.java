package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every view of the desk is for everyone: by ear, by keyboard, on a phone, on a wall, in every colour. */
class DeskReachTest {
    private final Stage stage = Stage.empty();
    private final Story story = Story.told();

    private List<Consumer<Page>> views() {
        return List.of(
                page -> page.navigate(stage.url() + "/desk"),
                page -> page.locator(".desk-bar .primary").click(),
                page -> page.navigate(stage.url() + "/desk?screen=big"),
                page -> page.navigate(stage.url() + "/desk?view=alerts"),
                page -> page.locator(".alerts h3 a").first().click(),
                page -> page.keyboard().press("c"),
                page -> page.navigate(stage.url() + "/desk?claim=" + story.slug()),
                page -> page.locator("summary").all().forEach(one -> one.click()),
                page -> page.keyboard().press("Control+k"));
    }

    @ParameterizedTest
    @CsvSource({"sv-SE, DARK", "en-GB, LIGHT"})
    void axeFindsNothingOnAnyView(String locale, ColorScheme theme) {
        var page = story.wall(stage.staff(Stage.swedish().setLocale(locale).setColorScheme(theme)));
        assertThat(page.locator(story.row() + " .alarm")).isVisible();
        int n = 0;
        for (var view : views()) {
            view.accept(page);
            page.waitForTimeout(700);
            ReachTest.examine(page, "view " + n++ + " of the desk");
        }
    }

    @Test
    void at320PixelsAndTwiceTheTextNothingScrollsSideways() {
        var phone = new Browser.NewContextOptions()
                .setLocale("sv-SE")
                .setViewportSize(320, 640)
                .setHasTouch(true)
                .setIsMobile(true);
        var page = story.wall(stage.staff(phone));
        for (var path : List.of("/desk", "/desk?view=alerts", "/desk?claim=" + story.slug())) {
            page.navigate(stage.url() + path);
            page.waitForTimeout(700);
            assertThat(ReachTest.sideways(page)).as("%s at 320 px", path).isLessThanOrEqualTo(320);
            assertThat(ReachTest.smallTargets(page)).as("targets of %s", path).isEmpty();
            page.evaluate("document.documentElement.style.fontSize = '200%'");
            assertThat(ReachTest.sideways(page))
                    .as("%s at twice the text", path)
                    .isLessThanOrEqualTo(320);
        }
    }

    @Test
    void theBigScreenHasNoChromeAndIsReadableFromFiveMetres() {
        var wall = stage.staff(Stage.swedish().setViewportSize(1920, 1080).setReducedMotion(ReducedMotion.REDUCE));
        var page = story.wall(wall);
        page.navigate(stage.url() + "/desk?screen=big");
        assertThat(page.locator(".claims.large h2").first()).isVisible();
        assertThat(page.locator("header.top")).isHidden();
        var smallest = page.evaluate("""
                () => Math.min(...[...document.querySelectorAll('.claims :is(.figure, .level, .growth, h2, h3, .facts)')]
                  .filter(place => place.checkVisibility()).map(place => parseFloat(getComputedStyle(place).fontSize)))""");
        assertThat(((Number) smallest).doubleValue()).isGreaterThanOrEqualTo(30);
        assertThat(ReachTest.sideways(page)).isLessThanOrEqualTo(1920);
    }

    @Test
    void byKeyboardFromTheWallToThePostsBehindAClaim() {
        var page = story.wall(stage.staff(Stage.swedish()));
        page.keyboard().press("Control+k");
        page.keyboard().type(story.word());
        assertThat(page.locator(".palette [role=option]").first()).containsText(story.word());
        page.keyboard().press("Enter");
        assertThat(page.locator("vadra-claim .title")).containsText(story.word());
        assertThat(page.locator("#main")).isFocused();
        KeyboardTest.tabTo(page, ".figures li:nth-child(2) a");
        page.keyboard().press("Enter");
        assertThat(page.locator(".posts ol > li")).hasCount(Story.TELLERS);
        KeyboardTest.tabTo(page, ".range > button:nth-of-type(2)");
        page.keyboard().press("Space");
        assertThat(page.locator(".range > button:nth-of-type(2)")).hasAttribute("aria-pressed", "true");
        page.keyboard().press("w");
        assertThat(page.locator("vadra-wall")).isVisible();
    }

    @Test
    void levelsDifferWithoutColour() {
        var quiet = Story.begin();
        var page = quiet.wall(stage.staff(Stage.swedish().setForcedColors(ForcedColors.ACTIVE)));
        assertThat(page.locator(quiet.row() + " .level")).hasText("Lugn");
        assertThat(page.locator(quiet.row() + " .level circle")).hasCount(1);
        assertThat(page.locator(story.row() + " .level")).hasText("Vaksam");
        assertThat(page.locator(story.row() + " .level circle")).hasCount(0);
    }
}
