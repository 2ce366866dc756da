package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contact, mute and block act at once in every open page that they concern, and in no other. */
class ContactPageTest {
    private static final String WORDS = """
            async () => {
              const { finds } = await import('/assets/folds.js');
              return [['kaffe', 'Kaffe är gott.'], ['kaffe', 'KAFFE!'], ['kaffe', 'Kaffebryggaren läcker.'], ['kaffe*', 'Kaffebryggaren läcker.'],
                ['kaffe*', 'Ett iskaffe till.'], ['ärta', 'ÄRTA och skinka'], ['säsong två', 'Säsong  två är sämre.'], ['säsong två', 'säsong tvåa'],
                ['c++', 'Jag skriver C++ om dagen.'], ['(a|b)', 'a'], ['e-post', 'Min E-POST!'], ['e-post', 'e.post'], ['å', 'Gå hem.'], ['ångest', 'A\u030Angest']].map(([word, text]) => finds([word], text));
            }""";

    private final Stage stage = Stage.empty();
    private final String astasName = Stage.fresh("Åsta");
    private final String bosName = Stage.fresh("Bo");
    private final String asta = handle(astasName);
    private final String bo = handle(bosName);

    private static String handle(String name) {
        return name.toLowerCase(Locale.ROOT).replace('å', 'a');
    }

    private Page at(BrowserContext context, String path) {
        var page = context.newPage();
        page.navigate(stage.url() + path);
        Stage.until(page, "document.querySelector('vadra-told a')");
        return page;
    }

    @Test
    void anAskingItsAnswerAndTheEndShowAtOnceOnBothSidesAndInEveryTab() {
        var astas = stage.member(astasName);
        var bos = stage.member(bosName, Stage.swedish().setColorScheme(ColorScheme.DARK));
        var person = at(astas, "/people/" + bo);
        var list = at(astas, "/me/contacts");
        var other = at(bos, "/people/" + asta);
        var elsewhere = at(bos, "/rules");
        var bosList = at(bos, "/me/contacts");
        asks(person);
        assertThat(person.locator("vadra-contact .stands")).containsText("Du har frågat " + bosName);
        assertThat(list.locator("[aria-labelledby=asking]")).containsText(bosName);
        assertThat(elsewhere.locator(".news")).containsText(astasName + " frågar");
        assertThat(bosList.locator("[aria-labelledby=asked] blockquote")).hasText("Vi satt bredvid varandra.");
        assertThat(other.locator("vadra-contact blockquote")).hasText("Vi satt bredvid varandra.");
        ReachTest.examine(other, "being asked");
        ReachTest.examine(bosList, "the list of who is asked");
        other.locator("vadra-contact .primary").click();
        for (var page : List.of(person, other)) {
            assertThat(page.locator("vadra-contact .are")).isVisible();
        }
        assertThat(list.locator("[aria-labelledby=contacts]")).containsText(bosName);
        assertThat(person.locator(".news")).containsText("är nu kontakter");
        list.locator("[aria-labelledby=contacts] button").click();
        list.locator("dialog .primary").click();
        assertThat(other.locator("vadra-contact")).containsText("Du kan fråga igen från");
        assertThat(bosList.locator("[aria-labelledby=contacts]")).not().containsText(astasName);
        assertThat(person.locator("vadra-contact .primary")).isVisible();
        List.of(astas, bos).forEach(BrowserContext::close);
    }

    private static void asks(Page person) {
        person.locator("vadra-contact .primary").click();
        assertThat(person.locator("vadra-contact textarea")).isFocused();
        person.keyboard().type("Vi satt bredvid varandra.");
        ReachTest.examine(person, "asking");
        KeyboardTest.tabTo(person, "vadra-contact form .primary");
        person.keyboard().press("Enter");
    }

    @Test
    void whoIsMutedIsFoldedAtOnceInEveryTabAndNothingJumps() {
        var astas = stage.member(astasName);
        var host = Voice.named(bosName);
        var room = host.startsRoom();
        var cia = Voice.named(Stage.fresh("Cia"));
        IntStream.range(0, 40)
                .forEach(n -> (n % 2 == 0 ? host : cia).says(room, "Ord nummer " + n + ".\n\nEn rad till."));
        var acts = stage.enter(astas, room);
        var reads = stage.enter(astas, room);
        scrollsUp(reads);
        int first = first(reads);
        double before = top(reads, first);
        mutes(acts);
        for (var page : List.of(acts, reads)) {
            assertThat(page.locator(".fold-only")).hasCount(20);
            assertThat(page.locator(".fold-only").first()).containsText("Du har tystat " + bosName);
        }
        assertThat(top(reads, first)).isCloseTo(before, within(2.0));
        ReachTest.examine(acts, "a room with folded posts");
        staysFoldedUntilItIsShown(acts, host, room);
        isFoundFolded(astas);
        reads.navigate(stage.url() + "/me/contacts");
        reads.locator("[aria-labelledby=mutes] button").click();
        assertThat(acts.locator(".fold-only")).hasCount(0);
        astas.close();
    }

