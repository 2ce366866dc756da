package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One key for what hands do often, and none that anybody presses by mistake. */
class ShortcutsTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void keysMoveReplyReactAndLeave() {
        host.saysAll(room, List.of("ett", "två", "tre"));
        var page = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        page.locator(".scroll").focus();
        page.keyboard().press("j");
        assertThat(post(page, 0)).isFocused();
        assertThat(post(page, 0).evaluate("post => getComputedStyle(post).outlineStyle"))
                .isEqualTo("solid");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("j");
        assertThat(post(page, 2)).isFocused();
        page.keyboard().press("k");
        assertThat(post(page, 1)).isFocused();
        page.keyboard().press("+");
        assertThat(page.locator(".menu button").first()).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator(".menu")).hasCount(0);
        post(page, 1).focus();
        page.keyboard().press("Escape");
        assertThat(page.locator(".scroll")).isFocused();
        post(page, 1).focus();
        page.keyboard().press("r");
        assertThat(page.locator(".say textarea")).isFocused();
        assertThat(page.locator(".to-whom")).containsText("Svarar Värd");
    }

    @Test
    void whoWritesOrHasADialogOpenPressesNoShortcutAndAllCanBeSwitchedOff() {
        host.says(room, "ett");
        var page = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        page.locator(".say textarea").focus();
        page.keyboard().type("jkr?+ge");
        assertThat(page.locator(".say textarea")).hasValue("jkr?+ge");
        assertThat(page.locator("dialog")).hasCount(0);
        page.locator(".scroll").focus();
        page.keyboard().press("?");
        assertThat(page.locator("dialog .keys")).isVisible();
        ReachTest.examine(page, "the list of shortcuts");
        page.keyboard().press("j");
        assertThat(page.locator("[data-post]:focus")).hasCount(0);
        page.locator("#keys-on").uncheck();
        page.keyboard().press("Escape");
        page.locator(".scroll").focus();
        page.keyboard().press("j");
        page.keyboard().press("?");
        page.waitForTimeout(300);
        assertThat(page.locator("[data-post]:focus, dialog")).hasCount(0);
        page.reload();
        Stage.until(page, "document.querySelector('vadra-room')?.live?.state === 'live'");
        page.locator(".scroll").focus();
        page.keyboard().press("?");
        page.waitForTimeout(300);
        assertThat(page.locator("dialog")).hasCount(0);
    }

    @Test
    void theUpArrowInAnEmptyFieldEditsTheLastOwnPostAndADraftOfTheEditSurvivesAReload() {
        var page = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        OwnPostTest.say(page, "Första");
        OwnPostTest.say(page, "Andra");
        assertThat(page.locator("[data-post]")).hasCount(2);
        page.locator(".say textarea").focus();
        page.keyboard().press("ArrowUp");
        var editor = page.locator(".edit textarea");
        assertThat(editor).isFocused();
        assertThat(editor).hasValue("Andra");
        editor.fill("Andra, omskriven");
        page.reload();
        assertThat(page.locator(".edit textarea")).hasValue("Andra, omskriven");
        page.locator(".edit button.primary").click();
        assertThat(page.locator("[data-post] .words").last()).hasText("Andra, omskriven");
        page.locator(".scroll").focus();
        page.keyboard().press("g");
        page.keyboard().press("h");
        page.waitForURL(stage.url() + "/");
    }

    private static Locator post(Page page, int n) {
        return page.locator("[data-post]").nth(n);
    }
}
