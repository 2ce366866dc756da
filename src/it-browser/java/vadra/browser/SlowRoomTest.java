package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** In a slowed room one sees why and for how long, and what one wrote goes out by itself when the time has come. */
class SlowRoomTest {
    private final Stage stage = Stage.get();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void whoWaitsSeesHowLongKeepsTheWordsAndSaysThemInTheEnd() {
        var page = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        host.slows(room, 600);
        var banner = page.locator(".calm");
        assertThat(banner).containsText("Det går för fort att läsa.");
        assertThat(banner).containsText("den som startade rummet");

        say(page, "det första");
        assertThat(page.locator("[data-pending]")).hasCount(0);
        assertThat(page.locator("#say-hint")).containsText("du kan skriva igen om");
        say(page, "det andra");
        assertThat(page.locator("[data-pending]")).containsText("skickas om");
        ReachTest.examine(page, "a slowed room");
        page.reload();
        assertThat(page.locator(".calm")).hasCount(1);
        assertThat(page.locator("[data-pending]")).containsText("det andra");
        assertThat(Voice.texts(room)).containsExactly("det första");

        host.endsSlowness(room);
        assertThat(page.locator(".calm")).hasCount(0);
        assertThat(page.locator("[data-pending]")).hasCount(0);
        assertThat(Voice.texts(room)).containsExactly("det första", "det andra");
    }

    private static void say(Page page, String text) {
        page.locator(".say textarea").fill(text);
        page.keyboard().press("Enter");
    }
}
