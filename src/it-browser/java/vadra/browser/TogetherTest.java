package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two browsers in one room: what one does, the other sees without a reload. */
class TogetherTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void replyAndReactionAppearWithTheOther() {
        var asta = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        var bo = stage.enter(stage.member(Stage.fresh("Bo")), room);
        OwnPostTest.say(asta, "Läcker din också?");
        var seen = bo.locator("[data-post]").first();
        assertThat(seen).containsText("Läcker din också?");

        seen.hover();
        seen.getByLabel("Svara", new Locator.GetByLabelOptions().setExact(true)).click();
        OwnPostTest.say(bo, "Bara på måndagar.");
        assertThat(asta.locator("[data-post].reply")).containsText("Bara på måndagar.");
        assertThat(asta.locator("[data-post]").first()).containsText("1 svar");

        seen.hover();
        seen.locator("[data-menu^=react]").click();
        seen.locator(".menu .reaction").first().click();
        assertThat(asta.locator("[data-post]").first().locator(".reaction")).containsText("1");
    }

    @Test
    void editAndWithdrawalAppearWithTheOther() {
        var asta = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        OwnPostTest.say(asta, "Läcker din också?");
        assertThat(asta.locator("[data-post]")).hasCount(1);
        host.replies(room, posted(asta), "Bara på måndagar.");
        var bo = stage.enter(stage.member(Stage.fresh("Bo")), room);
        var seen = bo.locator("[data-post]").first();

        menu(asta.locator("[data-post]").first(), "Redigera");
        asta.locator(".edit textarea").fill("Läcker din också, Bo?");
        asta.getByText("Spara").click();
        assertThat(seen).containsText("Läcker din också, Bo?");
        seen.getByText("redigerat").click();
        assertThat(bo.locator("dialog li")).hasCount(2);
        bo.keyboard().press("Escape");

        menu(asta.locator("[data-post]").first(), "Ta tillbaka");
        asta.locator("dialog button.primary").click();
        assertThat(seen).containsText("tagits tillbaka");
        assertThat(bo.locator("[data-post].reply")).containsText("Bara på måndagar.");
    }

    private static String posted(Page page) {
        return page.locator("[data-post]").first().getAttribute("data-post");
    }

    private static void menu(Locator post, String item) {
        post.hover();
        post.locator("[data-menu^=more]").click();
        post.locator(".menu").getByText(item).click();
    }

    @Test
    void presenceCountsPeopleAndNotTabsWithin5Seconds() {
        var within = new LocatorAssertions.HasTextOptions().setTimeout(5_000);
        var context = stage.member(Stage.fresh("Åsta"));
        var asta = stage.enter(context, room);
        var here = asta.locator(".card .here");
        assertThat(here).hasText("1 här nu", within);
        var secondTab = stage.enter(context, room);
        var bo = stage.enter(stage.member(Stage.fresh("Bo")), room);
        assertThat(here).hasText("2 här nu", within);
        assertThat(secondTab.locator(".card .here")).hasText("2 här nu", within);
        bo.close();
        assertThat(here).hasText("1 här nu", within);
        secondTab.close();
        asta.waitForTimeout(1_500);
        assertThat(here).hasText("1 här nu", within);
    }

    @Test
    void aReactionTogglesInOneClickAndCountsStayCalmUnderAStormAndRightAtRest() {
        var post = host.says(room, "Hur tycker ni?");
        var asta = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        var voices =
                Stream.generate(() -> Voice.named(Stage.fresh("Röst"))).limit(6).toList();
        host.gives(post, "heart");
        var heart = asta.locator("[data-post] .acts .reaction");
        assertThat(heart).hasText("❤️1");
        heart.click();
        assertThat(heart).hasText("❤️2");
        assertThat(heart).hasAttribute("aria-pressed", "true");
        heart.click();
        assertThat(heart).hasText("❤️1");

        countChanges(asta);
        for (int round = 0; round < 8; round++) {
            voices.forEach(voice -> voice.gives(post, "heart"));
            voices.forEach(voice -> voice.takesBack(post, "heart"));
        }
        voices.forEach(voice -> voice.gives(post, "heart"));
        assertThat(heart).hasText("❤️7");
        var most = asta.evaluate(
                "() => Math.max(...window.changes.map(a => window.changes.filter(b => b >= a && b < a + 1000).length))");
        assertThat(((Number) most).intValue()).as("changes within any second").isBetween(1, 5);
    }

    private static void countChanges(Page page) {
        page.evaluate("""
                () => {
                  window.changes = [];
                  new MutationObserver(() => window.changes.push(performance.now()))
                    .observe(document.querySelector('[data-post] .foot'), { characterData: true, subtree: true, childList: true });
                }
                """);
    }

    @Test
    void staffSpeaksWithABadge() {
        var staff = stage.enter(stage.staff(Stage.swedish()), room);
        OwnPostTest.say(staff, "Vi lyssnar.");
        var asta = stage.enter(stage.guest(), room);
        assertThat(asta.locator("[data-post].by-employee .badge")).hasText("Företaget");
        assertThat(Voice.texts(room)).isEqualTo(List.of("Vi lyssnar."));
    }
}
