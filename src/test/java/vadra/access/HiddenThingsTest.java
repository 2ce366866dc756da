package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.access.House.ok;
import static vadra.access.House.put;
import static vadra.access.Things.with;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vadra.it.Api;
import vadra.media.Pictures;

/** What is hidden or taken back, and what somebody may no longer see, is gone by every way that there is to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HiddenThingsTest {
    private static final List<Role> OTHERS = List.of(Role.STRANGER, Role.MEMBER, Role.CONTACT, Role.HOST, Role.BLOGGER);

    private final Vertx vertx = Vertx.vertx();
    private final House house = new House();

    @AfterAll
    void stop() {
        house.close();
        get(vertx.close());
    }

    private String says(String words) {
        var room = house.thing("room", false);
        var post = ok(house.as(Role.AUTHOR)
                        .post(
                                "/api/rooms/" + room + "/posts",
                                with("text", "först " + words).put("question", true)))
                .getString("post");
        ok(put(house.as(Role.AUTHOR), "/api/posts/" + post, with("text", words)));
        ok(put(house.as(Role.MEMBER), "/api/posts/" + post + "/reactions/heart", null));
        return post;
    }

    /** All that can be read of a post, by the contract and by the server's own list of pages. */
    private Stream<String> ways(String post) {
        var operations = Operation.all().stream()
                .filter(one -> !one.writes() && one.path().contains("{post}"))
                .map(one -> one.path().replace("{post}", post));
        var pages = Ways.pages(vertx, house).stream()
                .filter(path -> path.contains(":post"))
                .map(path -> path.replace(":post", post).replace(":version", "1"));
        var room = house.thing("room", false);
        var lists = Stream.of(
                "/api/rooms/" + room + "/posts?around=" + post,
                "/api/rooms/" + room + "/questions",
                "/api/reports/rules?kind=post&object=" + post,
                "/oembed?url=http://127.0.0.1/posts/" + post);
        return Stream.of(operations, pages, lists).flatMap(all -> all);
    }

    private List<String> leaks(String post, String words) {
        var leaks = new ArrayList<String>();
        ways(post)
                .forEach(path -> OTHERS.forEach(role -> {
                    var answer = house.as(role).get(path);
                    if (answer.response().body().contains(words) || answer.status() >= 500) {
                        leaks.add(role + " " + path + " " + answer.status());
                    }
                }));
        return leaks;
    }

    @Test
    void noWayToAHiddenPostGivesAWordOfIt() {
        var post = says("kvartsgömd");
        assertThat(ways(post)).hasSizeGreaterThan(8);
        assertThat(leaks(post, "kvartsgömd")).as("before, they are read").hasSizeGreaterThan(15);
        new DeskThings(house).hides(post);
        assertThat(leaks(post, "kvartsgömd")).isEmpty();
    }

    @Test
    void noWayToAWithdrawnPostGivesAWordOfIt() {
        var post = says("kvartsåter");
        ok(house.as(Role.AUTHOR).delete("/api/posts/" + post));
        assertThat(leaks(post, "kvartsåter")).isEmpty();
    }

    @Test
    void whoIsNoLongerAContactSeesNothingOfItFromThatMomentOn() {
        var author = house.as(Role.AUTHOR);
        ok(Api.send(author.request("/api/me/picture")
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Pictures.plain("png", 3, 3, Color.BLUE)))));
        ok(author.write(
                "PATCH", "/api/me/profile", with("audiences", new JsonObject().put("picture", "contacts")), "k"));
        var contact = house.as(Role.CONTACT);
        var picture = "/api/people/the-author/picture";
        var shown = contact.get(picture);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(contact.get("/api/people/the-author").response().body()).contains("kvartsort");
        ok(author.delete("/api/me/contacts/the-contact"));
        for (var path : List.of("/api/people/the-author", "/people/the-author", "/api/people")) {
            assertThat(contact.get(path).response().body()).as(path).doesNotContain("kvartsort");
        }
        var again = contact.request(picture);
        shown.header("ETag").ifPresent(tag -> again.header("If-None-Match", tag));
        assertThat(Api.send(again.GET()).status())
                .as("not even that it is the same")
                .isEqualTo(404);
    }
}
