package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A talk may have any number of posts; the page holds a bounded part of it. {@code -Dlong.posts=10000} measures a longer one,
 * as docs/PERFORMANCE.md tells.
 */
class LongTalkTest {
    private static final int POSTS = Integer.getInteger("long.posts", 2_000);
    private static final int MOST_SHOWN = 300;

    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void aLongTalkIsScrolledThroughAndBackWithABoundedPage() {
        host.floods(room, POSTS, LongTalkTest::words);
        var page = stage.guest().newPage();
        page.addInitScript(WATCH);
        page.navigate(stage.url() + "/rooms/" + room);
        Stage.until(page, "document.querySelector('vadra-room')?.live?.state === 'live'");
        var opened = Heap.of(page);
        var up = travel(page, -1);
        assertThat(page.locator(".stream > [data-post]").first()).hasAttribute("id", "p-" + first());
        var far = Heap.of(page);
        var down = travel(page, 1);
        var back = Heap.of(page);
        System.out.printf("long talk of %d posts: up %s, down %s%n", POSTS, up.encode(), down.encode());
        System.out.printf(
                "heap at opening %.1f MB, at the beginning %.1f MB, back %.1f MB; nodes %.0f, %.0f, %.0f%n",
                opened.bytes() / 1e6, far.bytes() / 1e6, back.bytes() / 1e6, opened.nodes(), far.nodes(), back.nodes());
        assertThat(up.getInteger("most")).isLessThanOrEqualTo(MOST_SHOWN);
        assertThat(down.getInteger("most")).isLessThanOrEqualTo(MOST_SHOWN);
        assertThat(back.bytes()).isLessThan(3 * opened.bytes());
        // Lit 3.3.2 leaves a comment behind for each item that it takes out of a list.
        assertThat(back.nodes() - 2 * POSTS).isLessThan(6 * opened.nodes());
        jumps(page);
    }

    /** By the bar beside the talk, into the space that stands for what was taken out. */
    private static void jumps(Page page) {
        page.evaluate("() => { const box = document.querySelector('.scroll'); box.scrollTop = box.scrollHeight / 2; }");
        Stage.until(
                page,
                "(() => { const box = document.querySelector('.scroll').getBoundingClientRect();"
                        + " return [...document.querySelectorAll('.stream > [data-post]')].some(post => {"
                        + " const at = post.getBoundingClientRect(); return at.top < box.bottom && at.bottom > box.top; }); })()");
        assertThat(page.locator(".stream > [data-post]").count()).isLessThanOrEqualTo(MOST_SHOWN);
        page.keyboard().press("End");
        Stage.until(
                page,
                "(() => { const box = document.querySelector('.scroll');"
                        + " return !document.querySelector('vadra-room').talk.newer"
                        + " && box.scrollHeight - box.scrollTop - box.clientHeight < 2; })()");
    }

    private String first() {
        return posts("after=0&limit=1").getJsonArray("posts").getJsonObject(0).getString("id");
    }

    private JsonObject posts(String query) {
        var answer = stage.guest().request().get(stage.url() + "/api/rooms/" + room + "/posts?" + query);
        return new JsonObject(answer.text());
    }

    private static String words(int n) {
        return "Inlägg " + n + ". " + "Det var en gång en kanna som läckte på mattan. ".repeat(n % 7);
    }

    /** Scrolls by a screen each frame to an end of the talk; what the frames took, and how many posts stood in the page at most. */
    private static JsonObject travel(Page page, int way) {
        return new JsonObject(page.evaluate("way => window.travel(way).then(JSON.stringify)", way)
                .toString());
    }

    private static final String WATCH = """
            window.long = [];
            new PerformanceObserver(list => list.getEntries().forEach(one => window.long.push(one.duration))).observe({ type: 'longtask' });
            window.travel = way => new Promise(done => {
              window.long = [];
              const room = document.querySelector('vadra-room'), box = room.scroller, frames = [];
              let most = 0, before = 0, still = 0;
              const step = now => {
                if (before) frames.push(now - before);
                before = now;
                most = Math.max(most, document.querySelectorAll('.stream > [data-post]').length);
                const at = box.scrollTop;
                box.scrollTop += way * box.clientHeight;
                const more = way < 0 ? room.stretch.older : room.stretch.newer;
                still = box.scrollTop === at && !more ? still + 1 : 0;
                if (still < 20) return requestAnimationFrame(step);
                frames.sort((a, b) => a - b);
                const part = share => Math.round(10 * frames[Math.floor(share * (frames.length - 1))]) / 10;
                done({ frames: frames.length, p50: part(.5), p95: part(.95), p99: part(.99), most,
                  longTasks: window.long.length, longest: Math.round(Math.max(0, ...window.long)) });
              };
              requestAnimationFrame(step);
            });
            """;

    @Test
    void aLinkIntoTheMiddleShowsThePostWithWhatStandsRoundItAndWhatIsSaidMeanwhileMovesNothing() {
        host.saysAll(room, IntStream.range(0, 240).mapToObj(LongTalkTest::words).toList());
        var hundredth = posts("after=99&limit=1").getJsonArray("posts").getJsonObject(0);
        var page = stage.guest().newPage();
        page.navigate(stage.url() + "/posts/" + hundredth.getString("id"));
        Stage.until(page, "document.querySelector('vadra-room')?.live?.state === 'live'");
        var marked = page.locator("[id=\"p-" + hundredth.getString("id") + "\"].marked");
        assertThat(marked).isInViewport();
        assertThat(page.locator(".stream")).containsText("Inlägg 98");
        assertThat(page.locator(".stream")).containsText("Inlägg 100");
        assertThat(page.locator(".pill")).hasText("Till det senaste ↓");
        page.waitForTimeout(500);
        var before = marked.boundingBox().y;
        host.says(room, "Sagt långt nedanför");
        assertThat(page.locator(".pill")).hasText("1 nytt inlägg ↓");
        assertThat(marked.boundingBox().y).isEqualTo(before);
        page.keyboard().press("End");
        assertThat(page.locator("[data-post]").last()).containsText("Sagt långt nedanför");
        assertThat(page.locator("[data-post]").last()).isInViewport();
        assertThat(page.locator(".pill")).hasCount(0);
    }
}