    /** As often as it takes: a room at its end that is drawn again before the scrolling is told goes back to its end. */
    private static void scrollsUp(Page page) {
        Stage.until(
                page,
                "(() => { const place = document.querySelector('.scroll'), room = document.querySelector('vadra-room');"
                        + " if (room.atEnd) place.scrollTop = place.scrollHeight / 2;"
                        + " return !room.atEnd; })()");
    }

    private static void mutes(Page page) {
        page.locator(".skip").focus();
        KeyboardTest.tabTo(page, "[data-post] [data-menu^=more]");
        page.keyboard().press("Enter");
        page.locator(".menu button", new Page.LocatorOptions().setHasText("Tysta"))
                .press("Enter");
        assertThat(page.locator("dialog input:checked")).isVisible();
        ReachTest.examine(page, "the dialog for muting");
        page.locator("dialog .primary").press("Enter");
    }

    private void staysFoldedUntilItIsShown(Page page, Voice muted, String room) {
        muted.says(room, "Ett till.");
        assertThat(page.locator(".fold-only")).hasCount(21);
        var last = page.locator(".stream > li").last();
        last.locator("[data-fold]").press("Enter");
        assertThat(last.locator(".words")).hasText("Ett till.");
        assertThat(last.locator("[data-fold]")).isFocused();
        last.locator("[data-fold]").press("Enter");
        assertThat(last.locator(".words")).hasCount(0);
        page.reload();
        assertThat(page.locator("vadra-room .fold-only")).hasCount(21);
    }

    private void isFoundFolded(BrowserContext context) {
        var page = at(context, "/search?q=nummer&by=" + bo);
        assertThat(page.locator(".found details:not([open])")).hasCount(20);
        ReachTest.examine(page, "folded hits");
        page.locator(".found summary").first().click();
        assertThat(page.locator(".found details[open] .stretch")).isVisible();
        page.close();
    }

    /** Which post is the first on the screen. */
    private static int first(Page page) {
        return ((Number) page.evaluate("() => { const items = [...document.querySelectorAll('.stream > li')];"
                        + " const top = document.querySelector('.scroll').getBoundingClientRect().top;"
                        + " return items.findIndex(item => item.getBoundingClientRect().bottom > top); }"))
                .intValue();
    }

    private static double top(Page page, int nth) {
        var top = page.evaluate("n => document.querySelectorAll('.stream > li')[n].getBoundingClientRect().top", nth);
        return ((Number) top).doubleValue();
    }

    @Test
    void whatHappenedWhileThePageWasAwayIsReadAnew() {
        var astas = stage.member(astasName);
        var host = Voice.named(bosName);
        var room = host.startsRoom();
        host.says(room, "Hej");
        var page = stage.enter(astas, room);
        var phone = at(stage.signedIn(asta), "/people/" + bo);
        astas.setOffline(true);
        Stage.until(page, "document.querySelector('vadra-room').live.state === 'away'");
        phone.locator("vadra-contact .boundaries button").last().click();
        phone.locator("dialog .primary").click();
        assertThat(phone.locator("vadra-contact .stands")).containsText("Du blockerar " + bosName);
        assertThat(page.locator(".fold-only")).hasCount(0);
        astas.setOffline(false);
        assertThat(page.locator(".fold-only")).containsText("Du blockerar " + bosName);
        List.of(astas, phone.context()).forEach(BrowserContext::close);
    }

    @Test
    void wordsFoldWhatHoldsThemForTheMemberOnly() {
        var astas = stage.member(astasName);
        var host = Voice.named(bosName);
        var room = host.startsRoom();
        host.says(room, "Kaffet är slut, inga spoilers.");
        host.says(room, "Nästa SPOILER kommer här.");
        var page = stage.enter(astas, room);
        var list = at(astas, "/me/contacts");
        list.locator("#filter-word").fill("Spoiler");
        list.locator("#filter-word").press("Enter");
        assertThat(list.locator(".words-off")).containsText("spoiler");
        ReachTest.examine(list, "the word filter");
        assertThat(page.locator(".fold-only")).hasCount(1);
        assertThat(page.locator(".fold-only")).containsText("med ett av dina ord");
        assertThat(page.evaluate(WORDS))
                .isEqualTo(List.of(
                        true, true, false, true, false, true, true, false, true, false, true, false, false, true));
        var guest = stage.enter(stage.guest(), room);
        assertThat(guest.locator(".stream")).containsText("Nästa SPOILER");
        assertThat(guest.locator(".fold-only")).hasCount(0);
        list.locator(".words-off button").click();
        assertThat(page.locator(".fold-only")).hasCount(0);
        List.of(astas, guest.context()).forEach(BrowserContext::close);
    }
}
