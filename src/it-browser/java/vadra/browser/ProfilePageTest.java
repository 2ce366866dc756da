package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vadra.media.Pictures;

/** A member says who they are, without a mouse, and sees whom it reaches; whoever looks follows it live. */
class ProfilePageTest {
    private final Stage stage = Stage.empty();
    private final String name = Stage.fresh("Åsta Öberg");
    private final BrowserContext asta = stage.member(name);
    private final String handle = new JsonObject(
                    asta.request().get(stage.url() + "/api/session").text())
            .getJsonObject("member")
            .getString("handle");

    @BeforeAll
    static void thereIsAProduct() {
        Stage.get().product("bryggare-profil", "Bryggare 3");
    }

    private Page form() {
        var page = asta.newPage();
        page.navigate(stage.url() + "/me/profile");
        assertThat(page.locator("vadra-profile form")).isVisible();
        return page;
    }

    private Page looks(BrowserContext reader) {
        var page = reader.newPage();
        page.navigate(stage.url() + "/people/" + handle);
        Stage.until(page, "document.querySelector('vadra-account').textContent.trim() !== ''");
        return page;
    }

    @Test
    void aProfileIsWrittenByKeyboardAndReachesWhomItIsFor() {
        var page = form();
        writesByKeyboard(page);
        var member = looks(stage.member(Stage.fresh("Bo")));
        assertThat(member.locator(".words-of li")).hasText(new String[] {"isfiske", "kaffe"});
        assertThat(member.locator(".owned h3")).hasText("Bryggare 3");
        assertThat(member.locator(".owned .since time")).hasText("november 2024");
        assertThat(member.locator(".place")).hasCount(0);
        var link = member.locator(".further a");
        assertThat(link).hasAttribute("rel", "me nofollow noopener ugc");
        assertThat(link).hasAttribute("href", "https://example.org/bat");
        assertThat(member.locator("[data-language]")).hasText("lulesamiska");
        assertThat(member.locator(".seen-as")).hasCount(0);
        var guest = looks(stage.guest());
        assertThat(guest.locator(".about")).hasText("Bor vid vattnet.");
        assertThat(guest.locator(".words-of")).hasCount(0);
        seesItAsOthersDo(page);
    }

