package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The whole journey by keyboard alone: no test here clicks. */
class KeyboardTest {
    private static final int MOST_TABS = 80;

    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void joinPostReplyAndReact() {
        host.says(room, "Välkomna!");
        var page = stage.guest().newPage();
        page.navigate(stage.url() + "/rooms/" + room);
        Stage.until(page, "document.querySelector('.say textarea')");
        skipToTheTalk(page);
        postAndJoin(page);
        reply(page);
        react(page);
    }

    private static void skipToTheTalk(Page page) {
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        assertThat(page.locator(".skip")).isInViewport();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
    }

    private static void postAndJoin(Page page) {
        tabTo(page, ".say textarea");
        page.keyboard().type("Hej, jag är ny.");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog input").first()).isFocused();
        page.keyboard().type(Stage.fresh("Tangentina"));
        page.keyboard().press("Tab");
        page.keyboard().type(Stage.PASSWORD);
        tabTo(page, "dialog input[type=checkbox]");
        page.keyboard().press("Space");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-post]").last()).containsText("Hej, jag är ny.");
    }

    private static void reply(Page page) {
        page.locator(".skip").focus();
        tabTo(page, "[data-post]:first-child [aria-label='Svara']");
        page.keyboard().press("Enter");
        assertThat(page.locator(".say textarea")).isFocused();
        page.keyboard().type("Tack!");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-post].reply")).containsText("Tack!");
    }

    private static void react(Page page) {
        var first = page.locator("[data-post]").first();
        page.locator(".skip").focus();
        tabTo(page, "[data-post]:first-child [data-menu^=react]");
        assertThat(ring(page)).as("a focus ring").isNotEqualTo("none");
        page.keyboard().press("Enter");
        assertThat(page.locator(".menu button").first()).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(first.locator(".acts .reaction")).hasText("🙏1");
        assertThat(first.locator("[data-menu^=react]")).isFocused();
    }

    static void tabTo(Page page, String selector) {
        for (int n = 0; n < MOST_TABS; n++) {
            page.keyboard().press("Tab");
            var there = page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector);
            if (Boolean.TRUE.equals(there)) {
                return;
            }
        }
        throw new AssertionError(selector + " is not reached by Tab");
    }

    private static String ring(Page page) {
        return page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                .toString();
    }
}
