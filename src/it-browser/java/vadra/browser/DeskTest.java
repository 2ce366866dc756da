package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A story is told in a room, and the desk shows it by itself: how it goes, why it matters, and who answers. */
class DeskTest {
    private final Stage stage = Stage.empty();

    @Test
    void aStoryAppearsByItself() {
        var story = Story.begin();
        var desk = story.wall(stage.staff(Stage.swedish()));
        assertThat(desk.locator(story.row())).containsText("0,0");
        story.spreads();
        assertThat(desk.locator(story.row())).containsText(Story.TELLERS + " bärare");
    }

    @Test
    void whatRisesHasItsAlertAndSaysWhy() {
        var story = Story.told();
        var desk = story.wall(stage.staff(Stage.swedish()));
        assertThat(desk.locator(story.row() + " .level")).hasText("Vaksam");
        assertThat(desk.locator(story.row() + " .alarm")).isVisible();
        assertThat(desk).hasTitle(Pattern.compile("^\\(\\d+\\) Bevakningen.*"));
        desk.locator(story.row() + " .alarm a").click();
        assertThat(desk.locator("vadra-alert .verdict")).containsText("Något sticker ut");
        assertThat(desk.locator("vadra-alert .needs").first()).containsText("nu");
    }

    @Test
    void eachFigureOpensThePostsThatMadeItAndNamesAreMasked() {
        var story = Story.told();
        var page = story.claim(stage.staff(Stage.swedish()));
        assertThat(page.locator(".figures li").nth(1)).containsText(Story.TELLERS + " sprider");
        page.locator(".figures li").nth(1).locator("a").click();
        assertThat(page.locator(".posts ol > li")).hasCount(Story.TELLERS);
        assertThat(page.locator(".posts ol > li").first()).containsText(Pattern.compile("Röst \\d"));
        assertThat(page.locator("vadra-claim")).not().containsText(Story.TELLER);
        page.reload();
        assertThat(page.locator(".posts ol > li")).hasCount(Story.TELLERS);
    }

    @Test
    void whoLooksWhoSomebodyIsMustSayWhyAndThePersonCanReadIt() {
        var story = Story.told();
        var page = story.claim(stage.staff(Stage.swedish()));
        page.locator(".posts .tabs a").nth(1).click();
        page.locator(".posts li button").first().click();
        page.locator("dialog button.primary").click();
        assertThat(page.locator("dialog")).isVisible();
        page.locator("dialog textarea").fill("Kunden har bett oss ringa upp.");
        page.locator("dialog button.primary").click();
        var named = page.locator(".posts .voice a").first();
        assertThat(named).containsText(Story.TELLER);

        var person = stage.signedIn(named.getAttribute("href").replace("/people/", ""));
        var own = person.newPage();
        own.navigate(stage.url() + named.getAttribute("href"));
        assertThat(own.locator("vadra-unmaskings")).containsText("Kunden har bett oss ringa upp.");
    }

    @Test
    void theSameAddressShowsTheSameStretchAndPauseHoldsIt() {
        var story = Story.told();
        var page = story.claim(stage.staff(Stage.swedish()));
        page.locator(".range button").nth(1).click();
        page.keyboard().press("p");
        assertThat(page.locator(".range .paused")).containsText("står stilla");
        assertThat(page.url()).contains("range=1h", "paused=");
        var again = page.context().newPage();
        again.navigate(page.url());
        assertThat(again.locator(".range [aria-pressed=true]").first()).hasText("1 h");
        assertThat(again.locator(".range .paused"))
                .hasText(page.locator(".range .paused").innerText());
    }

    @Test
    void whatIsSilentIsSaidToBeOldAndRecoversAlone() {
        var story = Story.begin();
        var context = stage.staff(Stage.swedish());
        var desk = story.wall(context);
        context.setOffline(true);
        assertThat(desk.locator(".desk-bar .age")).containsText("Det som visas är gammalt");
        assertThat(desk.locator("vadra-desk")).hasClass(Pattern.compile("stale"));
        context.setOffline(false);
        assertThat(desk.locator(".desk-bar .age")).containsText("Läget");
        assertThat(desk.locator("vadra-desk")).not().hasClass(Pattern.compile("stale"));
        story.spreads();
        assertThat(desk.locator(story.row())).containsText(Story.TELLERS + " bärare");
    }

    @Test
    void figuresOfThePastAreSaidToBeSo() {
        var desk = Story.told().wall(stage.staff(Stage.swedish()));
        desk.evaluate("""
                () => import('/assets/desk/store.js').then(({ store }) => {
                  const hear = store.hear.bind(store);
                  store.hear = data => hear({ ...data, catchingUp: '2026-11-02T08:05:00Z' });
                })""");
        assertThat(desk.locator(".desk-bar .age"))
                .containsText("Räknar ikapp efter en omstart. Siffrorna gäller 09:05");
        assertThat(desk.locator("vadra-desk")).hasClass(Pattern.compile("stale"));
    }

    @Test
    void whatWasSeenOutsideStandsBesideAndCountsForNothing() {
        var story = Story.begin();
        var page = story.claim(stage.staff(Stage.swedish()));
        var before = page.locator(".figures li").first().innerText();
        page.locator(".outside > button").click();
        page.locator("dialog input[name=title]").fill("Läsare oroas av bryggare");
        page.locator("dialog button.primary").click();
        assertThat(page.locator(".outside li")).containsText("Läsare oroas av bryggare");
        assertThat(page.locator(".figures li").last()).containsText("1");
        assertThat(page.locator(".figures li").first()).hasText(before);
    }

    @Test
    void tenThousandReadingsLeaveNothingBehind() {
        var story = Story.told();
        var page = story.claim(stage.staff(Stage.swedish()));
        // Until all that it keeps a bounded number of is full.
        feed(page, 5_000);
        var before = Heap.of(page);
        feed(page, 10_000);
        var after = Heap.of(page);
        assertThat(after.bytes()).as("bytes in use").isLessThan(before.bytes() * 1.10);
        assertThat(after.nodes()).as("nodes").isLessThanOrEqualTo(before.nodes() * 1.02);
        assertThat(after.listeners()).as("listeners").isLessThanOrEqualTo(before.listeners());
    }

    /** Lets the page hear many readings, as in days of quiet watching; whole ones each fourth time. */
    private static void feed(Page page, int count) {
        page.evaluate("""
                async count => {
                  const { store } = await import('/assets/desk/store.js');
                  const claims = [...store.claims.values()];
                  for (let n = 0; n < count; n++) {
                    const heard = (n % 4 ? claims.slice(0, 1) : claims).map(({ slug, outside, reading }) =>
                      ({ slug, outside, reading: { ...reading, velocity: (n % 97) / 7 } }));
                    store.hear({ kind: 'readings', at: new Date().toISOString(), whole: n % 4 === 0, lagMs: 1, claims: heard });
                    if (n % 10 === 0) await new Promise(requestAnimationFrame);
                  }
                }""", count);
    }
}
