package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In a slowed or held room one sees why and for how long, and what one wrote goes out by itself when the time has come. */
class SlowRoomTest {
    private final Stage stage = Stage.empty();
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

    @Test
    void whoStartedItHoldsItByKeyboardAndWhatIsWrittenWaitsForAll() {
        var starter = stage.member(Stage.fresh("Stina"));
        var held = stage.makes(starter, "/api/rooms", Map.of("title", "Hållet", "slug", Stage.fresh("rum-")))
                .getString("slug");
        var page = stage.enter(starter, held);
        var reader = stage.enter(stage.member(Stage.fresh("Åsta")), held);
        assertThat(reader.locator("vadra-calm button")).hasCount(0);
        holds(page);
        assertThat(page.locator("dialog")).hasCount(0);
        var banner = reader.locator(".calm.hold");
        assertThat(banner).containsText("Vi läser ikapp först.");
        assertThat(banner.locator("button")).hasCount(0);

        say(reader, "det första");
        say(reader, "ångrat");
        seesOwnAndTakesOneBack(reader);
        say(page, "även värden väntar");
        assertThat(page.locator("[data-held]")).containsText("även värden väntar");
        assertThat(Voice.texts(held)).isEmpty();

        page.locator(".calm.hold button").press("Enter");
        assertThat(reader.locator(".calm")).hasCount(0);
        assertThat(reader.locator("[data-post]")).hasCount(2);
        assertThat(reader.locator("[data-held]")).hasCount(0);
        assertThat(Voice.texts(held)).containsExactly("det första", "även värden väntar");
    }

    @Test
    void aQuestionInAHeldSittingWaitsInSightOfItsAskerAlone() {
        var host = stage.member(Stage.fresh("Vera"));
        var qa = stage.makes(host, "/api/qa", Map.of("template", "blogger", "title", "Hållen frågestund"))
                .getString("slug");
        var page = stage.guest().newPage();
        page.navigate(stage.url() + "/qa/" + qa);
        var asker = stage.member(Stage.fresh("Åsta")).newPage();
        asker.navigate(stage.url() + "/qa/" + qa);
        stage.makes(host, "PUT", "/api/rooms/" + qa + "/hold", Map.of("minutes", 5, "why", "Vi läser ikapp först."));
        assertThat(asker.locator(".calm.hold")).containsText("Vi läser ikapp först.");

        asker.locator("#ask").fill("Håller isen?");
        asker.locator(".ask button.primary").click();
        assertThat(asker.locator("[data-held]")).containsText("Håller isen?");
        ReachTest.examine(asker, "a held sitting");
        asker.reload();
        assertThat(asker.locator(".calm.hold")).hasCount(1);
        assertThat(asker.locator("[data-held]")).containsText("Håller isen?");
        assertThat(page.locator(".question")).hasCount(0);

        stage.makes(host, "DELETE", "/api/rooms/" + qa + "/hold", Map.of());
        assertThat(asker.locator("[data-held]")).hasCount(0);
        assertThat(page.locator(".question")).containsText("Håller isen?");
    }

    private static void seesOwnAndTakesOneBack(Page reader) {
        assertThat(reader.locator("[data-held]")).hasCount(2);
        assertThat(reader.locator("[data-held]").first()).containsText("sägs kl");
        assertThat(reader.locator("[data-pending]")).hasCount(0);
        ReachTest.examine(reader, "a held room");
        reader.locator("[data-held] button").last().press("Enter");
        assertThat(reader.locator("[data-held]")).hasCount(1);
        reader.reload();
        assertThat(reader.locator("[data-held]")).containsText("det första");
    }

    /** Two presses and a reason; without one, the field says what it wants. */
    private static void holds(Page page) {
        page.locator("vadra-calm button").press("Enter");
        page.locator("input[value=slow]").focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#calm-seconds")).hasCount(0);
        page.locator("dialog .primary").press("Enter");
        assertThat(page.locator("#calm-why")).isFocused();
        assertThat(page.locator("#calm-why")).hasAttribute("aria-invalid", "true");
        ReachTest.examine(page, "the dialog that calms a room");
        page.keyboard().type("Vi läser ikapp först.");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
    }

    private static void say(Page page, String text) {
        page.locator(".say textarea").fill(text);
        page.keyboard().press("Enter");
    }
}
