package vadra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vadra.browser.Hostile.BREAKOUT;
import static vadra.browser.Hostile.IMAGE;
import static vadra.browser.Hostile.TITLE;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What people write is words and nothing else on every page that shows it. The policy of the pages never gets to stop
 * anything, since the escaping holds by itself; where the escaping is got round, the policy holds by itself.
 */
class InjectionTest {
    /** What must not be in a page: an element or an address that somebody's words became, and what its policy stopped. */
    private static final String FOUND = """
            () => {
              const all = root => [...root.querySelectorAll('*')]
                .flatMap(place => [place, ...(place.shadowRoot ? all(place.shadowRoot) : [])]);
              const address = /^[\\x00-\\x20]*(javascript|data|vbscript):/i;
              const made = all(document).filter(place => place.hasAttribute('data-canary')
                || [...place.attributes].some(({name, value}) => name.startsWith('on')
                  || /^(href|src|action|formaction|xlink:href)$/.test(name) && address.test(value)));
              const told = [...(window.__refused ?? []), ...made.map(place => place.outerHTML.slice(0, 160))];
              if (window.__ran) told.push('it ran');
              if (document.documentElement.textContent.includes('62615533')) told.push('a template was evaluated');
              return told;
            }
            """;

    private final Stage stage = Stage.empty();
    private final BrowserContext author = stage.member(Stage.fresh(IMAGE));
    private final BrowserContext other = stage.member(Stage.fresh(BREAKOUT));
    private final BrowserContext staff = stage.colleague(Stage.fresh("Kim <script data-canary>__ran=1</script>"));
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void leave() {
        List.of(author, other, staff).forEach(BrowserContext::close);
    }

    @Test
    void whatPeopleWriteIsWordsOnEveryPage() {
        var paths = written();
        var addresses = addresses();
        for (var reader : List.of(stage.guest(), other, staff)) {
            var page = watched(reader);
            paths.forEach(path -> looksAt(page, path));
            page.close();
        }
        var page = watched(stage.guest());
        addresses.forEach(path -> looksAt(page, path));
        assertThat(heard).isEmpty();
    }

    /** Everything that people fill in, filled in with it; the pages that show it. */
    private List<String> written() {
        var room = talksInRooms();
        var paths = new ArrayList<>(List.of("/", "/people", "/people/" + handle(author), "/people/" + handle(other)));
        paths.addAll(room);
        paths.addAll(List.of(profile(), talk(), "/talk", blog(), "/blogs", "/blogs/" + handle(author), circle()));
        paths.addAll(List.of("/circles", "/me", "/me/profile", "/write", "/desk", "/desk/acts"));
        paths.addAll(judged(post(other, room.get(0), Map.of("text", "[kanarie](javascript:__ran=1)"))));
        return paths;
    }

    private String post(BrowserContext by, String room, Map<String, Object> what) {
        return stage.makes(by, "/api" + room + "/posts", what).getString("post");
    }

    private List<String> talksInRooms() {
        var paths = new ArrayList<String>();
        for (var title : List.of(IMAGE, BREAKOUT, TITLE, Hostile.ALL.get(5))) {
            var slug = Stage.fresh("hal-");
            var room = Map.<String, Object>of("title", title, "slug", slug, "topic", Hostile.ALL.get(8) + title);
            stage.makes(author, "/api/rooms", room);
            paths.add("/rooms/" + slug);
        }
        var room = paths.get(0);
        var first = post(author, room, Map.of("text", BREAKOUT));
        for (var words : Hostile.ALL) {
            var post = post(author, room, Map.of("text", words));
            var reply = post(other, room, Map.of("text", words, "parent", first));
            paths.addAll(
                    words.equals(TITLE) ? List.of("/posts/" + reply, "/posts/" + post + "/versions/1") : List.of());
        }
        var choices = Hostile.ALL.stream()
                .filter(words -> words.length() <= 100)
                .limit(10)
                .toList();
        var poll = Map.of("kind", "poll", "choices", choices, "anonymous", false);
        var unused = post(author, room, Map.of("text", BREAKOUT + "?", "parts", List.of(poll)));
        return paths;
    }

    private String profile() {
        for (var who : List.of(author, other)) {
            var links = List.of(
                    Map.of("label", "<a onclick=__ran=1 data-canary>", "url", "https://example.org/\"onclick=\"x"));
            var words = Map.<String, Object>of(
                    "about",
                    String.join("\n", Hostile.ALL.subList(0, 6)),
                    "place",
                    BREAKOUT,
                    "interests",
                    List.of("<b data-canary>"));
            stage.makes(who, "PATCH", "/api/me/profile", words);
            var tried = Map.<String, Object>of("links", links);
            try {
                stage.makes(who, "PATCH", "/api/me/profile", tried);
            } catch (IllegalStateException refused) {
                assertThat(refused).hasMessageContaining("links");
            }
        }
        return "/people/" + handle(author);
    }

    private String talk() {
        var asked = Map.<String, Object>of("to", handle(other), "text", IMAGE);
        var path = "/talk/" + stage.makes(author, "/api/talk", asked).getString("conversation");
        stage.makes(other, "PUT", "/api" + path + "/answer", Map.of("answer", "accept"));
        Hostile.ALL.forEach(words -> stage.makes(author, "/api" + path + "/messages", Map.of("text", words)));
        return path;
    }

