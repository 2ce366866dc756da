package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** People gather: a room and a circle of the first minute, who joins while one looks, and who is like oneself. */
class CirclePageTest {
    private final Stage stage = Stage.empty();

    /** Somebody signed in, with a name of their own. */
    private record Somebody(String handle, BrowserContext context) {}

    private Somebody joins(String name) {
        var context = stage.member(Stage.fresh(name));
        var session = new JsonObject(
                context.request().get(stage.url() + "/api/session").text());
        return new Somebody(session.getJsonObject("member").getString("handle"), context);
    }

    private Page opens(BrowserContext context, String path) {
        var page = context.newPage();
        page.navigate(stage.url() + path);
        Stage.until(page, "document.querySelector('vadra-account').textContent.trim() !== ''");
        return page;
    }

    @Test
    void aNewMemberStartsARoomByKeyboardAndAStrangerSeesItAtOnce() {
        var stranger = opens(stage.guest(), "/");
        var asta = opens(joins("Åsta").context(), "/");
        asta.locator("vadra-start-room button").focus();
        asta.keyboard().press("Enter");
        var title = Stage.fresh("Kaffe på fjället ");
        asta.keyboard().type(title);
        asta.keyboard().press("Enter");
        asta.waitForURL(Pattern.compile(".*/rooms/.*"));
        assertThat(asta.locator("#room-title")).hasText(title);
        assertThat(stranger.locator(".rooms"))
                .containsText(title, new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
        stranger.navigate(asta.url());
        assertThat(stranger.locator("#room-title")).hasText(title);
        Stage.until(asta, "document.querySelector('vadra-room')?.live?.state === 'live'");
        Stage.until(stranger, "document.querySelector('vadra-room')?.live?.state === 'live'");
        OwnPostTest.say(asta, "Är här någon?");
        assertThat(stranger.locator(".stream .words")).hasText("Är här någon?");
    }

    @Test
    void aCircleIsThereAtOnceAndWhoJoinsIsSeenByWhoLooks() {
        var asta = opens(joins("Åsta").context(), "/circles");
        var name = Stage.fresh("Bryggarna ");
        asta.locator("vadra-start-circle button").click();
        asta.locator("#circle-name").fill(name);
        asta.locator("#circle-about").fill("Vi som brygger i kyla.");
        asta.locator("#circle-interests").fill("kallbryggt, fjäll");
        asta.locator("dialog button.primary").click();
        asta.waitForURL(Pattern.compile(".*/circles/.+"));
        var stranger = stage.guest().newPage();
        stranger.navigate(asta.url());
        assertThat(stranger.locator("h1")).hasText(name);
        var bo = joins("Bo");
        var page = bo.context().newPage();
        page.navigate(asta.url());
        page.locator("vadra-circle button.primary").click();
        assertThat(stranger.locator(".faces a[href='/people/" + bo.handle() + "']"))
                .hasCount(0);
        page.locator("#listed").check();
        assertThat(stranger.locator(".faces a[href='/people/" + bo.handle() + "']"))
                .isVisible();
        page.locator("vadra-start-room button").click();
        page.locator("#room-called").fill("Rum i " + name);
        page.locator("dialog button.primary").click();
        page.waitForURL(Pattern.compile(".*/rooms/.+"));
        assertThat(page.locator(".card a[href^='/circles/']")).containsText(name);
        assertThat(stranger.locator("#circle-rooms ~ ul")).containsText("Rum i " + name);
        writesARule(asta);
    }

    private static void writesARule(Page asta) {
        asta.bringToFront();
        asta.locator("vadra-circle >> text=Skriv regler").click();
        asta.locator("#rule-title-0").fill("Skriv grader");
        asta.locator("dialog button.primary").click();
        assertThat(asta.locator("section[aria-labelledby=circle-rules]")).containsText("Skriv grader");
    }

    @Test
    void whoIsLikeOneIsSuggestedWithReasonsAndDoesNotComeBackWhenHidden() {
        var asta = joins("Åsta");
        var bo = joins("Bo");
        for (var who : List.of(asta, bo)) {
            stage.owner(
                    "INSERT INTO interest SELECT id, 'kallbryggt' FROM member WHERE handle = '" + who.handle() + "'");
        }
        List.of(asta, bo).forEach(who -> consents(opens(who.context(), "/kindred")));
        var page = opens(asta.context(), "/kindred");
        assertThat(page.locator(".reasons")).containsText("Ni bryr er båda om kallbryggt.");
        assertThat(page.locator(".elsewhere")).isVisible();
        looksRight(page, "kindred");
        page.locator("text=Visa inte igen").click();
        assertThat(page.locator(".reasons")).hasCount(0);
        page.reload();
        assertThat(page.locator("#like-you ~ p")).isVisible();
        page.navigate(stage.url() + "/people/" + bo.handle());
        assertThat(page.locator("#common ~ .reasons")).containsText("kallbryggt");
        looksRight(page, "person");
        page.navigate(stage.url() + "/people?interest=kallbryggt");
        assertThat(page.locator(".rows a[href='/people/" + bo.handle() + "']")).isVisible();
        looksRight(page, "people");
    }

    @Test
    void thePagesAreForEverybodyInBothLanguagesAndColours() {
        var asta = joins("Åsta");
        var circle = starts(asta.context());
        stage.makes(asta.context(), "/api/circles/" + circle + "/rooms", Map.of("title", Stage.fresh("Kallbryggt ")));
        for (var path : List.of("/circles", "/circles/" + circle, "/people", "/kindred", "/")) {
            looksRight(opens(asta.context(), path), path.replace("/", "_").replaceAll("[0-9]", ""));
        }
        var phone = new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(320, 700);
        for (var path : List.of("/circles", "/circles/" + circle, "/people", "/kindred", "/")) {
            var page = stage.guest(phone).newPage();
            page.navigate(stage.url() + path);
            page.waitForTimeout(500);
            ReachTest.examine(page, path + " in English on a phone");
            assertThat(ReachTest.sideways(page)).as(path).isLessThanOrEqualTo(320);
            assertThat(ReachTest.smallTargets(page)).as(path).isEmpty();
            shoots(page, "phone" + path.replace("/", "_").replaceAll("[0-9]", ""));
        }
    }

    private static void consents(Page page) {
        page.locator("#give-kindred").focus();
        page.keyboard().press("Space");
        assertThat(page.locator("#like-you")).isVisible();
        page.waitForResponse(
                answer -> answer.request().method().equals("PUT") && answer.ok(),
                () -> page.locator("#give-directory").check());
        page.close();
    }

    private String starts(BrowserContext by) {
        return stage.makes(
                        by,
                        "/api/circles",
                        Map.of(
                                "name",
                                Stage.fresh("Fjällets bryggare "),
                                "about",
                                "Vi som brygger i kyla och på höjd.",
                                "language",
                                "sv",
                                "interests",
                                List.of("kallbryggt", "fjäll"),
                                "byRequest",
                                true,
                                "rules",
                                List.of(Map.of("title", "Skriv grader", "text", "Alltid i Celsius."))))
                .getString("slug");
    }

    private static void looksRight(Page page, String what) {
        page.waitForTimeout(400);
        for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            ReachTest.examine(page, what + " " + theme);
            shoots(page, what + "-" + theme);
        }
    }

    /** Only where somebody wants to look. */
    private static void shoots(Page page, String what) {
        var folder = System.getProperty("vadra.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, what + ".png"))
                    .setFullPage(true));
        }
    }
}
