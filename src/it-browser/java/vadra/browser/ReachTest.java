package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages are for everyone: by ear, by keyboard, on the smallest screen, in every colour. */
class ReachTest {
    /** One for all, since an address gives few. */
    private static final String RECEIPT = Voice.notices(Stage.get().url() + "/rooms/alla");

    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    /** A page of each kind. */
    static List<String> paths(String room) {
        return List.of(
                "/",
                "/rooms/" + room,
                "/join",
                "/people/staff",
                "/rules",
                "/problems/invalid",
                "/desk",
                "/openness",
                "/openness/admissions",
                "/me",
                "/me/contacts",
                "/me/notifications",
                "/mail/leave/inget",
                "/desk/acts",
                "/desk/restraint",
                "/notice",
                "/qa",
                "/unanswered");
    }

    /** Those that are there once something was acted on, and something noticed under the law, as well. */
    private List<String> allPaths() {
        stage.restrains(host.says(room, "Dolt"), 3);
        return Stream.concat(paths(room).stream(), Stream.of("/openness/1", "/notice/" + RECEIPT))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"sv-SE, LIGHT", "en-GB, DARK"})
    void axeFindsNothingOnAnyPage(String locale, ColorScheme theme) {
        var post = host.says(room, "Hej **alla**, se [regler](https://example.org) och `kod`.");
        host.replies(room, post, "Ett svar.");
        host.gives(post, "thanks");
        host.withdraws(host.says(room, "Ångrat"));
        var context = stage.staff(Stage.swedish().setLocale(locale).setColorScheme(theme));
        var page = stage.enter(context, room);
        OwnPostTest.say(page, "Företaget säger något.");
        for (var path : allPaths()) {
            page.navigate(stage.url() + path);
            Stage.until(page, "document.querySelector('vadra-account').textContent.trim() !== ''");
            page.waitForTimeout(300);
            examine(page, path);
        }
        page.navigate(stage.url() + "/finns-inte");
        examine(page, "a missing page");
    }

    @Test
    void axeFindsNothingInDialogsMenusAndBannersAsAGuest() {
        host.says(room, "Hej");
        var context = stage.guest();
        var page = stage.enter(context, room);
        page.locator("[data-post] [data-menu^=react]").focus();
        page.keyboard().press("Enter");
        page.locator("vadra-choices > button").click();
        examine(page, "menus");
        page.keyboard().press("Escape");
        page.locator("vadra-account button").click();
        examine(page, "the dialog for joining");
        page.keyboard().press("Escape");
        context.setOffline(true);
        page.locator(".notice").waitFor();
        examine(page, "the banner");
        context.setOffline(false);
    }

    /** What moves or fades in is looked at when it stands. */
    static void examine(Page page, String what) {
        Stage.until(
                page,
                "document.getAnimations().every(one => one.playState !== 'running'"
                        + " || one.effect.getTiming().iterations === Infinity)");
        var found = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml()))
                        .toList();
        assertThat(found).as("axe on %s", what).isEmpty();
    }

    @Test
    void at320PixelsAndTwiceTheTextNothingScrollsSidewaysAndTargetsAreLargeEnough() {
        host.says(room, "Ettlångtordsominteharnågotmellanrumalls".repeat(4));
        var phone = new Browser.NewContextOptions()
                .setLocale("sv-SE")
                .setViewportSize(320, 640)
                .setHasTouch(true)
                .setIsMobile(true);
        var page = stage.staff(phone).newPage();
        for (var path : allPaths()) {
            page.navigate(stage.url() + path);
            page.waitForTimeout(300);
            assertThat(sideways(page)).as("%s at 320 px", path).isLessThanOrEqualTo(320);
            assertThat(smallTargets(page)).as("targets of %s", path).isEmpty();
            page.evaluate("document.documentElement.style.fontSize = '200%'");
            assertThat(sideways(page)).as("%s at twice the text", path).isLessThanOrEqualTo(320);
        }
    }

    @Test
    void theComposerStaysAboveTheKeyboardOnAPhone() {
        var phone = new Browser.NewContextOptions().setViewportSize(360, 740).setHasTouch(true);
        var page = stage.enter(stage.member(Stage.fresh("Åsta"), phone), room);
        page.locator(".say textarea").focus();
        page.setViewportSize(360, 380); // What interactive-widget=resizes-content leaves above a keyboard.
        assertThat(page.locator(".say textarea")).isInViewport();
        assertThat(page.locator(".say button.primary")).isInViewport();
        var box = page.locator(".say button.primary").boundingBox();
        assertThat(Math.min(box.height, box.width)).isGreaterThanOrEqualTo(44);
    }

    static int sideways(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
    }

    /** Buttons and the like under 24 px; links within running text may be as small as it. */
    static List<?> smallTargets(Page page) {
        return (List<?>) page.evaluate("""
                () => [...document.querySelectorAll('button, select, summary, nav a, input:not([type=radio])')]
                  .map(place => [place.closest('label') ?? place, place.outerHTML.slice(0, 120)])
                  .map(([place, name]) => [place.getBoundingClientRect(), name])
                  .filter(([box]) => box.width && (box.width < 24 || box.height < 24))
                  .map(([box, name]) => `${box.width} x ${box.height}: ${name}`)
                """);
    }

    @Test
    void newPostsAreSpokenPolitelyInBatchesAndHistoryNever() {
        host.says(room, "Gammalt");
        var page = stage.enter(stage.guest(), room);
        var announcer = page.locator(".announcer");
        assertThat(announcer).hasAttribute("aria-live", "polite");
        assertThat(page.locator(".stream").locator("xpath=ancestor-or-self::*[@aria-live]"))
                .hasCount(0);
        assertThat(announcer).hasText("");
        host.says(room, "Ett enda");
        assertThat(announcer).containsText("Ett enda");
        var bo = Voice.named(Stage.fresh("Bo"));
        for (int n = 0; n < 5; n++) {
            host.says(room, "Mycket " + n);
            bo.says(room, "Mer " + n);
        }
        assertThat(announcer).containsText("10 nya inlägg från Värd");
        assertThat(announcer).containsText("och 1 till");
        page.getByText("Läs upp nya inlägg").click();
        host.says(room, "Ohört");
        assertThat(page.locator("[data-post]").last()).containsText("Ohört");
        page.waitForTimeout(1_000);
        assertThat(announcer).not().containsText("Ohört");
    }

    @Test
    void colourIsNotNeededToUseTheRoom() {
        host.says(room, "Hej");
        var forced = stage.guest(Stage.swedish().setForcedColors(ForcedColors.ACTIVE));
        var page = stage.enter(forced, room);
        var border = page.locator("[data-post]").evaluate("place => getComputedStyle(place).borderTopStyle");
        assertThat(border).isEqualTo("solid");
        examine(page, "forced colours");
    }
}
