package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a report to an appeal by keyboard alone, with everybody's pages open. */
class VoiceTest {
    private final Stage stage = Stage.empty();

    @Test
    void aReportLeadsToAnActWhoseAuthorIsToldWhyAndAppeals() {
        var author = stage.member(Stage.fresh("Åsta"));
        var slug = Voice.named(Stage.fresh("Värd")).startsRoom();
        var post = stage.makes(author, "/api/rooms/" + slug + "/posts", Map.of("text", "Storgatan 1"))
                .getString("post");
        var authors = author.newPage();
        authors.navigate(stage.url() + "/rules");
        Stage.until(authors, "document.querySelector('vadra-told a')");
        var reporters =
                stage.enter(stage.member(Stage.fresh("Bo"), Stage.swedish().setColorScheme(ColorScheme.DARK)), slug);

        report(reporters);
        stage.restrains(post, 3);
        assertThat(reporters.locator(".news")).containsText("Det bröt mot en regel");
        assertThat(authors.locator(".news")).containsText("Ditt inlägg är dolt");
        assertThat(authors.locator(".told .count")).hasText("1");

        isTold(authors);
        reporters.navigate(stage.url() + "/me");
        assertThat(reporters.locator("vadra-reports article")).containsText("Där bor jag.");
        ReachTest.examine(reporters, "the page of who reported");
        List.of(author, reporters.context()).forEach(context -> context.close());
    }

    private static void isTold(Page authors) {
        KeyboardTest.tabTo(authors, ".news a");
        authors.keyboard().press("Enter");
        var statement = authors.locator("vadra-statements article");
        assertThat(statement.locator("blockquote")).hasText("Storgatan 1");
        assertThat(statement).containsText("Lämna inte ut andra");
        assertThat(authors.locator(".told .count")).hasCount(0);
        appeal(authors);
        ReachTest.examine(authors, "the page of who was restrained");
    }

    private static void report(Page page) {
        page.locator(".skip").focus();
        KeyboardTest.tabTo(page, "[data-post] [data-menu^=more]");
        page.keyboard().press("Enter");
        KeyboardTest.tabTo(page, ".menu button:last-child");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog input[type=radio]").first()).isFocused();
        ReachTest.examine(page, "the dialog for reporting");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        KeyboardTest.tabTo(page, "dialog textarea");
        page.keyboard().type("Där bor jag.");
        page.context().setOffline(true);
        KeyboardTest.tabTo(page, "dialog button.primary");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog .fault")).isVisible();
        assertThat(page.locator("dialog textarea")).hasValue("Där bor jag.");
        page.context().setOffline(false);
        Stage.until(page, "document.querySelector('vadra-room').live.state === 'live'");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("Din anmälan är framme");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator("[data-post] [data-menu^=more]")).isFocused();
    }

    private static void appeal(Page page) {
        page.locator(".skip").focus();
        KeyboardTest.tabTo(page, ".appeal summary");
        page.keyboard().press("Enter");
        KeyboardTest.tabTo(page, ".appeal textarea");
        page.keyboard().type("Det är en affär.");
        KeyboardTest.tabTo(page, ".appeal button.primary");
        page.keyboard().press("Enter");
        assertThat(page.locator(".appeal blockquote")).hasText("Det är en affär.");
        assertThat(page.locator(".appeal")).isFocused();
    }
}