    private String blog() {
        var blog = Map.<String, Object>of(
                "title",
                BREAKOUT,
                "about",
                TITLE,
                "disclosure",
                IMAGE,
                "language",
                "sv",
                "accent",
                "fjord",
                "face",
                "serif");
        stage.makes(author, "PUT", "/api/me/blog", blog);
        var words = Map.<String, Object>of("title", TITLE, "text", String.join("\n\n", Hostile.ALL), "language", "sv");
        var draft =
                "/api/me/drafts/" + stage.makes(author, "/api/me/drafts", words).getString("id");
        stage.makes(author, draft + "/preview", Map.of());
        return "/articles/"
                + stage.makes(author, draft + "/publish", Map.of("version", 1)).getString("slug");
    }

    private String circle() {
        var slug = Stage.fresh("krets-");
        var rules = List.of(Map.of("title", IMAGE, "text", TITLE));
        var circle = Map.of("slug", slug, "name", BREAKOUT, "about", TITLE, "language", "sv", "rules", rules);
        stage.makes(author, "/api/circles", circle);
        return "/circles/" + slug;
    }

    /** A report, a notice and an act about a post; where they are shown. */
    private List<String> judged(String post) {
        var report = Map.<String, Object>of(
                "kind", "post", "object", post, "rule", 3, "words", String.join(" ", Hostile.ALL.subList(0, 9)));
        stage.makes(author, "/api/reports", report);
        var notice = Map.<String, Object>of(
                "place",
                stage.url() + "/posts/" + post,
                "law",
                BREAKOUT,
                "words",
                TITLE,
                "name",
                IMAGE,
                "mail",
                "bo@example.com",
                "goodFaith",
                true);
        var receipt = stage.makes(author, "/api/notices", notice).getString("receipt");
        return List.of("/desk/restraint", "/notice/" + receipt, "/openness/" + acts(post), "/openness");
    }

    private int acts(String post) {
        var act = Map.<String, Object>of(
                "kind",
                "post",
                "objects",
                List.of(post),
                "rule",
                3,
                "grounds",
                BREAKOUT,
                "facts",
                TITLE,
                "criticism",
                false);
        return stage.makes(staff, "/api/desk/restraints", act)
                .getJsonArray("entries")
                .getInteger(0);
    }

    /** Addresses that somebody could be led to follow. */
    private static List<String> addresses() {
        var searched =
                Hostile.ALL.stream().limit(10).map(words -> "/search?q=" + encoded(words) + "&room=" + encoded(words));
        var named = Stream.of(
                        "rooms",
                        "people",
                        "articles",
                        "blogs",
                        "circles",
                        "products",
                        "problems",
                        "posts",
                        "talk",
                        "qa")
                .map(place -> "/" + place + "/" + encoded(BREAKOUT));
        var other = Stream.of("/join?invitation=", "/me?next=", "/notice?place=", "/rules/", "/mail/leave/", "/?lang=")
                .map(place -> place + encoded(TITLE));
        return Stream.of(searched, named, other).flatMap(one -> one).toList();
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String handle(BrowserContext context) {
        return new JsonObject(
                        context.request().get(stage.url() + "/api/session").text())
                .getJsonObject("member")
                .getString("handle");
    }

    /** A page that keeps what its policy stops, and tells of a canary that sings. */
    private Page watched(BrowserContext reader) {
        reader.addInitScript(Hostile.WATCH);
        var page = reader.newPage();
        page.onDialog(dialog -> {
            heard.add(page.url() + ": dialog " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (request.url().startsWith(stage.url() + "/canary")) {
                heard.add(page.url() + ": asked for a canary");
            }
        });
        return page;
    }

    private void looksAt(Page page, String path) {
        page.navigate(stage.url() + path);
        page.waitForTimeout(250);
        ((List<?>) page.evaluate(FOUND)).forEach(found -> heard.add(path + ": " + found));
    }

    @Test
    void theRoomShowsAllOfItAsWords() {
        var room = talksInRooms().get(0);
        var page = stage.enter(stage.guest(), room.replace("/rooms/", ""));
        assertThat(page.locator("h1")).containsText(IMAGE);
        assertThat(page.locator("[data-post]").last()).containsText(BREAKOUT);
        assertThat(page.locator("[data-post]", new Page.LocatorOptions().setHasText("<iframe data-canary srcdoc=")))
                .not()
                .hasCount(0);
    }

    @Test
    void whereEscapingIsGotRoundThePolicyStops() {
        var room = talksInRooms().get(0);
        var reader = stage.guest();
        reader.addInitScript(Hostile.WATCH);
        var page = stage.enter(reader, room.replace("/rooms/", ""));
        for (var way : Hostile.WAYS) {
            var answer = page.evaluate(
                    "() => { try { " + way + "; return 'done'; } catch (refused) { return refused.name; } }");
            assertThat(answer).as(way).isEqualTo("TypeError");
        }
        page.evaluate("""
                () => {
                  const script = document.createElement('script');
                  script.append('window.__ran = 1');
                  document.head.append(script);
                  const image = document.createElement('img');
                  try { image.setAttribute('onerror', 'window.__ran = 1'); } catch { window.__refused.push('attribute'); }
                  image.src = '/canary';
                  document.body.append(image);
                }
                """);
        page.waitForTimeout(500);
        assertThat(page.evaluate("() => window.__ran ?? 'silent'")).isEqualTo("silent");
        assertThat(page.evaluate("() => window.__refused.join()").toString()).contains("trusted-types", "script");
    }
}
