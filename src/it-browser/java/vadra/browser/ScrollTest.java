package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where one reads stays where one reads. */
class ScrollTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void atTheEndNewPostsScrollIn() {
        fill(30);
        var page = stage.enter(stage.guest(), room);
        assertThat(fromEnd(page)).isLessThan(2);
        host.says(room, "Senaste nytt");
        assertThat(page.locator("[data-post]").last()).containsText("Senaste nytt");
        page.waitForCondition(() -> fromEnd(page) < 2);
    }

    @Test
    void scrolledUpNothingMovesAndAPillTellsOfNewPosts() {
        fill(60);
        var page = stage.enter(stage.guest(), room);
        page.evaluate("document.querySelector('.scroll').scrollTop = 700");
        page.waitForTimeout(300);
        var reading = page.locator("[data-post]").nth(25);
        var before = reading.boundingBox().y;
        host.saysAll(room, List.of("ett", "två", "tre"));
        var pill = page.locator(".pill");
        assertThat(pill).hasText("3 nya inlägg ↓");
        assertThat(reading.boundingBox().y).isEqualTo(before);
        pill.click();
        page.waitForCondition(() -> fromEnd(page) < 2);
        assertThat(pill).hasCount(0);

        page.evaluate("document.querySelector('.scroll').scrollTop = 700");
        page.waitForTimeout(300);
        host.says(room, "fyra");
        assertThat(pill).hasText("1 nytt inlägg ↓");
        page.keyboard().press("End");
        page.waitForCondition(() -> fromEnd(page) < 2);
    }

    @Test
    void olderPostsComeInAboveAndTheAnchorStaysWithinAPixel() {
        fill(130);
        var page = stage.enter(stage.guest(), room);
        int shown = page.locator("[data-post]").count();
        page.evaluate("""
                () => {
                  const scroller = document.querySelector('.scroll');
                  const anchor = document.querySelector('.stream > li');
                  scroller.scrollTop = 150;
                  window.anchor = anchor;
                  window.top0 = anchor.getBoundingClientRect().top;
                }
                """);
        Stage.until(page, "document.querySelectorAll('[data-post]').length > " + shown);
        page.waitForTimeout(300);
        var moved = page.evaluate("() => Math.abs(window.anchor.getBoundingClientRect().top - window.top0)");
        assertThat(((Number) moved).doubleValue()).isLessThanOrEqualTo(1);
    }

    @Test
    void focusStaysWhereItIsWhenPostsArriveAndComesBackFromDialogs() {
        fill(5);
        var page = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        var post = page.locator("[data-post]").nth(2);
        var more = post.locator("[data-menu^=more]");
        more.focus();
        host.says(room, "Något nytt");
        assertThat(page.locator("[data-post]")).hasCount(6);
        assertThat(more).isFocused();
        page.locator(".say textarea").focus();
        host.says(room, "Mer nytt");
        assertThat(page.locator("[data-post]")).hasCount(7);
        assertThat(page.locator(".say textarea")).isFocused();

        var guest = stage.enter(stage.guest(), room);
        var open = guest.locator("vadra-account button");
        open.focus();
        guest.keyboard().press("Enter");
        assertThat(guest.locator("dialog input").first()).isFocused();
        guest.keyboard().press("Escape");
        assertThat(open).isFocused();
    }

    @Test
    void whoReturnsFindsOneDividerAtTheFirstUnreadAndItStaysAndTabsAgreeOnWhatIsRead() {
        fill(30);
        var context = stage.guest();
        var page = stage.enter(context, room);
        assertThat(page.locator(".unread")).hasCount(0);
        page.navigate("about:blank");
        host.saysAll(room, IntStream.range(0, 20).mapToObj(n -> "Olästa " + n).toList());
        page = stage.enter(context, room);
        assertThat(page.locator(".unread")).hasCount(1);
        assertThat(page.locator(".unread")).isInViewport();
        assertThat(page.locator(".unread + [data-post]")).containsText("Olästa 0");
        host.says(room, "Kom medan jag läste");
        assertThat(page.locator(".pill")).hasText("1 nytt inlägg ↓");
        assertThat(page.locator(".unread + [data-post]")).containsText("Olästa 0");
        var second = stage.enter(context, room);
        second.keyboard().press("End");
        assertThat(page.locator(".pill")).hasCount(0);
        assertThat(page.locator(".unread")).hasCount(1);
    }

    @Test
    void aLinkToAPostShowsThatPost() {
        fill(40);
        var page = stage.guest().newPage();
        page.navigate(stage.url() + "/rooms/" + room);
        var id = page.locator("[data-post]").nth(10).getAttribute("data-post");
        page.navigate("about:blank");
        page.navigate(stage.url() + "/rooms/" + room + "#p-" + id);
        assertThat(page.locator("[id=\"p-" + id + "\"].marked")).isInViewport();
    }

    private void fill(int count) {
        host.saysAll(
                room, IntStream.range(0, count).mapToObj(n -> "Inlägg " + n).toList());
    }

    private static double fromEnd(Page page) {
        var left = page.evaluate("() => { const box = document.querySelector('.scroll');"
                + " return box.scrollHeight - box.scrollTop - box.clientHeight; }");
        return ((Number) left).doubleValue();
    }
}
