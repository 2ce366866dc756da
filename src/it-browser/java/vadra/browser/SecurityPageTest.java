package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vadra.keys.App;

/** One page for what one signs in with; a passkey is made there and signs in alone, an app's code is asked for beside the password. */
class SecurityPageTest {
    private final Stage stage = Stage.empty();
    /** Passkeys belong to a name; an address has none. */
    private final String url = stage.url();

    private final String name = Stage.fresh("Nyckel");
    private final String handle = name.toLowerCase(Locale.ROOT);

    @Test
    void aPasskeyIsMadeByKeyboardAndSignsInWithoutAPassword() {
        var context = member();
        var page = at(context, "/me/security");
        var keys = new VirtualKeys(context, page);
        KeyboardTest.tabTo(page, "vadra-keys > button");
        page.keyboard().press("Enter");
        page.locator("#once-password").fill(Stage.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".codes li")).hasCount(8);
        assertThat(page.locator(".codes h3")).isFocused();
        assertThat(page.locator("vadra-keys .keys li")).hasCount(1);
        ReachTest.examine(page, "a passkey and its recovery codes");

        signsOut(page);
        keys.verified(false);
        signsInWithPasskey(page);
        Stage.until(page, "!document.querySelector('vadra-join .passkey').disabled");
        assertThat(guest(context)).isTrue();
        keys.verified(true);
        page.locator("vadra-join .passkey").click();
        page.waitForURL(url + "/");
        assertThat(page.locator("vadra-account .me")).hasText(name);

        signsOut(page);
        keys.goBack();
        signsInWithPasskey(page);
        assertThat(page.locator("vadra-join .fault")).isVisible();
        assertThat(guest(context)).isTrue();
    }

    private static void signsOut(Page page) {
        page.locator("vadra-account button").click();
        assertThat(page.locator("vadra-account button")).hasText("Gå med");
    }

    private void signsInWithPasskey(Page page) {
        page.navigate(url + "/join");
        page.locator("vadra-join button.plain").click();
        page.locator("vadra-join .passkey").click();
    }

    private boolean guest(BrowserContext context) {
        return context.request().get(url + "/api/session").text().contains("\"member\":null");
    }

    @Test
    void anAppIsAddedAndItsCodeIsTheSecondStep() {
        var context = member();
        var page = at(context, "/me/security");
        page.locator("vadra-keys > button").last().click();
        page.locator("#once-password").fill("fel-fönster-helt");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog .fault")).containsText("stämmer inte");
        page.locator("#once-password").fill(Stage.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("svg.square")).isVisible();
        assertThat(page.locator("#app-code")).isFocused();
        ReachTest.examine(page, "an app that is offered");
        var secret = page.locator(".secret").textContent().replaceAll("\\s", "");
        page.locator("#app-code").fill(App.code(secret, Instant.now()));
        page.keyboard().press("Enter");
        assertThat(page.locator(".codes li")).hasCount(8);
        var recovery = page.locator(".codes li code").first().textContent();

        entersWith(page, recovery);
    }

    private void entersWith(Page page, String recovery) {
        var elsewhere = at(stage.guest(Stage.swedish().setColorScheme(ColorScheme.DARK)), "/me/security");
        elsewhere.locator("#join-handle").fill(handle);
        elsewhere.locator("#join-password").fill(Stage.PASSWORD);
        elsewhere.keyboard().press("Enter");
        assertThat(elsewhere.locator("#join-code")).isFocused();
        ReachTest.examine(elsewhere, "the second step");
        elsewhere.locator("#join-code").fill("000000");
        elsewhere.keyboard().press("Enter");
        assertThat(elsewhere.locator("vadra-join .fault")).containsText("Koden stämmer inte");
        elsewhere.locator("#join-code").fill(recovery);
        elsewhere.keyboard().press("Enter");
        assertThat(elsewhere.locator("vadra-places li")).hasCount(2);
        assertThat(elsewhere.locator("vadra-places li").first()).containsText("den här");
        ReachTest.examine(elsewhere, "where one is signed in");
        endsTheOther(elsewhere, page);
    }

    private void endsTheOther(Page elsewhere, Page page) {
        KeyboardTest.tabTo(elsewhere, "vadra-places li:nth-child(2) button");
        elsewhere.keyboard().press("Enter");
        assertThat(elsewhere.locator("vadra-places .noted")).hasText("Utloggad där.");
        assertThat(elsewhere.locator("vadra-places li")).hasCount(1);
        page.reload();
        assertThat(page.locator("vadra-join")).isVisible();
    }

    @Test
    void aWeakNewPasswordIsRefusedInWordsAndAGoodOneTaken() {
        var page = at(member(), "/me/security");
        page.locator("#password-now").fill(Stage.PASSWORD);
        page.locator("#password-new").fill("password123");
        page.keyboard().press("Enter");
        assertThat(page.locator("vadra-password .fault")).containsText("vanligaste lösenorden");
        assertThat(page.locator("#password-new")).isFocused();
        page.locator("#password-new").fill("dörren-är-också-öppen");
        page.keyboard().press("Enter");
        assertThat(page.locator("vadra-password .noted")).containsText("bytt");
        assertThat(page.locator("vadra-places li")).hasCount(1);
    }

    private BrowserContext member() {
        var context = stage.guest();
        var joining = Map.of("name", name, "handle", handle, "password", Stage.PASSWORD, "acceptedRules", 1);
        var joined = context.request()
                .post(
                        url + "/api/members",
                        RequestOptions.create().setData(joining).setMaxRetries(3));
        assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        return context;
    }

    private Page at(BrowserContext context, String path) {
        var page = context.newPage();
        page.navigate(url + path);
        Stage.until(
                page,
                "document.querySelector('vadra-account').textContent.trim() && document.querySelector('main input')");
        return page;
    }

    /** Passkeys that live in Chromium, as in a telephone. */
    private static final class VirtualKeys {
        private final CDPSession chromium;
        private final String authenticator;

        VirtualKeys(BrowserContext context, Page page) {
            chromium = context.newCDPSession(page);
            chromium.send("WebAuthn.enable");
            var options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            options.addProperty("automaticPresenceSimulation", true);
            var asked = new JsonObject();
            asked.add("options", options);
            authenticator = chromium.send("WebAuthn.addVirtualAuthenticator", asked)
                    .get("authenticatorId")
                    .getAsString();
        }

        private JsonObject about() {
            var about = new JsonObject();
            about.addProperty("authenticatorId", authenticator);
            return about;
        }

        /** Whether the finger fits. */
        void verified(boolean is) {
            var asked = about();
            asked.addProperty("isUserVerified", is);
            chromium.send("WebAuthn.setUserVerified", asked);
        }

        /** Puts a copy in the passkey's place that was made before it was used. */
        void goBack() {
            var credential = chromium.send("WebAuthn.getCredentials", about())
                    .getAsJsonArray("credentials")
                    .get(0)
                    .getAsJsonObject();
            assertThat(credential.get("signCount").getAsInt()).isGreaterThan(0);
            chromium.send("WebAuthn.clearCredentials", about());
            credential.addProperty("signCount", 0);
            var asked = about();
            asked.add("credential", credential);
            chromium.send("WebAuthn.addCredential", asked);
        }
    }
}
