package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One calm place for what concerns a member: a bell, one notice, a list; the same on every tab, by keyboard. */
class NotificationPageTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void aReplyIsSaidOnceLeadsToItsPlaceAndIsReadOnEveryTab() {
        var context = stage.member(Stage.fresh("Åsta"), Stage.swedish().setColorScheme(ColorScheme.DARK));
        var post = stage.makes(context, "/api/rooms/" + room + "/posts", Map.of("text", "Vad brygger ni på?"))
                .getString("post");
        var one = at(context.newPage(), "/rules");
        var other = at(context.newPage(), "/me/notifications");
        assertThat(other.locator("vadra-notifications")).containsText("Inget än");

        var reply = host.replies(room, post, "På en bryggare.");
        assertThat(one.locator(".news")).containsText("svarade dig");
        assertThat(one.locator(".told .count")).hasText("1");
        assertThat(other.locator(".notified li.unread")).containsText("På en bryggare.");
        assertThat(other.locator(".news")).isEmpty();
        ReachTest.examine(other, "the list with something unread");

        KeyboardTest.tabTo(one, ".news a");
        one.keyboard().press("Enter");
        assertThat(one.locator("[id='p-" + reply + "']")).isVisible();
        assertThat(other.locator(".notified li.unread")).hasCount(0);
        assertThat(other.locator(".told .count")).hasCount(0);

        host.replies(room, post, "Eller två.");
        assertThat(other.locator(".told .count")).hasText("1");
        KeyboardTest.tabTo(other, ".notified-head button");
        other.keyboard().press("Enter");
        assertThat(other.locator(".noted").first()).containsText("markerat som läst");
        assertThat(one.locator(".told .count")).hasCount(0);
        leaves(other, post);
    }

    private void leaves(Page page, String post) {
        KeyboardTest.tabTo(page, ".notified li:first-child button");
        page.keyboard().press("Enter");
        assertThat(page.locator(".places")).containsText("En tråd i");
        host.replies(room, post, "Hörs inte.");
        page.reload();
        assertThat(page.locator(".notified li")).hasCount(2);
        KeyboardTest.tabTo(page, ".choice input");
        page.keyboard().press("Space");
        assertThat(page.locator(".choices-of-mine .noted")).hasText("Sparat.");
        ReachTest.examine(page, "the choices");
    }

    private Page at(Page page, String path) {
        page.navigate(stage.url() + path);
        Stage.until(page, "document.querySelector('vadra-told a')");
        return page;
    }
}
