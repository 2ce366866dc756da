package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A room in a frame of another site's page, as the site's customers meet it. */
class EmbeddingPageTest {
    private static final String SHOP = """
            <!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark"><title>Butiken</title></head>
            <body style="margin: 1rem; font: 1rem/1.5 sans-serif"><section aria-label="Varan"><h1>Bryggaren</h1><p>Den brygger på fem minuter.</p></section>
            <iframe id="talk" title="Samtal om bryggaren" style="width: 100%%; height: 34rem; border: 1px solid gray"></iframe>
            <script>
              const house = '%s', frame = document.getElementById('talk');
              window.asked = 0;
              addEventListener('message', async ({ source, origin, data }) => {
                if (source !== frame.contentWindow || origin !== house || data?.vadra !== 'token-wanted') return;
                window.asked++;
                const answer = await fetch('/token' + location.search);
                if (answer.ok) frame.contentWindow.postMessage({ vadra: 'token', token: await answer.text() }, house);
              });
              frame.src = house + '/embed/rooms/' + location.pathname.slice(1);
            </script></body></html>""";

    private static final HttpServer SITE = site();
    private static final String ORIGIN = Stage.SITE;

    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    /** Everywhere on the machine: as 127.0.0.1 it is the site on the list, as localhost it is one that is not. */
    private static HttpServer site() {
        try {
            var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Stage.SITE_PORT), 0);
            site.createContext("/token", exchange -> {
                var customer = exchange.getRequestURI().getQuery();
                var body = customer == null
                        ? new byte[0]
                        : Stage.host().token(customer, customer).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(customer == null ? 401 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            site.createContext("/", exchange -> {
                var body = SHOP.formatted(Stage.get().url()).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            site.start();
            return site;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @AfterAll
    static void stop() {
        SITE.stop(0);
    }

    private Page visits(Browser.NewContextOptions options, String customer) {
        var page = stage.guest(options).newPage();
        page.navigate(ORIGIN + "/" + room + (customer.isEmpty() ? "" : "?" + customer));
        return page;
    }

    private static FrameLocator frame(Page page) {
        return page.frameLocator("#talk");
    }

    private static void joins(FrameLocator frame, String name) {
        frame.locator("#frame-name").fill(name);
        frame.locator("#frame-rules").check();
        frame.locator(".joining button").click();
        assertThat(frame.locator(".say .who")).containsText(name);
    }

    private static void says(FrameLocator frame, String words) {
        frame.locator(".say textarea").fill(words);
        frame.locator(".say button.primary").click();
        assertThat(frame.locator("[data-post] .words").last()).hasText(words);
    }

    @Test
    void aCustomerOfTheSiteWritesInTheFrameAndOthersReadIt() {
        host.says(room, "Hur går det med bryggaren?");
        var elsewhere = stage.enter(stage.guest(), room);
        var customer = Stage.fresh("kund-");
        var page = visits(Stage.swedish(), customer);
        assertThat(frame(page).locator("#frame-name")).hasValue(customer);
        frame(page).locator(".joining button").click();
        assertThat(frame(page).locator(".joining")).isVisible();
        joins(frame(page), "Åsta");
        says(frame(page), "Den läcker inte.");
        assertThat(elsewhere.locator("[data-post] .words").last()).hasText("Den läcker inte.");
        host.says(room, "Tack!");
        assertThat(frame(page).locator("[data-post] .words").last()).hasText("Tack!");
        reactsAndEdits(frame(page));
        assertThat(elsewhere.locator("[data-post]").last().locator(".acts .reaction"))
                .hasText("❤️1");
        assertThat(elsewhere.locator("[data-post] .words").nth(1)).hasText("Den läcker litet.");

        assertThat(page.context().cookies(stage.url())).isEmpty();
        page.reload();
        assertThat(frame(page).locator(".say .who")).containsText("Åsta");
        page.evaluate("document.getElementById('talk').contentWindow.postMessage({ vadra: 'signed-out' }, '*')");
        assertThat(frame(page).locator(".say .quiet")).containsText("gäst");
    }

    private static void reactsAndEdits(FrameLocator frame) {
        frame.locator("[data-post]").last().hover();
        frame.locator("[data-post]").last().locator("[data-menu^=react]").click();
        frame.locator(".menu.react .reaction").nth(3).click();
        var own = frame.locator("[data-post]").nth(1);
        own.hover();
        own.locator("[data-menu^=more]").click();
        own.locator(".menu button").first().click();
        own.locator(".edit textarea").fill("Den läcker litet.");
        own.locator(".edit .primary").click();
    }

    @Test
    void whatBreaksTheRulesIsReportedFromTheFrame() {
        host.says(room, "Hon bor på Storgatan 1.");
        var page = visits(Stage.swedish(), Stage.fresh("kund-"));
        var frame = frame(page);
        joins(frame, "Åsta");
        frame.locator("[data-post] [data-menu^=more]").first().press("Enter");
        frame.locator(".menu.more button").press("Enter");
        frame.locator("dialog input[name=rule]").nth(1).check();
        frame.locator("#report-words").fill("Det är min syster.");
        frame.locator("dialog .primary").click();
        assertThat(frame.locator("dialog [role=status]")).isVisible();
    }

    @Test
    void withoutATokenOneReadsAlongAndFindsTheHouse() {
        host.says(room, "Hej");
        var page = visits(Stage.swedish(), "");
        assertThat(frame(page).locator(".say .quiet")).containsText("gäst");
        assertThat(frame(page).locator(".say textarea")).hasCount(0);
        host.says(room, "Nytt");
        assertThat(frame(page).locator("[data-post] .words").last()).hasText("Nytt");
        var opened = page.context()
                .waitForPage(() -> frame(page).locator(".frame-head a").click());
        assertThat(opened).hasURL(stage.url() + "/rooms/" + room);
    }

    @Test
    void aSiteThatIsNotOnTheListFramesNothing() {
        host.says(room, "Hej");
        var page = stage.guest().newPage();
        page.navigate(ORIGIN.replace("127.0.0.1", "localhost") + "/" + room + "?kund");
        page.waitForTimeout(2_000);
        assertThat(frame(page).locator("[data-post]")).hasCount(0);
        assertThat(page.evaluate("window.asked")).isEqualTo(0);
        var other = visits(Stage.swedish(), "kund");
        assertThat(frame(other).locator("[data-post]")).hasCount(1);
        other.evaluate("house => document.getElementById('talk').src = house + '/join'", stage.url());
        other.waitForTimeout(1_000);
        assertThat(frame(other).locator("form")).hasCount(0);
    }

    /** Somebody opens the page in a window and sends it a token of their own: only who frames it is heard. */
    @Test
    void whatAnotherOriginOrAnotherWindowSaysIsNotHeard() {
        var page = visits(Stage.swedish(), "");
        assertThat(frame(page).locator(".say .quiet")).containsText("gäst");
        var token = Stage.host().token(Stage.fresh("anfallare-"), "Anfallare");
        page.evaluate("""
                async ([origin, token]) => {
                  const other = document.createElement('iframe');
                  other.srcdoc = `<script>parent.frames[0].postMessage({ vadra: 'token', token: '${token}' }, '*')</` + 'script>';
                  document.body.append(other);
                }""", java.util.List.of(ORIGIN, token));
        page.waitForTimeout(1_500);
        assertThat(frame(page).locator(".joining")).hasCount(0);

        // The parent of another origin, which frames what frames the room, is not on the list either.
        var inner = page.frames().stream()
                .filter(one -> one.url().contains("/embed/"))
                .findFirst()
                .orElseThrow();
        inner.evaluate(
                "token => dispatchEvent(new MessageEvent('message', { data: { vadra: 'token', token }, origin: 'https://evil.example', source: parent }))",
                token);
        page.waitForTimeout(1_000);
        assertThat(frame(page).locator(".joining")).hasCount(0);
        inner.evaluate(
                "([token, origin]) => dispatchEvent(new MessageEvent('message', { data: { vadra: 'token', token }, origin, source: parent }))",
                java.util.List.of(token, ORIGIN));
        assertThat(frame(page).locator(".joining")).isVisible();
    }

    /** Of the same site as the house, a browser would send the house's cookie along. */
    @Test
    void whoIsSignedInToTheHouseIsAGuestInTheFrame() {
        var name = Stage.fresh("Bo");
        var context = stage.member(name);
        var page = context.newPage();
        page.navigate(stage.url() + "/embed/rooms/" + room);
        assertThat(page.locator(".say .quiet")).containsText("gäst");
        assertThat(page.locator("body")).not().containsText(name);
    }

    @ParameterizedTest
    @CsvSource({"sv-SE, LIGHT, 1180", "en-GB, DARK, 1180", "sv-SE, DARK, 360", "en-GB, LIGHT, 360"})
    void axeFindsNothingInTheFrame(String locale, ColorScheme theme, int width) {
        var post = host.says(
                room, "Hej **alla**, se [reglerna](https://example.org). Går det att få reservdelar till lamellerna?");
        host.replies(room, post, "Ja, från verkstaden i Borås.");
        host.gives(post, "thanks");
        host.withdraws(host.says(room, "Ångrat"));
        var options = Stage.swedish().setLocale(locale).setColorScheme(theme).setViewportSize(width, 720);
        var page = visits(options, Stage.fresh("kund-"));
        assertThat(frame(page).locator(".joining")).isVisible();
        seen(page, "joining-" + theme + "-" + width);
        joins(frame(page), "Åsta Öberg");
        says(frame(page), "Jag har haft den i ett år.");
        frame(page).locator(".say textarea").fill("Och den piper fortfarande som den ska, varje morgon");
        seen(page, "member-" + theme + "-" + width);
        frame(page).locator("[data-post]").first().hover();
        frame(page).locator("[data-post]").first().locator("[data-menu^=more]").click();
        seen(page, "menu-" + theme + "-" + width);
        assertThat(inside(page)).as("nothing scrolls sideways").isLessThanOrEqualTo(width);
        var guest = visits(options, "");
        assertThat(frame(guest).locator(".say .quiet")).isVisible();
        seen(guest, "guest-" + theme + "-" + width);
    }

    private static int inside(Page page) {
        return ((Number) frame(page).locator("html").evaluate("place => place.scrollWidth")).intValue();
    }

    /** For axe, and for eyes where somebody wants to look. */
    private static void seen(Page page, String name) {
        ReachTest.examine(page, name);
        var folder = System.getProperty("vadra.seen");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }
}
