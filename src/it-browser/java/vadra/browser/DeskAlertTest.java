package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An alert from its coming to its end, by keyboard alone, by one person and by two at once. */
class DeskAlertTest {
    private final Stage stage = Stage.empty();

    @Test
    void eachStepIsOneKey() {
        var page = Story.told(1).alert(stage.colleague(Stage.fresh("Åsta")));
        page.keyboard().press("a");
        assertThat(page.locator(".one-alert > .standing")).containsText("har sett det");
        page.keyboard().press("o");
        assertThat(page.locator(".one-alert > .standing")).containsText("tar hand om det");
        page.keyboard().press("n");
        page.keyboard().type("Ringde kundtjänst.");
        submit(page);
        assertThat(page.locator(".log")).containsText("Ringde kundtjänst.");
        page.keyboard().press("s");
        page.keyboard().press("Tab");
        page.keyboard().type("Vi inväntar besked.");
        submit(page);
        assertThat(page.locator(".one-alert > .standing")).containsText("Vilar: Vi inväntar besked.");
        page.keyboard().press("c");
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        page.keyboard().type("Svarat i rummet.");
        submit(page);
        assertThat(page.locator(".one-alert > .standing")).containsText("Avslutat av Åsta");
        assertThat(page.locator(".one-alert .acts button")).hasCount(0);
    }

    @Test
    void ofTwoAtOnceOneIsFirstAndTheOtherSeesWho() {
        var story = Story.told(2);
        var asta = story.alert(stage.colleague(Stage.fresh("Åsta")));
        var bo = story.alert(stage.colleague(Stage.fresh("Bo")));
        // The other's page does not hear of it in time.
        bo.evaluate("() => import('/assets/desk/store.js').then(({ store }) => (store.hear = () => {}))");
        asta.keyboard().press("a");
        assertThat(asta.locator(".one-alert > .standing")).containsText("har sett det");
        bo.keyboard().press("a");
        assertThat(bo.locator(".toast")).containsText(Pattern.compile("Åsta\\d+ hann före"));
        assertThat(bo.locator(".one-alert > .standing")).containsText(Pattern.compile("Åsta\\d+ har sett det"));
    }

    @Test
    void noKeyActsWhileSomebodyWritesOrWhenKeysAreOff() {
        var page = Story.told(3).alert(stage.staff(Stage.swedish()));
        page.keyboard().press("n");
        page.keyboard().type("acos");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        page.keyboard().press("?");
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        page.keyboard().press("Escape");
        page.keyboard().press("a");
        page.waitForTimeout(500);
        assertThat(page.locator("[data-act=acknowledge]")).isVisible();
    }

    private static void submit(Page page) {
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).hasCount(0);
    }
}
