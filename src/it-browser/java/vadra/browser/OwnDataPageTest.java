package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member looks into what is kept, gives and takes leave, takes it all along and reads it without a server. */
class OwnDataPageTest {
    private final Stage stage = Stage.empty();
    private final String name = Stage.fresh("Åsta");
    private final BrowserContext asta = stage.member(name);
    private final String handle = new JsonObject(
                    asta.request().get(stage.url() + "/api/session").text())
            .getJsonObject("member")
            .getString("handle");

    @TempDir
    Path folder;

    private Page data(BrowserContext reader) {
        var page = reader.newPage();
        page.navigate(stage.url() + "/me/data");
        assertThat(page.locator("vadra-data #saw")).isVisible();
        return page;
    }

    @Test
    void leaveIsGivenAndTakenBackWithoutAMouseAndHoldsAtOnce() {
        var page = asta.newPage();
        page.navigate(stage.url() + "/me");
        page.locator("main a[href='/me/data']").click();
        assertThat(page.locator("h1")).hasText("Dina uppgifter");
        assertThat(page.locator("#about-directory")).containsText("Du har inte sagt ja.");
        page.locator(".skip").focus();
        KeyboardTest.tabTo(page, "#give-directory");
        page.keyboard().press("Space");
        assertThat(page.locator("#about-directory")).containsText("Ja sedan");
        assertThat(stage.guest().request().get(stage.url() + "/api/people").text())
                .contains("\"" + handle + "\"");
        page.reload();
        assertThat(page.locator("#give-directory")).isChecked();
        ReachTest.examine(page, "one's own data");
        page.locator("#give-directory").uncheck();
        assertThat(page.locator("#about-directory")).containsText("Du har inte sagt ja.");
        assertThat(stage.guest().request().get(stage.url() + "/api/people").text())
                .doesNotContain("\"" + handle + "\"");
    }

    @Test
    void whoHasSeenItStandsThereInBothLanguagesAndOnASmallScreen() {
        stage.makes(asta, "/api/rooms", Map.of("title", "Åstas rum", "slug", "rum-" + handle));
        var post = stage.makes(asta, "/api/rooms/rum-" + handle + "/posts", Map.of("text", "Gatan och numret"))
                .getString("post");
        stage.restrains(post, 3);
        var page = data(asta);
        assertThat(page.locator(".saw li")).hasCount(1);
        assertThat(page.locator(".saw li")).containsText("moderator-");
        assertThat(page.locator(".saw a")).hasAttribute("href", java.util.regex.Pattern.compile("/openness/\\d+"));
        var english = stage.signedIn(
                handle,
                new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        .setViewportSize(320, 640)
                        .setColorScheme(ColorScheme.DARK));
        var small = data(english);
        assertThat(small.locator("h1")).hasText("Your data");
        assertThat(small.locator(".saw li")).containsText("row ");
        assertThat((Integer) small.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(320);
        ReachTest.examine(small, "one's own data in the dark");
        english.close();
    }

    @Test
    void aStrangerReadsWhatWouldBeKept() {
        var page = stage.guest().newPage();
        page.navigate(stage.url() + "/me/data");
        assertThat(page.locator(".kept-of tbody tr")).hasCount(13);
        ReachTest.examine(page, "what is kept, for a stranger");
    }

    @Test
    void whatIsTakenAlongIsReadWithoutAServerAndBroughtAgain() throws IOException {
        stage.makes(asta, "/api/rooms", Map.of("title", "Åstas rum", "slug", "r-" + handle));
        stage.makes(asta, "/api/rooms/r-" + handle + "/posts", Map.of("text", "Ord <b>att</b> ta med"));
        var page = data(asta);
        var zip = page.waitForDownload(() -> page.locator("#take ~ p a").click());
        var file = folder.resolve("allt.zip");
        zip.saveAs(file);
        unpack(file);
        readsOffline();
        page.locator("#bring-file").setInputFiles(file);
        assertThat(page.locator("vadra-data .fault")).hasCount(0);
        assertThat(page.locator("#bring-file")).isEnabled();
        page.locator("#bring-file").setInputFiles(new FilePayload("x.zip", "application/zip", new byte[] {1, 2, 3}));
        assertThat(page.locator("vadra-data .fault")).isVisible();
        ReachTest.examine(page, "a zip that is none");
    }

    private void unpack(Path zip) throws IOException {
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
    }

    private void readsOffline() {
        var offline = stage.guest(Stage.swedish().setOffline(true).setBypassCSP(true));
        var page = offline.newPage();
        var asked = new ArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));
        page.navigate(folder.resolve("index.html").toUri().toString());
        assertThat(page.locator("h1")).containsText(name);
        ReachTest.examine(page, "the first page of what is taken along");
        page.locator("a[href='pages/posts.html']").click();
        assertThat(page.locator(".lines blockquote").first()).hasText("Ord <b>att</b> ta med");
        ReachTest.examine(page, "posts that were taken along");
        page.setViewportSize(320, 640);
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(320);
        assertThat(asked).isNotEmpty().allMatch(url -> url.startsWith("file:"));
        assertThat(page.locator("script")).hasCount(0);
        offline.close();
    }
}
