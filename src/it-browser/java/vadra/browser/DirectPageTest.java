package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two who begin to talk in private, by keyboard alone, and what each of them sees. */
class DirectPageTest {
    private static final Pattern CONVERSATION = Pattern.compile(".*/talk/[0-9a-f-]{36}");

    private final Stage stage = Stage.empty();
    private final BrowserContext asta = stage.member(Stage.fresh("Åsta"));
    private final BrowserContext bo = stage.member(Stage.fresh("Bosse"));

    private String handle(BrowserContext context) {
        return new JsonObject(
                        context.request().get(stage.url() + "/api/session").text())
                .getJsonObject("member")
                .getString("handle");
    }

    /** Where they talk, with a few words said; the address of the page. */
    private String talked() {
        var conversation = stage.makes(
                        asta,
                        "/api/talk",
                        Map.of("to", handle(bo), "text", "Hej! Du skrev om **packningen** till Fjällglöd."))
                .getString("conversation");
        var path = "/api/talk/" + conversation + "/messages";
        var unused = stage.makes(bo, path, Map.of("text", "Ja, den tätar bättre om man fettar in den."));
        unused = stage.makes(asta, path, Map.of("text", "Tack, det ska jag prova."));
        return stage.url() + "/talk/" + conversation;
    }

    @Test
    void oneAsksAndTheOtherAcceptsAndBothHearEachOther() {
        var page = asta.newPage();
        page.navigate(stage.url() + "/people/" + handle(bo));
        KeyboardTest.tabTo(page, "vadra-talk-with button");
        page.keyboard().press("Enter");
        assertThat(page.locator("vadra-talk-with textarea")).isFocused();
        page.keyboard().type("Hej, du skrev om packningen?");
        KeyboardTest.tabTo(page, "vadra-talk-with button.primary");
        page.keyboard().press("Enter");
        page.waitForURL(CONVERSATION);
        assertThat(page.locator(".say")).containsText("Du har frågat");

        var other = bo.newPage();
        other.navigate(stage.url() + "/talk");
        assertThat(other.locator("vadra-unread .count")).hasText("1");
        KeyboardTest.tabTo(other, ".talks a");
        other.keyboard().press("Enter");
        other.waitForURL(CONVERSATION);
        assertThat(other.locator(".request")).containsText("vill samtala med dig");
        KeyboardTest.tabTo(other, ".request button.primary");
        other.keyboard().press("Enter");
        assertThat(other.locator(".say textarea")).isFocused();
        other.keyboard().type("Ja, vad undrar du?");
        other.keyboard().press("Enter");
        assertThat(page.locator(".post .words").last()).hasText("Ja, vad undrar du?");
        assertThat(page.locator(".say textarea")).isVisible();
        assertThat(other.locator(".pending")).hasCount(0);
    }

    @Test
    void itIsSeenThatTheOtherWritesAndTheListFollows() {
        var place = talked();
        var list = bo.newPage();
        list.navigate(stage.url() + "/talk");
        assertThat(list.locator(".talks .last")).containsText("det ska jag prova");
        var one = asta.newPage();
        one.navigate(place);
        var other = bo.newPage();
        other.navigate(place);
        Stage.until(one, "document.querySelector('vadra-talk')?.live?.state === 'live'");
        Stage.until(other, "document.querySelector('vadra-talk')?.live?.state === 'live'");
        other.locator(".say textarea").focus();
        other.keyboard().type("Jag skriver länge");
        assertThat(one.locator(".types")).containsText("skriver");
        other.keyboard().press("Enter");
        assertThat(one.locator(".post .words").last()).hasText("Jag skriver länge");
        assertThat(list.locator(".talks .last")).containsText("Jag skriver länge");
    }

    @Test
    void whatIsWrittenWithoutANetworkIsSentOnceWhenThereIsOne() {
        var place = talked();
        var page = asta.newPage();
        page.navigate(place);
        Stage.until(page, "document.querySelector('vadra-talk')?.live?.state === 'live'");
        asta.setOffline(true);
        page.locator(".say textarea").focus();
        page.keyboard().type("Skrivet i tunneln");
        page.keyboard().press("Enter");
        assertThat(page.locator(".pending")).containsText("Skrivet i tunneln");
        asta.setOffline(false);
        assertThat(page.locator(".pending")).hasCount(0);
        var other = bo.newPage();
        other.navigate(place);
        assertThat(other.locator(".words", new Page.LocatorOptions().setHasText("Skrivet i tunneln")))
                .hasCount(1);
    }

