package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far one has read follows a member from device to device. */
class ReadMarkTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void whatIsReadOnOneDeviceIsReadOnTheOtherAndTheRoomsTellHowMuchIsNot() {
        fill("Gammalt", 20);
        var name = Stage.fresh("lasare");
        var desktop = stage.member(name);
        var page = stage.enter(desktop, room);
        isKept(desktop, page);
        page.navigate("about:blank");
        fill("Olästa", 3);

        var phone = stage.signedIn(name).newPage();
        phone.navigate(stage.url() + "/");
        var row = phone.locator(".room-row:has(a[href='/rooms/" + room + "'])");
        assertThat(row.locator(".unread-count")).hasText("3 olästa");
        ReachTest.examine(phone, "unread rooms");

        page = stage.enter(desktop, room);
        assertThat(page.locator(".unread + [data-post]")).containsText("Olästa 0");
        assertThat(row.locator(".unread-count")).hasCount(0);
    }

    @Test
    void whoComesBackToMuchBeginsWhereTheyLeft() {
        fill("Gammalt", 10);
        var member = stage.member(Stage.fresh("borta"));
        var page = stage.enter(member, room);
        isKept(member, page);
        page.navigate("about:blank");
        fill("Olästa", 120);
        page.navigate(stage.url() + "/rooms/" + room);
        assertThat(page.locator(".unread + [data-post]")).containsText("Olästa 0");
        assertThat(page.locator(".unread")).isInViewport();
        assertThat(page.locator(".unread")).hasCount(1);
        page.keyboard().press("End");
        assertThat(page.locator("[data-post]").last()).containsText("Olästa 119");
    }

    /** The server has the mark. */
    private void isKept(BrowserContext member, Page page) {
        page.waitForCondition(
                () -> member.request()
                        .get(stage.url() + "/api/me/marks/" + room)
                        .ok(),
                new Page.WaitForConditionOptions().setTimeout(Stage.PATIENCE_MS));
    }

    private void fill(String word, int count) {
        host.saysAll(
                room, IntStream.range(0, count).mapToObj(n -> word + " " + n).toList());
    }
}