    private static void writesByKeyboard(Page page) {
        page.locator("#f-about").focus();
        page.keyboard().type("Bor vid vattnet.");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(page.locator("#f-place")).isFocused();
        page.keyboard().type("Härnösand");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("Isfiske, kaffe");
        page.locator("#f-products").selectOption("bryggare-profil");
        page.locator("#f-products").press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".has .name")).hasText("Bryggare 3");
        page.locator(".has input").fill("2024-11");
        page.locator("#f-languages").selectOption("smj");
        page.locator("#f-languages").press("Tab");
        page.keyboard().press("Space");
        page.locator("#f-links").press("Enter");
        assertThat(page.locator(".link input").first()).isFocused();
        page.keyboard().type("Min båt");
        page.keyboard().press("Tab");
        page.keyboard().press("End");
        page.keyboard().type("example.org/bat");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast")).hasText("Sparat.");
        assertThat(page.locator("#f-interests")).hasValue("isfiske, kaffe");
    }

    private static void seesItAsOthersDo(Page page) {
        page.locator(".keep a").first().press("Enter");
        assertThat(page.locator(".seen-as p")).hasText("Så ser en främling din sida.");
        assertThat(page.locator(".words-of")).hasCount(0);
        page.locator(".seen-as a").nth(1).press("Enter");
        assertThat(page.locator(".words-of li")).hasCount(2);
        assertThat(page.locator(".place")).hasCount(0);
        page.locator(".seen-as a").nth(2).press("Enter");
        assertThat(page.locator(".place")).hasText("Härnösand");
    }

    @Test
    void whatBreaksARuleIsSaidBesideItsFieldAndNothingIsSaved() {
        var page = form();
        page.locator("#f-about").fill("Nytt.");
        page.locator("#f-interests").fill("kaffe, x");
        page.locator(".profile-form button.primary").press("Enter");
        assertThat(page.locator("#e-interests")).containsText("“x”");
        assertThat(page.locator("#f-interests")).isFocused();
        assertThat(page.locator("#f-interests")).hasAttribute("aria-invalid", "true");
        ReachTest.examine(page, "a broken rule");
        page.locator("#f-interests").fill("kaffe");
        page.locator(".profile-form button.primary").press("Enter");
        assertThat(page.locator(".toast")).hasText("Sparat.");
        assertThat(page.locator(".fault")).hasCount(0);
    }

    @Test
    void aPictureIsMadeSmallAndSquareAndStandsBesideWhatIsSaid() {
        var page = form();
        page.locator("#f-picture")
                .setInputFiles(new FilePayload("x.png", "image/png", Pictures.plain("png", 900, 600, Color.GREEN)));
        assertThat(page.locator(".picture img")).isVisible();
        assertThat(page.locator(".picture img")).hasJSProperty("naturalWidth", 512);
        assertThat(page.locator(".picture img")).hasJSProperty("naturalHeight", 512);

        var room = Stage.fresh("bild");
        stage.makes(asta, "/api/rooms", Map.of("title", room, "slug", room));
        stage.makes(asta, "/api/rooms/" + room + "/posts", Map.of("text", "Hej"));
        var guest = stage.enter(stage.guest(), room);
        assertThat(guest.locator(".post vadra-face img")).isVisible();
        page.locator("#a-picture").selectOption("members");
        page.locator(".profile-form button.primary").press("Enter");
        assertThat(page.locator(".toast").last()).hasText("Sparat.");
        var stranger = stage.enter(stage.guest(), room);
        stranger.waitForTimeout(500);
        assertThat(stranger.locator(".post vadra-face")).hasText("Å");
        var member = stage.enter(stage.member(Stage.fresh("Bo")), room);
        assertThat(member.locator(".post vadra-face img")).isVisible();
        page.locator(".picture button").press("Enter");
        assertThat(page.locator(".picture img")).hasCount(0);
        assertThat(page.locator("#f-picture")).isFocused();
    }

    @Test
    void whoLooksAtAProfileFollowsItAndAStrangerHearsNothingOfTheRest() {
        var guest = looks(stage.guest());
        var member = looks(stage.member(Stage.fresh("Bo")));
        for (var page : List.of(guest, member)) {
            page.evaluate("() => { window.stays = true }");
        }
        var form = form();
        form.locator("#f-interests").fill("bara medlemmar");
        form.locator("#f-interests").press("Enter");
        assertThat(member.locator(".words-of li")).hasText("bara medlemmar");
        form.locator("#f-about").fill("För alla.");
        form.locator(".profile-form button.primary").press("Enter");
        assertThat(guest.locator(".about")).hasText("För alla.");
        assertThat(guest.locator(".words-of")).hasCount(0);
        assertThat(guest.locator(".announcer")).hasText("Profilen har ändrats.");
        for (var page : List.of(guest, member)) {
            assertThat((Boolean) page.evaluate("() => window.stays === true")).isTrue();
        }
    }

    @Test
    void everyWayToLookAtItIsReadable() {
        writesByKeyboard(form());
        for (var options : List.of(
                Stage.swedish(),
                Stage.swedish().setViewportSize(320, 700),
                Stage.swedish().setLocale("en-GB"),
                Stage.swedish().setLocale("en-GB").setViewportSize(320, 700))) {
            var page = stage.signedIn(handle, options).newPage();
            for (var path : List.of("/me/profile", "/people/" + handle, "/people/" + handle + "?as=members")) {
                page.navigate(stage.url() + path);
                Stage.until(page, "document.querySelector('vadra-account').textContent.trim() !== ''");
                for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                    ReachTest.examine(page, path + " " + theme);
                }
                assertThat(ReachTest.sideways(page)).as(path).isLessThanOrEqualTo(page.viewportSize().width);
                assertThat(ReachTest.smallTargets(page)).as(path).isEmpty();
            }
        }
    }
}
