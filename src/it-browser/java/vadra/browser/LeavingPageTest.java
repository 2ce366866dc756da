package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A member decides to leave without a mouse, is told what goes and what stays, and changes their mind. */
class LeavingPageTest {
    private final Stage stage = Stage.empty();
    private final BrowserContext asta = stage.member(Stage.fresh("Åsta"));
    private final String handle = new JsonObject(
                    asta.request().get(stage.url() + "/api/session").text())
            .getJsonObject("member")
            .getString("handle");

    private String wish() {
        return asta.request().get(stage.url() + "/api/me/leaving").text();
    }

    private Page leave(BrowserContext reader) {
        var page = reader.newPage();
        page.navigate(stage.url() + "/me/leave");
        assertThat(page.locator("vadra-leaving form")).isVisible();
        return page;
    }

    @Test
    void oneWishesToLeaveAndStaysAfterAll() {
        var page = asta.newPage();
        page.navigate(stage.url() + "/me");
        page.locator("main a[href='/me/leave']").click();
        assertThat(page.locator("h1")).hasText("Lämna");
        page.locator(".skip").focus();
        KeyboardTest.tabTo(page, "[name=kind]");
        page.keyboard().press("ArrowDown");
        KeyboardTest.tabTo(page, "#leave-password");
        page.keyboard().type("inte-mitt-lösenord");
        page.keyboard().press("Enter");
        assertThat(page.locator("vadra-leaving .fault")).hasText("Det är inte ditt lösenord.");
        assertThat(page.locator("#leave-password")).isFocused();
        ReachTest.examine(page, "leaving, with the wrong password");
        assertThat(wish()).contains("\"leaving\":null");

        page.locator("#leave-password").fill(Stage.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("vadra-leaving h2")).isFocused();
        assertThat(page.locator("vadra-leaving h2")).containsText("Du lämnar");
        assertThat(wish()).contains("\"kind\":\"anonymise\"");
        ReachTest.examine(page, "about to leave");
        page.reload();
        page.locator("vadra-leaving button").click();
        assertThat(page.locator("vadra-leaving [role=status]")).hasText("Du stannar. Ingenting har ändrats.");
        assertThat(wish()).contains("\"leaving\":null");
    }

    @Test
    void itIsReadInBothLanguagesAndOnASmallScreenInTheDark() {
        var english = stage.signedIn(
                handle,
                new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        .setViewportSize(320, 640)
                        .setColorScheme(ColorScheme.DARK));
        var page = leave(english);
        assertThat(page.locator("h1")).hasText("Leave");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(320);
        ReachTest.examine(page, "leaving, in the dark");
        english.close();
    }
}
