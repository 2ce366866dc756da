package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/** Members let hard criticism stand out, and the company admits and does not take back. */
class OpennessJourneyTest {
    private final Stage stage = Stage.empty();

    @Test
    void whatThreeMembersPinStandsAboveTheRoomAsItHappensAndStaffHasNoPinToGive() {
        var host = Voice.named(Stage.fresh("Värd"));
        var room = host.startsRoom();
        var post = host.says(room, "Det här är det sämsta ni gjort.");
        var page = stage.enter(stage.staff(Stage.swedish()), room);
        host.gives(post, "pin");
        Voice.named(Stage.fresh("Bo")).gives(post, "pin");
        assertThat(page.locator("[data-post] .acts .reaction")).containsText("2");
        assertThat(page.locator("[data-post] .acts .reaction")).isDisabled();
        assertThat(page.locator(".pinned")).hasCount(0);
        Voice.named(Stage.fresh("Cia")).gives(post, "pin");
        assertThat(page.locator(".pinned a")).hasText("Det här är det sämsta ni gjort.");
        page.locator("[data-post] [data-menu^=react]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".menu .reaction")).hasCount(6);
        page.reload();
        assertThat(page.locator(".pinned a")).hasText("Det här är det sämsta ni gjort.");
        host.takesBack(post, "pin");
        assertThat(page.locator(".pinned")).hasCount(0);
    }

    @Test
    void whatWasNotKnownBecomesKnownAndBothStay() {
        var page = stage.staff(Stage.swedish()).newPage();
        page.navigate(stage.url() + "/openness/admissions");
        page.locator("#admit-kind").selectOption("unknown");
        page.locator("#admit-title").fill("Vet inte om packningen håller");
        page.locator("#admit-text").fill("Vi **prövar** den.");
        page.locator("vadra-admit button.primary").click();
        assertThat(page.locator(".version h1")).hasText("Vet inte om packningen håller");
        page.locator("#admit-kind").selectOption("known");
        page.locator("#admit-title").fill("Packningen håller");
        page.locator("#admit-text").fill("Tusen kannor.");
        page.locator("vadra-admit button.primary").click();
        assertThat(page.locator(".version")).hasCount(2);
        assertThat(page.locator(".version").last()).containsText("Vet inte om packningen håller");
    }
}
