package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vadra.media.Pictures;

/** A blogger alone: from no account to a published article, by keyboard, and nothing that was written is lost on the way. */
class BlogTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final Stage stage = Stage.empty();

    @Test
    void aBloggerAloneGetsFromTheDoorToAnArticleWithAQuestionHourInTwoMinutes() {
        var page = stage.guest().newPage();
        page.navigate(stage.url() + "/write");
        long began = System.nanoTime();
        opensABlog(page, Stage.fresh("Åsta Öberg"));
        var article = writes(page);
        opensASitting(page);
        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf("from the door to an article with a running Q&A: %d ms%n", took.toMillis());
        assertThat(took).isLessThan(TWO_MINUTES);
        page.navigate(article);
        assertThat(page.locator(".after .sittings li")).hasCount(1);

        assertThat(page.locator(".prose h2")).hasText("I gryningen");
        assertThat(page.locator(".prose strong")).hasText("sjunger");
        assertThat(page.locator(".prose figure img")).hasAttribute("alt", "En blå yta");
        assertThat(page.locator(".article .disclosure")).containsText("Ingen betalar mig.");
        assertThat(page.locator(".own .button")).hasCount(1);
        says(page, "Välkommen att fråga.");
        looksRight(page, article);
        isFollowed(page, article);
    }

    private static void opensABlog(Page page, String name) {
        page.locator("#join-name").fill(name);
        page.keyboard().press("Tab");
        page.keyboard().type(Stage.PASSWORD);
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        page.keyboard().press("Enter");
        page.locator("#roof-title").fill("Från bryggan");
        page.keyboard().press("Tab");
        page.keyboard().type("Om vatten och det som rör sig i det.");
        page.keyboard().press("Tab");
        page.keyboard().type("Ingen betalar mig.");
        page.locator(".roof-form button.primary").press("Enter");
    }

    /** Writes, sees what it will be, and publishes; the article's path. */
    private String writes(Page page) {
        page.locator(".sheet .title").fill("Isen sjunger");
        page.keyboard().press("Enter");
        page.keyboard().type("## I gryningen\n\nDet ");
        page.keyboard().press("Control+b");
        page.keyboard().type("sjunger");
        page.keyboard().press("End");
        page.keyboard().type(" om isen.");
        page.locator(".tools-row button").last().press("Enter");
        page.locator("#picture-file")
                .setInputFiles(new FilePayload("x.txt", "image/png", Pictures.plain("png", 640, 360, Color.BLUE)));
        page.locator("#picture-alt").fill("En blå yta");
        page.keyboard().press("Enter");
        assertThat(page.locator(".sheet textarea")).hasValue(Pattern.compile("media:[0-9a-f]{64}"));
        assertThat(page.locator(".sheet .state")).hasText("Sparat");
        keepsWhatIsWritten(page);
        page.locator(".sheet .bar button").first().press("Enter");
        var shown = page.locator(".sheet .prose").innerHTML().replaceAll("<!--.*?-->", "");
        ReachTest.examine(page, "a preview");
        page.locator(".sheet .bar button.primary").press("Enter");
        page.waitForURL(Pattern.compile("/articles/"));
        assertThat(page.locator("article .prose").innerHTML()).isEqualTo(shown);
        return page.url();
    }

    /** Under the article, and it runs: the button, the template, and open. */
    private static void opensASitting(Page page) {
        page.locator("vadra-begin button").press("Enter");
        page.locator("dialog.begin input[value=blogger]").check();
        page.locator("dialog.begin button.primary").press("Enter");
        page.waitForURL(Pattern.compile("/qa/"));
        assertThat(page.locator("#ask")).isVisible();
    }

    private static void keepsWhatIsWritten(Page page) {
        var area = page.locator(".sheet textarea");
        page.context().setOffline(true);
        area.press("Control+End");
        page.keyboard().type("Skrivet utan nät.");
        assertThat(page.locator(".sheet .state")).containsText("Ej uppkopplad");
        page.context().setOffline(false);
        page.reload();
        assertThat(area).hasValue(Pattern.compile("Skrivet utan nät\\.$"));
        assertThat(page.locator(".sheet .state")).hasText("Sparat");
    }

    private static void says(Page page, String text) {
        page.locator(".say textarea").fill(text);
        page.keyboard().press("Enter");
        assertThat(page.locator(".stream .words")).hasText(text);
        assertThat(page.locator("[data-pending]")).hasCount(0);
    }

    private void looksRight(Page page, String article) {
        var blog = page.locator(".home a").getAttribute("href");
        for (var path : List.of(
                article,
                stage.url() + blog,
                stage.url() + "/blogs",
                stage.url() + "/write",
                stage.url() + "/write#blog")) {
            page.navigate("about:blank");
            page.navigate(path);
            for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                ReachTest.examine(page, path + " " + theme);
            }
        }
        var english = stage.guest(Stage.swedish().setLocale("en-GB").setViewportSize(320, 700))
                .newPage();
        for (var path : List.of(article, stage.url() + blog, stage.url() + "/blogs")) {
            english.navigate(path);
            ReachTest.examine(english, path + " in English");
            assertThat((Boolean) english.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .as("no sideways scrolling of " + path)
                    .isTrue();
        }
    }

    /** Who reads is told when the author writes it anew. */
    private void isFollowed(Page page, String article) {
        var reader = stage.guest().newPage();
        reader.navigate(article);
        Stage.until(reader, "document.querySelector('vadra-room')?.live?.state === 'live'");
        page.navigate(article);
        page.locator(".own .button").click();
        page.locator(".sheet .title").fill("Isen sjunger igen");
        page.locator(".sheet .bar button.primary").click();
        assertThat(page.locator("article h1")).hasText("Isen sjunger igen");
        assertThat(reader.locator(".notice.changed")).containsText("har ändrat artikeln");
        assertThat(page.locator(".own .button")).isVisible();
        page.locator(".versions").click();
        assertThat(page.locator("dialog li")).hasCount(2);
    }
}
