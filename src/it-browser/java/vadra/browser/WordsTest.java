package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Words, times, languages and themes. */
class WordsTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void switchingTheLanguageNeedsNoReloadAndIsKept() {
        host.says(room, "Hej på er");
        var page = stage.enter(stage.guest(), room);
        page.evaluate("window.same = true");
        assertThat(page.locator("html")).hasAttribute("lang", "sv");
        choose(page, "Språk och utseende", "English");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator(".say button.primary")).hasText("Send");
        assertThat(page.locator(".top nav")).containsText("House rules");
        assertThat(page.locator("[data-post] .when time")).hasText("now");
        assertThat(page.evaluate("window.same")).isEqualTo(true);
        page.navigate(stage.url() + "/rules");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("h1")).hasText("House rules");
        choose(page, "Language and appearance", "Svenska");
        assertThat(page.locator("h1")).hasText("Husets regler");
        assertThat(page.locator("#rule-1 h2:visible")).hasText("Tala om saken, inte illa om människor");
        assertThat(page).hasTitle("Husets regler – Vädra");
    }

    @Test
    void aPostCarriesTheLanguageItIsWrittenIn() {
        var page = stage.enter(stage.member(Stage.fresh("Olive")), room);
        OwnPostTest.say(page, "I have had this kettle for a year and it does not leak.");
        OwnPostTest.say(page, "Det är inte min erfarenhet, den läcker och piper.");
        assertThat(page.locator("[data-post] .words").first()).hasAttribute("lang", "en");
        assertThat(page.locator("[data-post] .words").last()).hasAttribute("lang", "sv");
        var plain = new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("en-GB");
        var served = stage.guest(plain).newPage();
        served.navigate(stage.url() + "/rooms/" + room);
        assertThat(served.locator("html")).hasAttribute("lang", "en");
        assertThat(served.locator(".words").last()).hasAttribute("lang", "sv");
        assertThat(served.locator("h1")).hasAttribute("lang", "sv");
    }

    @Test
    void timesAreMachineReadableRelativeAndOfStockholmInBothLanguages() {
        host.says(room, "Vad är klockan?");
        var page = stage.enter(stage.guest(), room);
        var time = page.locator("[data-post] time");
        assertThat(time.getAttribute("datetime")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(time).hasText("nu");
        var absolute = "(async iso => (await import('/assets/time.js')).absolute(iso))";
        var summer = "('2026-10-24T22:30:00Z')";
        var winter = "('2026-10-25T22:30:00Z')";
        assertThat(page.evaluate(absolute + summer).toString()).contains("25 oktober 2026", "00:30");
        assertThat(page.evaluate(absolute + winter).toString()).contains("25 oktober 2026", "23:30");
        choose(page, "Språk och utseende", "English");
        assertThat(page.locator(".say button.primary")).hasText("Send");
        assertThat(page.evaluate(absolute + winter).toString()).contains("October 25, 2026", "11:30");
    }

    @Test
    void relativeTimesAreRefreshedAndTheAbsoluteOneShowsOnFocus() {
        var context = stage.guest();
        var page = context.newPage();
        page.clock().install();
        host.says(room, "Nyss");
        page.navigate(stage.url() + "/rooms/" + room);
        var time = page.locator("[data-post] time");
        assertThat(time).hasText("nu");
        page.clock().fastForward(3 * 60_000 + 5_000);
        page.clock().runFor(21_000);
        assertThat(time).hasText("för 3 min sen");
        host.says(room, "Mer");
        assertThat(page.locator("[data-post]")).hasCount(2);
        var link = page.locator("[data-post] .when").first();
        page.locator("[data-post] .name").first().focus();
        page.keyboard().press("Tab");
        assertThat(link).isFocused();
        var shown = link.evaluate("place => getComputedStyle(place.querySelector('time'), '::after').content");
        assertThat(shown.toString()).contains(" · ");
    }

    @Test
    void theThemeFollowsTheSystemOrTheChoiceAndIsThereFromTheFirstByte() {
        var dark = stage.guest(Stage.swedish().setColorScheme(ColorScheme.DARK));
        var page = stage.enter(dark, room);
        assertThat(paper(page)).isEqualTo("rgb(23, 21, 15)");
        choose(page, "Språk och utseende", "Ljust");
        assertThat(paper(page)).isEqualTo("rgb(250, 246, 239)");
        assertThat(dark.request().get(stage.url() + "/").text()).contains("data-theme=\"light\"");
        choose(page, null, "Som systemet");
        assertThat(paper(page)).isEqualTo("rgb(23, 21, 15)");
        assertThat(dark.cookies()).noneMatch(cookie -> cookie.name.equals("theme"));
    }

    @Test
    void whoReadsAndChoosesNothingGetsNoCookie() {
        var context = stage.guest();
        assertThat(stage.enter(context, room).locator("h1")).isVisible();
        assertThat(context.cookies()).isEmpty();
    }

    @Test
    void reducedMotionStopsAllMovement() {
        var still = stage.guest(Stage.swedish().setReducedMotion(ReducedMotion.REDUCE));
        var page = stage.enter(still, room);
        host.says(room, "Rör du dig?");
        assertThat(page.locator("[data-post].arrived")).hasCount(1);
        assertThat(page.evaluate("document.getAnimations().length")).isEqualTo(0);
        var moving = page.locator("[data-post]").evaluate("place => getComputedStyle(place).animationName");
        assertThat(moving).isEqualTo("none");
    }

    private static void choose(Page page, @Nullable String menu, String choice) {
        if (menu != null) {
            page.locator("vadra-choices > button[aria-label=\"" + menu + "\"]").click();
        }
        page.locator("#choices label")
                .filter(new Locator.FilterOptions().setHasText(choice))
                .click();
        if (List.of("English", "Svenska").contains(choice)) {
            page.keyboard().press("Escape");
        }
    }

    private static String paper(Page page) {
        return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
                .toString();
    }
}