    @Test
    void aReportShowsTheChosenLinesToTheStaff() {
        var page = asta.newPage();
        page.navigate(talked());
        KeyboardTest.tabTo(page, ".post:not(.own) .tools button");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.report input[type=radio]").first()).isFocused();
        ReachTest.examine(page, "the report of a message");
        page.keyboard().press("Space");
        KeyboardTest.tabTo(page, "dialog.report input[type=checkbox]");
        page.keyboard().press("Space");
        assertThat(page.locator("dialog.report .hint").last()).containsText("2 rader");
        KeyboardTest.tabTo(page, "dialog.report textarea");
        page.keyboard().type("Det är inte sant " + handle(asta));
        KeyboardTest.tabTo(page, "dialog.report button.primary");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.report [role=status]")).isVisible();

        judged(handle(asta));
        page.navigate(stage.url() + "/me");
        assertThat(page.locator("vadra-reports")).containsText("Det är ett brott mot regeln.");
    }

    private void judged(String by) {
        var staff = stage.colleague(Stage.fresh("kim")).newPage();
        staff.navigate(stage.url() + "/desk/restraint");
        var open = staff.locator(
                "[aria-labelledby=docket-cases] li:not(.said > li)",
                new Page.LocatorOptions().setHasText("inte sant " + by));
        assertThat(open).containsText("fettar in den");
        assertThat(open.locator("blockquote")).hasCount(2);
        assertThat(open).not().containsText("det ska jag prova");
        ReachTest.examine(staff, "a reported message on the docket");
        open.locator("button").last().focus();
        staff.keyboard().press("Enter");
        staff.keyboard().type("Det är ett brott mot regeln.");
        KeyboardTest.tabTo(staff, "dialog button.primary");
        staff.keyboard().press("Enter");
        assertThat(open).hasCount(0);
        staff.context().close();
    }

    @ParameterizedTest
    @CsvSource({"sv-SE, LIGHT, 1280", "sv-SE, DARK, 320", "en-GB, LIGHT, 320", "en-GB, DARK, 1280"})
    void axeFindsNothingAndNothingScrollsSideways(String locale, ColorScheme theme, int width) {
        var place = talked();
        var request = stage.makes(
                        stage.member(Stage.fresh("Cia")),
                        "/api/talk",
                        Map.of("to", handle(asta), "text", "Hej, får jag fråga?"))
                .getString("conversation");
        var context = stage.guest(reader(locale, theme, width));
        var page = context.newPage();
        for (var path :
                new String[] {"/talk", place.replace(stage.url(), ""), "/talk/" + request, "/people/" + handle(bo)}) {
            page.navigate(stage.url() + path);
            Stage.until(page, "document.querySelector('vadra-account').textContent.trim() !== ''");
            page.waitForTimeout(300);
            ReachTest.examine(page, path);
            assertThat(ReachTest.sideways(page)).as("%s at %d px", path, width).isLessThanOrEqualTo(width);
            assertThat(ReachTest.smallTargets(page)).as("targets of %s", path).isEmpty();
            look(
                    page,
                    locale + "-" + theme + "-" + width
                            + path.replaceAll("[0-9a-f-]{36}", "x").replace('/', '_')
                            + (path.contains(request) ? "-request" : ""));
        }
        context.close();
    }

    private Browser.NewContextOptions reader(String locale, ColorScheme theme, int width) {
        return new Browser.NewContextOptions()
                .setLocale(locale)
                .setColorScheme(theme)
                .setViewportSize(width, width < 400 ? 640 : 800)
                .setHasTouch(width < 400)
                .setIsMobile(width < 400)
                .setStorageState(asta.storageState());
    }

    /** Keeps a picture where the environment names a folder, for eyes. */
    private static void look(Page page, String name) {
        Optional.ofNullable(System.getenv("VADRA_LOOK"))
                .ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of(folder, name.replaceAll("[^\\w-]", "_") + ".png"))));
    }
}
