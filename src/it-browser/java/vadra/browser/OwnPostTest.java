package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One's own words: there at once, sent once, and never lost. */
class OwnPostTest {
    private static final String MEASURE = """
            () => new Promise(resolve => {
              const box = document.querySelector('.say textarea');
              let from;
              box.addEventListener('keydown', () => (from = performance.now()), { capture: true, once: true });
              new MutationObserver((changes, observer) => {
                if (!document.querySelector('[data-pending]')) return;
                observer.disconnect();
                resolve(performance.now() - from);
              }).observe(document.querySelector('.stream'), { childList: true });
              window.measuring = true;
            })
            """;

    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void anOwnPostIsSeenWithin50MsOfEnterAndConfirmedWhereItStands() {
        var page = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        host.says(room, "Först");
        var held = new ArrayList<Route>();
        page.route("**/posts", held::add);
        page.locator(".say textarea").fill("Bryggaren är *tyst*.");
        page.evaluate("() => { window.took = (" + MEASURE + ")(); }");
        page.keyboard().press("Enter");
        var took = ((Number) page.evaluate("() => window.took")).doubleValue();
        assertThat(took).as("milliseconds from Enter until it stands there").isLessThanOrEqualTo(50);

        var pending = page.locator("[data-pending]");
        assertThat(pending).containsText("skickas");
        var before = pending.boundingBox();
        page.waitForCondition(() -> !held.isEmpty());
        held.forEach(Route::resume);
        assertThat(pending).hasCount(0);
        var after = page.locator(".stream > li").last().boundingBox();
        assertThat(after.y).isEqualTo(before.y);
        assertThat(after.height).isEqualTo(before.height);
        assertThat(page.locator(".stream > li").last().locator("em")).hasText("tyst");
    }

    @Test
    void aPostThatIsRefusedStaysWithTryAgainAndRemove() {
        var page = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        page.route(
                "**/posts",
                route -> route.fulfill(
                        new Route.FulfillOptions()
                                .setStatus(403)
                                .setContentType("application/problem+json")
                                .setBody(
                                        "{\"type\":\"/problems/forbidden\",\"title\":\"No\",\"status\":403,\"detail\":\"Nej.\"}")));
        say(page, "Får jag?");
        say(page, "Och det här?");
        var failed = page.locator(".post.failed");
        assertThat(failed).hasCount(2);
        assertThat(failed.first()).containsText("Nej.");
        assertThat(page.locator("[role=alert]").filter(new Locator.FilterOptions().setHasText("Nej.")))
                .hasCount(1);
        failed.last().getByText("Ta bort").click();
        assertThat(failed).hasCount(1);
        page.unroute("**/posts");
        page.reload();
        failed.getByText("Försök igen").click();
        assertThat(page.locator("[data-post]").last()).containsText("Får jag?");
        assertThat(Voice.texts(room)).containsExactly("Får jag?");
    }

    @Test
    void anAnswerThatIsLostMakesNoSecondPost() {
        var page = stage.member(Stage.fresh("Åsta")).newPage();
        page.routeWebSocket("**/connection/websocket", socket -> socket.close());
        page.navigate(stage.url() + "/rooms/" + room);
        Stage.until(page, "document.querySelector('.top .me')");
        var keys = new ArrayList<String>();
        page.route("**/posts", route -> {
            keys.add(route.request().headers().get("idempotency-key"));
            if (keys.size() == 1) {
                route.fetch(); // It reaches the server; its answer never comes back.
                route.abort();
            } else {
                route.resume();
            }
        });
        say(page, "En enda gång");
        page.waitForCondition(() -> keys.size() >= 2);
        Stage.until(page, "document.querySelector('vadra-room').outbox.items[0]?.sent");
        assertThat(keys).containsOnly(keys.get(0));
        assertThat(Voice.texts(room)).containsExactly("En enda gång");
        page.unrouteAll();
        page.reload();
        assertThat(page.locator("[data-pending]")).hasCount(0);
        assertThat(page.locator("[data-post]")).hasCount(1);
    }

    @Test
    void draftsOfTheRoomAndOfAThreadSurviveAReload() {
        var first = host.says(room, "Vad tycker ni?");
        var page = stage.enter(stage.member(Stage.fresh("Åsta")), room);
        page.locator(".say textarea").fill("Halva min tanke");
        var post = page.locator("[data-post=\"" + first + "\"]");
        post.hover();
        post.getByLabel("Svara", new Locator.GetByLabelOptions().setExact(true)).click();
        assertThat(page.locator(".say textarea")).hasValue("");
        page.locator(".say textarea").fill("Ett svar på väg");
        page.reload();
        assertThat(page.locator(".say textarea")).hasValue("Ett svar på väg");
        assertThat(page.locator(".to-whom")).containsText("Svarar Värd");
        page.locator(".say textarea").press("Escape");
        assertThat(page.locator(".say textarea")).hasValue("Halva min tanke");
    }

    @Test
    void joiningFromTheComposerKeepsTheDraftAndSendsIt() {
        var page = stage.enter(stage.guest(), room);
        page.locator(".say textarea").fill("Jag läste länge, nu skriver jag.");
        page.keyboard().press("Enter");
        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Namn").fill(Stage.fresh("Örjan Ål"));
        dialog.getByLabel("Lösenord").fill(Stage.PASSWORD);
        dialog.getByRole(AriaRole.CHECKBOX).check();
        dialog.locator("button.primary").click();
        assertThat(dialog).hasCount(0);
        assertThat(page.locator("[data-post]").last()).containsText("Jag läste länge, nu skriver jag.");
        assertThat(page.locator(".say textarea")).isFocused();
        assertThat(Voice.texts(room)).isEqualTo(List.of("Jag läste länge, nu skriver jag."));
    }

    static void say(Page page, String text) {
        page.locator(".say textarea").fill(text);
        page.locator(".say textarea").press("Enter");
    }
}
