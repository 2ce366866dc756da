package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A claim that staff watch, and the people who tell it; each story has words, a room and people of its own. */
final class Story {
    /** How many people tell it: more than the monitor asks for before it says anything above calm. */
    static final int TELLERS = 8;

    /** What each of their names begins with. */
    static final String TELLER = "Berättare";

    private final Stage stage = Stage.empty();
    private final String word;
    private final String room;
    private final String slug;

    private Story(String word, String room, String slug) {
        this.word = word;
        this.room = room;
        this.slug = slug;
    }

    /** A claim with a word that nobody else says, watched from now on; an alert comes from the lowest level on. */
    static Story begin() {
        var stage = Stage.get();
        var word = Stage.fresh("bryggare") + "n";
        var room = Voice.named(Stage.fresh("Värd")).startsRoom();
        try (var staff = stage.staff(Stage.swedish())) {
            var made = stage.makes(
                    staff,
                    "/api/desk/claims",
                    Map.of(
                            "title",
                            "Det sägs att " + word + " brinner",
                            "phrases",
                            List.of(word + " brinner"),
                            "alertFrom",
                            "watch"));
            return new Story(word, room, made.getString("slug"));
        }
    }

    /** One that all have told already, with its alert open; who looks and changes nothing can share it. */
    static Story told() {
        return Known.ALL.get(0);
    }

    /** The same, each number for one test that changes its alert. */
    static Story told(int number) {
        return Known.ALL.get(number);
    }

    /** All tell it, one after the other; the level rises half a minute later. */
    @CanIgnoreReturnValue
    Story spreads() {
        IntStream.range(0, TELLERS)
                .mapToObj(n -> Voice.named(Stage.fresh(TELLER)))
                .forEach(teller -> teller.says(room, "Jag såg att " + word + " brinner."));
        return this;
    }

    String slug() {
        return slug;
    }

    String word() {
        return word;
    }

    /** Where it is on the wall. */
    String row() {
        return "li[data-claim='" + slug + "']";
    }

    /** The wall, where this story is already to be seen. */
    Page wall(BrowserContext context) {
        var page = open(context, "/desk");
        assertThat(page.locator(row())).isVisible();
        return page;
    }

    /** The page of this story. */
    Page claim(BrowserContext context) {
        var page = open(context, "/desk?claim=" + slug);
        assertThat(page.locator("vadra-claim .title")).containsText(word);
        return page;
    }

    /** The page of its alert, once there is one. */
    Page alert(BrowserContext context) {
        var page = wall(context);
        page.locator(row() + " .alarm a").click();
        assertThat(page.locator("vadra-alert .title")).containsText(word);
        return page;
    }

    private Page open(BrowserContext context, String path) {
        var page = context.newPage();
        page.navigate(stage.url() + path);
        return page;
    }

    /** Told all at once, since the monitor looks at whole minutes before it says that a number is unusual. */
    private static final class Known {
        static final List<Story> ALL =
                Stream.generate(Story::begin).limit(4).map(Story::spreads).toList();

        static {
            var patience = new LocatorAssertions.IsVisibleOptions().setTimeout(4 * Stage.PATIENCE_MS);
            try (var staff = Stage.get().staff(Stage.swedish())) {
                var wall = ALL.get(0).wall(staff);
                ALL.forEach(
                        one -> assertThat(wall.locator(one.row() + " .alarm")).isVisible(patience));
            }
        }
    }
}
