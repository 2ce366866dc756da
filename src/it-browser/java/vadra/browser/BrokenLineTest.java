package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A line that breaks: it is said, nothing is lost, nothing comes twice. */
class BrokenLineTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void aBannerTellsWithin2SecondsAndGoesWithin1AndWhatWasWrittenGoesOutOnceInOrder() {
        var context = stage.member(Stage.fresh("Åsta"));
        var page = stage.enter(context, room);
        context.setOffline(true);
        page.locator(".notice").waitFor(new Locator.WaitForOptions().setTimeout(2_000));
        assertThat(page.locator(".notice")).containsText("Ingen kontakt");
        var written = List.of("ett", "två", "tre");
        written.forEach(text -> OwnPostTest.say(page, text));
        assertThat(page.locator("[data-pending]")).hasCount(3);
        context.setOffline(false);
        Stage.until(page, "document.querySelector('vadra-room').live.state === 'live'");
        page.locator(".notice")
                .waitFor(new Locator.WaitForOptions()
                        .setState(WaitForSelectorState.DETACHED)
                        .setTimeout(1_000));
        assertThat(page.locator("[data-pending]")).hasCount(0);
        assertThat(Voice.texts(room)).isEqualTo(written);
        assertThat(shown(page)).isEqualTo(written);
    }

    @Test
    void whatWasWrittenOfflineSurvivesAReloadAndGoesOutOnce() {
        var context = stage.member(Stage.fresh("Åsta"));
        var page = stage.enter(context, room);
        page.route("**/posts", route -> route.abort());
        OwnPostTest.say(page, "Skrivet i tunneln");
        assertThat(page.locator("[data-pending]")).hasCount(1);
        page.unroute("**/posts");
        page.reload();
        assertThat(page.locator("[data-post]")).hasCount(1);
        assertThat(page.locator("[data-pending]")).hasCount(0);
        assertThat(Voice.texts(room)).containsExactly("Skrivet i tunneln");
    }

    @Test
    void afterABreakInABusyRoomNothingIsMissingAndNothingDoubled() {
        var context = stage.guest();
        var page = stage.enter(context, room);
        var all = new ArrayList<>(said("före", 10));
        host.saysAll(room, all);
        context.setOffline(true);
        var meanwhile = said("under", 60);
        host.saysAll(room, meanwhile);
        all.addAll(meanwhile);
        context.setOffline(false);
        var after = said("efter", 10);
        host.saysAll(room, after);
        all.addAll(after);
        assertThat(page.locator("[data-post]")).hasCount(all.size());
        assertThat(shown(page)).isEqualTo(all);
    }

    @Test
    void aGapTooLongToFillIsMarkedAndCanBeLoaded() {
        var context = stage.guest();
        var page = stage.enter(context, room);
        host.says(room, "Före gapet");
        assertThat(page.locator("[data-post]")).hasCount(1);
        context.setOffline(true);
        host.floods(room, 1_100);
        context.setOffline(false);
        var gap = page.locator(".notice.gap");
        assertThat(gap).containsText("hoppades över");
        gap.getByText("Ladda dem").click();
        assertThat(gap).hasCount(0);
        host.says(room, "Efter gapet");
        assertThat(page.locator("[data-post]").last()).containsText("Efter gapet");
        var shown = shown(page);
        assertThat(shown).doesNotHaveDuplicates();
        assertThat(shown).isEqualTo(lastTexts(shown.size()));
    }

    private List<String> lastTexts(int count) {
        var texts = Voice.texts(room);
        return texts.subList(texts.size() - count, texts.size());
    }

    private static List<String> said(String word, int count) {
        return IntStream.range(0, count).mapToObj(n -> word + " " + n).toList();
    }

    private static List<String> shown(Page page) {
        return page.locator("[data-post] .words").allInnerTexts();
    }
}
