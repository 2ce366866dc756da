package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Who sits down where somebody has signed out finds nothing of what they wrote, and sends nothing of it. */
class SignOutTest {
    private final Stage stage = Stage.empty();
    private final String room = Voice.named(Stage.fresh("Bo")).startsRoom();

    @Test
    void nothingThatWasWrittenStaysBehindAndNothingGoesUnasked() {
        try (var astas = stage.member(Stage.fresh("Asta"))) {
            var page = stage.enter(astas, room);
            page.evaluate("localStorage.setItem('vadra.sound', 'off')");
            page.locator(".say textarea").fill("Ett utkast som ingen annan ska se.");
            signsOut(page);
            assertThat(page.locator("dialog")).containsText("Logga ut utan att skicka?");
            ReachTest.examine(page, "the question before signing out");
            page.keyboard().press("Escape");
            assertThat(page.locator(".say textarea")).hasValue("Ett utkast som ingen annan ska se.");
            signsOut(page);
            page.locator("dialog .primary").press("Enter");
            assertThat(page.locator("vadra-account")).containsText("Gå med");
            assertThat(page.evaluate("JSON.stringify(localStorage)")).isEqualTo("{\"vadra.sound\":\"off\"}");
            assertThat(page.content()).doesNotContain("Ett utkast");
        }
    }

    @Test
    void whoHasWrittenNothingIsNotAsked() {
        try (var astas = stage.member(Stage.fresh("Asta"))) {
            var page = stage.enter(astas, room);
            signsOut(page);
            assertThat(page.locator("vadra-account")).containsText("Gå med");
        }
    }

    private static void signsOut(Page page) {
        page.locator("vadra-account button").click();
    }
}
