package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** While one writes: who else writes, and whom one means. */
class CompanyInWordsTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void theOthersSeeWhoWritesUntilItIsSentOrLeft() {
        host.says(room, "Hej");
        var anna = Stage.fresh("Anna");
        var writes = stage.enter(stage.member(anna), room);
        var reads = stage.enter(stage.guest(), room);
        writes.locator(".say textarea").pressSequentially("Jag tror");
        assertThat(reads.locator(".typing")).hasText(anna + " skriver …");
        assertThat(writes.locator(".typing")).hasCount(0);
        writes.keyboard().press("Enter");
        assertThat(reads.locator("[data-post]").last()).containsText("Jag tror");
        assertThat(reads.locator(".typing")).hasCount(0);
        writes.locator(".say textarea").pressSequentially("Och");
        assertThat(reads.locator(".typing")).hasCount(1);
        assertThat(reads.locator(".typing")).hasCount(0);

        writes.locator(".aloud input").first().uncheck();
        writes.locator(".say textarea").pressSequentially(" sedan");
        reads.waitForTimeout(2_000);
        assertThat(reads.locator(".typing")).hasCount(0);
    }

    @Test
    void anAtSignIsCompletedByKeyboardAndTheChoicesAreSpoken() {
        var bertil = Stage.fresh("Bertil");
        Voice.named(bertil).says(room, "Jag är här");
        var phone = new Browser.NewContextOptions().setLocale("sv-SE").setViewportSize(320, 640);
        var page = stage.enter(stage.member(Stage.fresh("Åsta"), phone), room);
        var area = page.locator(".say textarea");
        area.pressSequentially("Hej @bert");
        var list = page.locator("#mentioning");
        assertThat(list.locator("[role=option]").first()).containsText(bertil);
        assertThat(area).isFocused();
        assertThat(area).hasAttribute("aria-activedescendant", "mentioning-0");
        assertThat(page.locator(".chooser-said")).containsText("Enter nämner");
        ReachTest.examine(page, "people to mention");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(area).hasValue("Hej @" + bertil.toLowerCase(Locale.ROOT) + " ");
        assertThat(list).hasCount(0);
        page.keyboard().type("@bert");
        assertThat(list).hasCount(1);
        page.keyboard().press("Escape");
        assertThat(list).hasCount(0);
        assertThat(area).isFocused();
    }
}
