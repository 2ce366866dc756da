package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;
import vadra.core.Role;
import vadra.history.History;
import vadra.openness.Citation;
import vadra.openness.Entry;

/** No silent measure: wherever links lead, who said a thing sees what a stranger sees, whatever was done to it. */
class CrawlTest {
    private static final TestServer SERVER = TestServer.start();
    /** Styles and scripts, and what is each reader's own. */
    private static final Pattern ELSEWHERE = Pattern.compile("/(assets|v)/.*|/me(/.*)?|/talk(/.*)?");

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");
    /** Rule 1 cools, rule 3 holds at once. */
    private static final List<Integer> RULES = List.of(1, 3);

    private final History history = new History();
    private final Api stranger = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void theAuthorAndAStrangerFindTheSame() {
        var asta = Person.joins(SERVER.url(), "asta", history).startsRoom("kaffe");
        var bo = Person.joins(SERVER.url(), "bo", history).startsRoom("te");
        var posts = talk(asta, bo);
        writesWhereItIsHeld(asta);
        restrain(posts, asta);

        var places = crawl(asta.api());
        places.addAll(crawl(stranger));
        places.addAll(answersAbout(posts));
        assertThat(places).hasSizeGreaterThan(20).contains("/rooms/kaffe", "/rooms/te/feed.atom", "/people/asta");
        assertThat(places).allSatisfy(place -> findsTheSame(asta.api(), place));
        nobodyFindsWhatIsHidden(posts, places);
        assertThat(heard(asta)).isEqualTo(heard(Person.guest(SERVER.url(), "gäst", history)));
    }

    /** Each of them is quoted in the other room. */
    private void nobodyFindsWhatIsHidden(List<String> posts, Set<String> places) {
        var hidden = IntStream.range(0, posts.size())
                .filter(n -> stranger.get("/api/posts/" + posts.get(n))
                        .json()
                        .getJsonObject("restraint", new JsonObject())
                        .getString("act", "")
                        .equals("hide"))
                .mapToObj(n -> Pattern.compile("Sagt " + n + "(?!\\d)"))
                .toList();
        assertThat(hidden).isNotEmpty();
        for (var place : places) {
            var found = stranger.get(place).response().body();
            assertThat(hidden).as(place).noneMatch(words -> words.matcher(found).find());
        }
    }

    /** In between, time goes on: figures are reckoned anew, and a statement is sent. What differs then is the same again. */
    private void findsTheSame(Api author, String place) {
        for (int tries = 0; tries < 3; tries++) {
            if (body(author, place).equals(body(stranger, place))) {
                return;
            }
        }
        assertThat(body(author, place)).as(place).isEqualTo(body(stranger, place));
    }

    private static List<String> talk(Person asta, Person bo) {
        var posts = new ArrayList<String>();
        for (int n = 0; n < 12; n++) {
            var speaker = (n % 3 == 0 ? bo : asta).entersQuietly(n % 2 == 0 ? "kaffe" : "te");
            posts.add(speaker.says("Sagt " + n));
        }
        bo.entersQuietly("kaffe").replies(posts.get(0), "Ett svar");
        for (int n = 0; n < 8; n++) {
            Quotes.quotes(bo.entersQuietly(n % 2 == 0 ? "te" : "kaffe"), posts.get(n), 1, null, "citat-" + n);
        }
        asta.gives(posts.get(2), "agree");
        asta.edits(posts.get(4), "Sagt anders");
        return posts;
    }

    /** What waits is said to nobody; its author's own list, which says that only they see it, is nowhere else. */
    private static void writesWhereItIsHeld(Person asta) {
        var hold = new JsonObject().put("minutes", 60).put("why", "Vi läser ikapp innan fler skriver.");
        assertThat(asta.api()
                        .write("PUT", "/api/rooms/kaffe/hold", hold, "hold")
                        .status())
                .isEqualTo(200);
        assertThat(asta.entersQuietly("kaffe").triesToSay("Väntar", "held").status())
                .isEqualTo(202);
    }

    /** Announced, hidden, given back, a profile and a room: all kinds of acts, in a random order. */
    private static void restrain(List<String> posts, Person asta) {
        var random = new Random(3);
        var rows = new ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            rows.add(act(Entry.Kind.POST, UUID.fromString(posts.get(i)), RULES.get(random.nextInt(2))));
        }
        rows.stream()
                .filter(row -> random.nextInt(3) == 0)
                .forEach(row ->
                        get(SERVER.services().openness().ledger().reverse(staff(), row, "Det var en fråga om saken.")));
        var unused = act(
                Entry.Kind.PROFILE,
                get(SERVER.services().community().person(asta.name())).id().value(),
                3);
        var room = get(SERVER.services().reader().key("te")).id().value();
        unused = act(Entry.Kind.ROOM, room, 3);
        Wait.until("the server has heard the last", () -> SERVER.offset("te") >= 7);
    }

    private static long act(Entry.Kind kind, UUID thing, int rule) {
        var cited = Citation.of(1, rule, "Det röjer en persons adress.", "Andra meningen har gata och nummer.");
        return get(SERVER.services().openness().ledger().restrain(staff(), kind, List.of(thing), cited))
                .get(0)
                .n();
    }

    private static Actor staff() {
        return new Actor(get(SERVER.services().community().person("staff")).id(), "staff", "staff", Role.STAFF);
    }

    /** All pages and feeds to which links lead from the first. */
    private static Set<String> crawl(Api as) {
        var found = new HashSet<>(Set.of("/"));
        var next = new ArrayDeque<>(found);
        while (!next.isEmpty() && found.size() < 300) {
            var links = LINK.matcher(as.get(next.remove()).response().body());
            while (links.find()) {
                var link = links.group(1).replace("&amp;", "&");
                if (!ELSEWHERE.matcher(link).matches() && found.add(link)) {
                    next.add(link);
                }
            }
        }
        return found;
    }

    /** What the API says of the same. */
    private static Set<String> answersAbout(List<String> posts) {
        var places = new HashSet<>(Set.of("/api/rooms", "/api/people/asta", "/api/people/bo", "/api/rules"));
        for (var room : List.of("kaffe", "te")) {
            for (var end : List.of("", "/posts", "/posts?limit=3", "/posts?after=0", "/events", "/presence")) {
                places.add("/api/rooms/" + room + end);
            }
        }
        for (var post : posts) {
            for (var end : List.of("", "/thread", "/versions")) {
                places.add("/api/posts/" + post + end);
            }
        }
        return places;
    }

    /** Without what a page says to whom it knows: who they are, what they are asked, what they keep, how to reach others. */
    private static String body(Api as, String place) {
        return as.get(place)
                .response()
                .body()
                .replaceAll("(?s)^.*<main|</main>.*$|<vadra-(unmaskings|report|kept-searches).*?</vadra-\\1>", "")
                .replaceAll("(?s)<nav class=\"seen-as\".*?</nav>|<div class=\"reach\">.*?</div>| data-as=\"\\w+\"", "")
                .replaceAll("<p class=\"quiet accepted\">.*?</p>\\s*", "")
                .replaceAll("\\s+<", "<")
                .replaceAll(",?(\"|&quot;)mine(\"|&quot;):\\[[^]]*]", "");
    }

    private static List<String> heard(Person person) {
        try (person) {
            return List.of("kaffe", "te").stream()
                    .map(room -> {
                        var asked =
                                new JsonObject().put("channel", "room:" + room).put("limit", 200);
                        person.entersQuietly(room).live().open();
                        return person.live()
                                .command("history", asked)
                                .getJsonObject("history")
                                .encode();
                    })
                    .toList();
        }
    }
}
