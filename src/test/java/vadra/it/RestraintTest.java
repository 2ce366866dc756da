package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;
import vadra.core.Role;
import vadra.history.History;
import vadra.openness.Citation;
import vadra.openness.Entry;

/** What is hidden is hidden from everybody, wherever they look, and comes back as it was. */
class RestraintTest {
    private static final TestServer SERVER = TestServer.start();
    private static final String WORDS = "orden-som-ingen-ska-se";
    /** A rule about safety, under which an act holds at once. */
    private static final int SAFETY = 3;

    private final History history = new History();
    private final Api guest = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void whoListensHearsOfItAtOnceAndOfItsEnd() {
        var asta = Person.joins(SERVER.url(), "asta", history).startsRoom("hors");
        var post = asta.says(WORDS);
        try (var bo = Person.guest(SERVER.url(), "bo", history).enters("hors")) {
            var row = hides(post);
            assertThat(bo.hearsOf("post.hidden").getJsonObject("restraint").getLong("entry"))
                    .isEqualTo(row);
            givesBack(row);
            assertThat(bo.hearsOf("post.shown").getJsonObject("text").getString("source"))
                    .isEqualTo(WORDS);
        }
    }

    @Test
    void theAuthorAndAStrangerSeeTheSameAndNeitherTheWords() {
        var asta = Person.joins(SERVER.url(), "asta-lika", history).startsRoom("lika");
        var post = asta.says(WORDS);
        asta.edits(post, WORDS + " igen");
        asta.replies(post, "ett svar");
        asta.gives(post, "agree");
        var before = pages("lika", "asta-lika", post).map(guest::get).toList();
        assertThat(before).anySatisfy(page -> assertThat(page.response().body()).contains(WORDS));

        var row = hides(post);
        Wait.until("the server has heard it", () -> SERVER.offset("lika") == 5);
        assertThat(pages("lika", "asta-lika", post)).allSatisfy(path -> {
            var strangers = guest.get(path).response().body();
            assertThat(strangers).as(path).doesNotContain(WORDS);
            assertThat(common(asta.api().get(path).response().body())).as(path).isEqualTo(common(strangers));
        });

        givesBack(row);
        Wait.until("the server has heard it", () -> SERVER.offset("lika") == 6);
        var after = pages("lika", "asta-lika", post).map(guest::get).toList();
        assertThat(after.get(0).response().body())
                .as("the thread, byte for byte")
                .isEqualTo(before.get(0).response().body());
        assertThat(after.get(1).json().getJsonArray("posts"))
                .isEqualTo(before.get(1).json().getJsonArray("posts"));
    }

    @Test
    void whoComesBackIsNotSentTheWords() {
        var asta = Person.joins(SERVER.url(), "asta-ater", history).startsRoom("ater");
        var post = asta.says(WORDS);
        asta.says("något annat");
        var unused = hides(post);
        Wait.until("the server has heard it", () -> SERVER.offset("ater") == 3);
        try (var late = Person.guest(SERVER.url(), "sen", history)) {
            var position = guest.get("/api/rooms/ater/posts").json().getJsonObject("position");
            var reply = late.live()
                    .open()
                    .command(
                            "subscribe",
                            new JsonObject()
                                    .put("channel", "room:ater")
                                    .put("recover", true)
                                    .put("epoch", position.getString("epoch"))
                                    .put("offset", 0));
            assertThat(reply.encode()).contains("post.created", "post.hidden").doesNotContain(WORDS);
        }
    }

    @Test
    void whatItsAuthorTookBackIsNotSentEither() {
        var asta = Person.joins(SERVER.url(), "asta-angrar", history).startsRoom("angrat");
        asta.withdraws(asta.says(WORDS));
        assertThat(guest.get("/api/rooms/angrat/events").response().body())
                .contains("post.withdrawn")
                .doesNotContain(WORDS);
    }

    /** All that shows a post; the thread and the room's posts first. */
    private static Stream<String> pages(String room, String author, String post) {
        return Stream.of(
                "/api/posts/" + post + "/thread",
                "/api/rooms/" + room + "/posts",
                "/api/posts/" + post,
                "/api/posts/" + post + "/versions",
                "/api/rooms/" + room + "/events",
                "/api/rooms/" + room,
                "/api/rooms",
                "/api/people/" + author,
                "/rooms/" + room,
                "/rooms/" + room + "/feed.atom",
                "/people/" + author,
                "/");
    }

    /**
     * Without what a page says to whom it knows: who they are, who asked for their name, how others reach them, how far they have
     * read, their own reactions.
     */
    private static String common(String body) {
        return body.replaceAll(
                        "(?s)<head>.*?</head>|<vadra-(account|unmaskings|report|told|unread).*?</vadra-\\1>"
                                + "|<nav class=\"seen-as\".*?</nav>|<div class=\"reach\">.*?</div>| data-mark=\"[^\"]*\"",
                        "")
                .replaceAll("\\s+", " ")
                .replaceAll(",?\"mine\":\\[[^]]*]", "")
                .replaceAll(",?&quot;mine&quot;:\\[[^]]*]", "");
    }

    private static long hides(String post) {
        return get(SERVER.services()
                        .openness()
                        .ledger()
                        .restrain(
                                staff(),
                                Entry.Kind.POST,
                                List.of(UUID.fromString(post)),
                                Citation.of(
                                        1,
                                        SAFETY,
                                        "Det röjer en persons adress.",
                                        "Andra meningen har gata och nummer.")))
                .get(0)
                .n();
    }

    private static Actor staff() {
        var id = get(SERVER.services().community().person("staff")).id();
        return new Actor(id, "staff", "staff", Role.STAFF);
    }

    private static void givesBack(long row) {
        var unused = get(SERVER.services().openness().ledger().reverse(staff(), row, "Adressen var ett påhitt."));
    }
}
