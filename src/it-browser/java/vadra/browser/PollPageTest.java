package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A poll and an opinion, as people make and answer them: by keyboard, on a phone, in the dark. */
class PollPageTest {
    private final Stage stage = Stage.empty();
    private final Voice host = Voice.named(Stage.fresh("Värd"));
    private final String room = host.startsRoom();

    @Test
    void aPollIsAskedAndAnsweredByKeyboardAndCountsLive() {
        host.says(room, "Hej");
        var asta = stage.enter(stage.member(Stage.fresh("Asta")), room);
        var bo = stage.enter(stage.member(Stage.fresh("Bo")), room);
        asks(asta);
        answers(bo, asta);
        changes(bo, asta);
        asta.reload();
        assertThat(asta.locator(".post vadra-poll")).containsText("Vatten");
    }

    private static void asks(Page asta) {
        asta.locator(".asks-what button").first().click();
        assertThat(asta.locator(".ask .choices input")).hasCount(2);
        asta.locator(".ask .choices input").first().fill("Te");
        asta.locator(".ask .choices input").nth(1).focus();
        asta.keyboard().type("Kaffe");
        asta.keyboard().press("Enter");
        assertThat(asta.locator(".ask .choices input").nth(2)).isFocused();
        asta.keyboard().type("Vatten");
        asta.locator(".ask .terms input").nth(1).check();
        ReachTest.examine(asta, "the fields of a poll");
        asta.locator(".say textarea").fill("Vad dricker ni på morgonen?");
        asta.locator(".say textarea").press("Enter");
    }

    private static void answers(Page bo, Page asta) {
        var poll = bo.locator(".post vadra-poll");
        assertThat(poll).containsText("Kaffe");
        assertThat(poll).containsText("0 har svarat");
        poll.locator("input").first().focus();
        bo.keyboard().press("ArrowDown");
        bo.keyboard().press("Enter");
        assertThat(poll.locator(".choice.mine")).containsText("Kaffe");
        assertThat(poll.locator("[role=status]")).hasText("Din röst är lagd.");
        assertThat(asta.locator(".post vadra-poll")).containsText("1 har svarat");
        assertThat(asta.locator(".post vadra-poll .count").nth(1)).hasText("1 · 100 %");
    }

    private static void changes(Page bo, Page asta) {
        var poll = bo.locator(".post vadra-poll");
        poll.locator("input").first().check();
        poll.locator("button.primary").click();
        assertThat(poll.locator(".choice.mine")).containsText("Te");
        assertThat(asta.locator(".post vadra-poll .count").first()).hasText("1 · 100 %");
        asta.locator(".post vadra-poll .standing .plain").click();
        assertThat(asta.locator("dialog.ballots li")).hasCount(1);
        ReachTest.examine(asta, "who chose what");
        asta.keyboard().press("Escape");
        ReachTest.examine(bo, "a poll that is answered");
        poll.locator("button.plain")
                .filter(new Locator.FilterOptions().setHasText("Ta tillbaka"))
                .click();
        assertThat(asta.locator(".post vadra-poll")).containsText("0 har svarat");
    }

    @Test
    void anOpinionIsWrittenReadAndListedInTheDarkOnAPhone() {
        var product = stage.sells(room, "Bryggaren");
        var phone = new Browser.NewContextOptions()
                .setLocale("sv-SE")
                .setViewportSize(320, 640)
                .setHasTouch(true)
                .setColorScheme(ColorScheme.DARK);
        var asta = stage.enter(stage.member(Stage.fresh("Asta"), phone), room);
        asta.locator(".asks-what button").nth(1).click();
        asta.locator(".ask textarea").first().fill("Den är tyst.");
        asta.locator(".ask textarea").nth(1).fill("Locket glipar.");
        asta.locator(".say button.primary").click();
        assertThat(asta.locator(".ask .fault")).isVisible();
        asta.locator(".ask select").selectOption("year");
        asta.locator(".ask .again input").nth(2).check();
        ReachTest.examine(asta, "the fields of an opinion");
        assertThat(ReachTest.sideways(asta)).isLessThanOrEqualTo(320);
        asta.locator(".say button.primary").click();
        var opinion = asta.locator(".post .opinion");
        assertThat(opinion).containsText("Locket glipar.");
        assertThat(opinion).not().containsText("(+)");
        asta.navigate(stage.url() + "/products/" + product);
        assertThat(asta.locator(".opinion")).containsText("Den är tyst.");
        assertThat(asta.locator(".figures")).containsText("Färre än fem");
        ReachTest.examine(asta, "the opinions of a product");
        assertThat(ReachTest.sideways(asta)).isLessThanOrEqualTo(320);
        assertThat(ReachTest.smallTargets(asta)).isEmpty();
    }

    @Test
    void anAnonymousPollSaysWhatItKeepsBack() {
        var context = stage.member(Stage.fresh("Asta"));
        var page = stage.enter(context, room);
        stage.makes(
                context,
                "/api/rooms/" + room + "/posts",
                Map.of(
                        "text",
                        "Trivs ni?",
                        "parts",
                        List.of(Map.of("kind", "poll", "choices", List.of("Ja", "Nej"), "anonymous", true))));
        assertThat(page.locator("vadra-poll")).containsText("ingen får veta vem som valde vad");
        page.locator("vadra-poll input").first().check();
        page.locator("vadra-poll button.primary").click();
        assertThat(page.locator("vadra-poll")).containsText("1 har svarat");
        assertThat(page.locator("vadra-poll")).containsText("visas när fem har svarat");
        assertThat(page.locator("vadra-poll .count")).hasCount(0);
        ReachTest.examine(page, "an anonymous poll");
    }
}
