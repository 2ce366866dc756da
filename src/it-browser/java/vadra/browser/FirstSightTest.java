package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is there before, and without, any script. */
class FirstSightTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void aRoomAndItsFeedAreReadWithoutJavaScript() {
        host.says(room, "Läsbart *utan* skript");
        var context = stage.guest(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        var page = context.newPage();
        page.navigate(stage.url() + "/rooms/" + room);
        assertThat(page.locator(".post .words em")).hasText("utan");
        var feed = page.locator("link[type='application/atom+xml']").getAttribute("href");
        var atom = context.request().get(stage.url() + feed);
        assertThat(atom.headers().get("content-type")).startsWith("application/atom+xml");
        assertThat(atom.text()).contains("<feed", "Läsbart");
        page.navigate(stage.url() + "/");
        assertThat(page.locator(".room-row a[href='/rooms/" + room + "']")).isVisible();
        assertThat(page.locator(".room-row .sparks").first()).isVisible();
    }

    @Test
    void nothingShiftsWhenScriptsTakeOver() {
        for (int n = 0; n < 30; n++) {
            host.says(room, "Inlägg " + n);
        }
        for (var path : List.of("/", "/rooms/" + room)) {
            var page = stage.guest().newPage();
            page.addInitScript("window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
                    + "e => (window.shift += e.value))).observe({ type: 'layout-shift', buffered: true });");
            page.navigate(stage.url() + path);
            page.waitForTimeout(1_500);
            var shift = ((Number) page.evaluate("window.shift")).doubleValue();
            assertThat(shift).as("layout shift of %s", path).isLessThan(0.02);
        }
    }

    @Test
    void noPageComplainsInTheConsole() {
        var page = stage.staff(Stage.swedish()).newPage();
        var complaints = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(page.url() + " " + message.text());
            }
        });
        page.onPageError(complaints::add);
        for (var path : ReachTest.paths(room)) {
            page.navigate(stage.url() + path);
            page.waitForTimeout(400);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatIsMissingIsAPageForPeopleAndAProblemForPrograms() {
        var context = stage.guest();
        var page = context.newPage();
        for (var path : List.of("/finns-inte", "/rooms/finns-inte", "/people/finns-inte", "/problems/finns-inte")) {
            var answer = page.navigate(stage.url() + path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(page.locator("h1")).hasText("Det finns inget här");
            assertThat(type(context.request(), path)).isEqualTo("application/problem+json");
        }
        page.navigate(stage.url() + "/problems/too-fast");
        assertThat(page.locator("h1")).hasText("Det går för fort");
    }

    private @Nullable String type(APIRequestContext request, String path) {
        var options = RequestOptions.create().setHeader("Accept", "application/json");
        return request.get(stage.url() + path, options).headers().get("content-type");
    }
}
