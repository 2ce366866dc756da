package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far one has read follows a member from device to device. */
class ReadMarkTest {
    private final Stage stage = Stage.get();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void whatIsReadOnOneDeviceIsReadOnTheOtherAndTheRoomsTellHowMuchIsNot() {
        fill("Gammalt", 20);
        var name = Stage.fresh("läsare");
        var desktop = stage.member(name);
        var page = stage.enter(desktop, room);
        page.waitForResponse(answer -> answer.url().contains("/api/me/marks/"), () -> page.locator(".scroll").focus());
        page.navigate("about:blank");
        fill("Olästa", 3);

        var phone = stage.signedIn(name).newPage();
        phone.navigate(stage.url() + "/");
        var row = phone.locator(".room-row:has(a[href='/rooms/" + room + "'])");
        assertThat(row.locator(".unread-count")).hasText("3 olästa");
        ReachTest.examine(phone, "unread rooms");

        stage.enter(desktop, room);
        assertThat(page.context().pages().get(1).locator(".unread + [data-post]")).containsText("Olästa 0");
        assertThat(row.locator(".unread-count")).hasCount(0);
    }

    @Test
    void whoComesBackToMuchBeginsWhereTheyLeft() {
        fill("Gammalt", 10);
        var member = stage.member(Stage.fresh("borta"));
        var page = stage.enter(member, room);
        page.waitForTimeout(1_500);
        page.navigate("about:blank");
        fill("Olästa", 120);
        page.navigate(stage.url() + "/rooms/" + room);
        assertThat(page.locator(".unread + [data-post]")).containsText("Olästa 0");
        assertThat(page.locator(".unread")).isInViewport();
        assertThat(page.locator(".unread")).hasCount(1);
        page.keyboard().press("End");
        assertThat(page.locator("[data-post]").last()).containsText("Olästa 119");
    }

    private void fill(String word, int count) {
        host.saysAll(
                room, IntStream.range(0, count).mapToObj(n -> word + " " + n).toList());
    }
}
