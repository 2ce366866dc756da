package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a report to an act that is dropped again, by keyboard alone. */
class DocketPageTest {
    private final Stage stage = Stage.empty();

    @Test
    void aReportedPostIsAnnouncedWithItsReasonsAndLetBe() {
        var slug = Voice.named(Stage.fresh("Värd")).startsRoom();
        var author = stage.member(Stage.fresh("Åsta"));
        var words = "Ni kan inte koka kaffe " + slug;
        var post = stage.makes(author, "/api/rooms/" + slug + "/posts", Map.of("text", words))
                .getString("post");
        var report = Map.<String, Object>of("kind", "post", "object", post, "rule", 1, "words", "Elakt.");
        var unused = stage.makes(stage.member(Stage.fresh("Bo")), "/api/reports", report);

        var page = stage.colleague(Stage.fresh("kim")).newPage();
        page.navigate(stage.url() + "/desk/restraint");
        var open = page.locator("[aria-labelledby=docket-cases] li", new Page.LocatorOptions().setHasText(words));
        assertThat(open).containsText("1 person har anmält");
        ReachTest.examine(page, "the docket");
        open.locator("button").last().focus();
        page.keyboard().press("Enter");
        act(page);

        var cooling = page.locator("[data-entry]", new Page.LocatorOptions().setHasText(words));
        assertThat(cooling).containsText("Döljs om");
        assertThat(open).hasCount(0);
        cooling.locator("button").focus();
        page.keyboard().press("Enter");
        page.keyboard().type("Det är kritik, och den får vara hård.");
        KeyboardTest.tabTo(page, "dialog button.primary");
        page.keyboard().press("Enter");
        assertThat(cooling).hasCount(0);
        page.context().close();
    }

    private static void act(Page page) {
        assertThat(page.locator("dialog select[name=rule]")).isFocused();
        ReachTest.examine(page, "the form of an act");
        KeyboardTest.tabTo(page, "dialog textarea[name=grounds]");
        page.keyboard().type("Det går till angrepp på person.");
        KeyboardTest.tabTo(page, "dialog textarea[name=facts]");
        page.keyboard().type("Meningen hånar en namngiven.");
        KeyboardTest.tabTo(page, "dialog input[name=criticism]");
        page.keyboard().press("Space");
        KeyboardTest.tabTo(page, "dialog button.primary");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).hasCount(0);
    }
}
