package vadra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything under a blogger's roof, as whoever is there sees it: in both colours and both languages, each once, on desk and phone. */
class RoofReachTest {
    private final Stage stage = Stage.empty();

    @ParameterizedTest
    @CsvSource({"sv-SE, LIGHT", "en-GB, DARK"})
    void axeFindsNothingUnderTheRoof(String locale, ColorScheme theme) {
        var options = Stage.swedish().setLocale(locale).setColorScheme(theme);

        var vera = stage.member(Stage.fresh("Vera"), options);
        var asta = stage.member(Stage.fresh("Asta"), options);
        var article = publishes(vera);
        var draft = stage.makes(vera, "/api/me/drafts", words("Nästa gång", "Ännu *inte*."));
        var qa = stage.makes(vera, "/api/qa", Map.of("template", "blogger", "title", "Fråga mig", "under", article))
                .getString("slug");
        moves(vera, asta, qa);
        isReachable(
                vera.newPage(),
                List.of(
                        "/write",
                        "/write#" + draft.getString("id"),
                        "/write#blog",
                        "/blogs",
                        "/blogs/" + handle(vera),
                        "/articles/" + article,
                        "/qa/" + qa,
                        "/qa/" + qa + "/present",
                        "/qa/" + qa + "/recap"));
        isReachable(asta.newPage(), List.of("/articles/" + article, "/qa/" + qa, "/me", "/unanswered"));
        isReachable(stage.guest(options).newPage(), List.of("/articles/" + article, "/qa/" + qa, "/write"));
        List.of(vera, asta).forEach(BrowserContext::close);
    }

    private String publishes(BrowserContext by) {
        stage.makes(
                by,
                "PUT",
                "/api/me/blog",
                Map.of(
                        "title", "Från bryggan",
                        "about", "Om vatten och det som rör sig i det.",
                        "disclosure", "Ingen betalar mig.",
                        "language", "sv",
                        "accent", "fjord",
                        "face", "serif"));
        var text = "## I gryningen\n\nDen **sjunger**.[^1]\n\n```\nis\n```\n\n> Hör du?\n\n[^1]: Lyssna.";
        var draft = stage.makes(by, "/api/me/drafts", words("Isen sjunger", text));
        var publish = "/api/me/drafts/" + draft.getString("id") + "/publish";
        return stage.makes(by, publish, Map.of("version", draft.getInteger("version")))
                .getString("article");
    }

    private static Map<String, Object> words(String title, String text) {
        return Map.of("title", title, "text", text, "language", "sv");
    }

    /** One question in each state, one under a pseudonym, and one merged with another. */
    private void moves(BrowserContext vera, BrowserContext asta, String qa) {
        move(vera, asks(asta, qa, "Hur tjock?", false), "answer", Map.of("text", "Tio **centimeter**."));
        move(vera, asks(asta, qa, "Hur djupt?", false), "decline", Map.of("reason", "Det vet bara sjön."));
        var by = Instant.now().plus(2, ChronoUnit.DAYS).toString();
        move(vera, asks(asta, qa, "När smälter den?", false), "promise", Map.of("by", by));
        move(vera, asks(asta, qa, "Bär den en bil?", false), "choose", Map.of());
        var head = asks(asta, qa, "Vågar du gå ut?", true);
        move(vera, asks(asta, qa, "Går du ut på den?", false), "merge", Map.of("into", head));
    }

    private void move(BrowserContext by, String post, String move, Map<String, Object> with) {
        stage.makes(by, "POST", "/api/posts/" + post + "/" + move, with);
    }

    private String asks(BrowserContext by, String qa, String text, boolean alias) {
        return stage.makes(by, "/api/rooms/" + qa + "/posts", Map.of("text", text, "alias", alias))
                .getString("post");
    }

    private String handle(BrowserContext of) {
        return new JsonObject(of.request().get(stage.url() + "/api/session").text())
                .getJsonObject("member")
                .getString("handle");
    }

    private void isReachable(Page page, List<String> paths) {
        for (var path : paths) {
            page.setViewportSize(1280, 800);
            page.navigate("about:blank");
            page.navigate(stage.url() + path);
            page.waitForTimeout(600);
            ReachTest.examine(page, path);
            page.setViewportSize(360, 740);
            page.waitForTimeout(200);
            ReachTest.examine(page, path + " on a phone");
            assertThat(ReachTest.sideways(page)).as("%s on a phone", path).isLessThanOrEqualTo(360);
            assertThat(ReachTest.smallTargets(page)).as("targets of %s", path).isEmpty();
        }
    }
}
