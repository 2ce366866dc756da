package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** What a page has loaded, and the events after it, are the same as what it would load now. */
class SnapshotTest {
    private static final TestServer SERVER = TestServer.start();
    private static final int WRITERS = 6;
    private static final int MOVES = 70;
    private static final int POSTS = 22;
    private static final List<String> QUESTION_MOVES =
            List.of("claim", "release", "choose", "answer", "decline", "promise", "merge", "merge", "unmerge", "undo");

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aSnapshotAndTheEventsAfterItAreAFreshSnapshot() {
        var writers = IntStream.range(0, WRITERS)
                .mapToObj(i -> Person.joins(SERVER.url(), "medlem" + i, history))
                .toList();
        writers.get(0).startsRoom("kaffe");
        writers.forEach(writer -> writers.get(0).makesHost(writer.name()));
        var talk = IntStream.range(0, WRITERS)
                .mapToObj(
                        i -> CompletableFuture.runAsync(() -> act(writers.get(i).entersQuietly("kaffe"), i)))
                .toList();
        var snapshots = new ArrayList<JsonObject>();
        while (!talk.stream().allMatch(CompletableFuture::isDone)) {
            snapshots.add(snapshot());
            Wait.pause(40);
        }
        talk.forEach(CompletableFuture::join);

        var fresh = RoomView.of(snapshot());
        var events = events();
        assertThat(snapshots).hasSizeGreaterThan(5);
        for (var snapshot : snapshots) {
            var view = RoomView.of(snapshot);
            long from = snapshot.getJsonObject("position").getLong("offset");
            events.stream().filter(event -> event.getLong("offset") > from).forEach(view::apply);
            assertThat(view.posts()).as("snapshot at %s", from).isEqualTo(fresh.posts());
        }
        everyKindWasThere(events);
    }

    /** The first words of a room can be said while somebody finds it empty. */
    @Test
    void nobodyStartsBehindAPostThatTheyDoNotHave() {
        var asta = Person.joins(SERVER.url(), "asta", history);
        for (int number = 0; number < 40; number++) {
            var room = "tyst-" + number;
            asta.startsRoom(room);
            var first =
                    CompletableFuture.runAsync(() -> asta.entersQuietly(room).says("först"));
            var readers = IntStream.range(0, 4)
                    .mapToObj(reader -> CompletableFuture.runAsync(() -> readsUntilSaid(room)))
                    .toList();
            first.join();
            readers.forEach(CompletableFuture::join);
        }
    }

    private static void readsUntilSaid(String room) {
        JsonObject page;
        do {
            page = snapshot(room);
            long from = page.getJsonObject("position").getLong("offset");
            assertThat(page.getJsonArray("posts").isEmpty()).as(page.encode()).isEqualTo(from == 0);
        } while (page.getJsonArray("posts").isEmpty());
    }

    private static void everyKindWasThere(List<JsonObject> events) {
        var kinds = new HashSet<String>();
        assertThat(events).anyMatch(event -> event.getJsonObject("data").containsKey("parts"));
        events.forEach(event -> kinds.add(event.getJsonObject("data").getString("kind")));
        var family = vadra.discussion.RoomEvent.Done.class.getPermittedSubclasses();
        assertThat(kinds).as(Arrays.toString(family)).hasSize(family.length);
    }

    private void act(Person person, int number) {
        var dice = new Random(number);
        var own = new ArrayList<String>();
        own.add(person.says("Hej, jag är " + person.name()));
        for (int move = 0; move < MOVES; move++) {
            var mine = own.get(dice.nextInt(own.size()));
            var any = anyPost(dice);
            switch (dice.nextInt(10)) {
                case 0, 4 -> speak(person, own, any, move);
                case 1 -> attempt(person, "PUT", "/api/posts/" + mine, new JsonObject().put("text", "ändrat " + move));
                case 2 -> attempt(person, "DELETE", dice.nextInt(4) == 0 ? "/api/posts/" + mine : "/api/posts/x", null);
                case 3 -> {
                    attempt(person, "PUT", "/api/posts/" + any + "/reactions/heart", new JsonObject());
                    attempt(person, "DELETE", "/api/posts/" + any + "/reactions/heart", null);
                }
                case 5, 6 -> moves(person, any, anyPost(dice), QUESTION_MOVES.get(dice.nextInt(QUESTION_MOVES.size())));
                case 7, 8 ->
                    attempt(
                            person,
                            dice.nextInt(3) == 0 ? "DELETE" : "PUT",
                            "/api/posts/" + any + "/reactions/want",
                            new JsonObject());
                default ->
                    attempt(person, "PUT", "/api/posts/" + any + "/reactions/" + reaction(dice), new JsonObject());
            }
        }
    }

    private static void speak(Person person, List<String> own, String any, int move) {
        if (own.size() < POSTS) {
            own.add(
                    switch (move % 4) {
                        case 0 -> person.says("nummer " + move);
                        case 1 -> person.replies(any, "svar " + move);
                        case 2 -> quotes(person, own.get(0), move);
                        default -> person.asks("fråga " + move);
                    });
        }
    }

    /** An own one, which may have been withdrawn meanwhile. */
    private static String quotes(Person person, String own, int move) {
        var quote = new JsonObject().put("kind", "quote").put("post", own).put("version", 1);
        var body = new JsonObject().put("text", "citat " + move).put("parts", new JsonArray().add(quote));
        var answer = person.api().post("/api/rooms/kaffe/posts", body);
        return answer.status() == 201 ? answer.json().getString("post") : person.says("nummer " + move);
    }

    private static void moves(Person host, String post, String other, String move) {
        var body = new JsonObject();
        switch (move) {
            case "answer" -> body.put("text", "ett svar");
            case "decline" -> body.put("reason", "Det hör inte hit alls.");
            case "promise" ->
                body.put("by", java.time.Instant.now().plusSeconds(86_400).toString());
            case "merge" -> body.put("into", other);
            default -> {}
        }
        attempt(host, "POST", "/api/posts/" + post + "/" + move, body);
    }

    private static String reaction(Random dice) {
        return List.of("heart", "agree", "thanks").get(dice.nextInt(3));
    }

    /** What is withdrawn meanwhile may be refused; nothing else may go wrong. */
    private static void attempt(Person person, String method, String path, @Nullable JsonObject body) {
        var answer = body == null
                ? person.api().delete(path)
                : person.api().write(method, path, body, "m" + System.nanoTime());
        assertThat(answer.status()).as(answer.json().encode()).isIn(200, 201, 404, 409);
    }

    private String anyPost(Random dice) {
        var posts = snapshot().getJsonArray("posts");
        return posts.getJsonObject(dice.nextInt(posts.size())).getString("id");
    }

    private static JsonObject snapshot() {
        return snapshot("kaffe");
    }

    private static JsonObject snapshot(String room) {
        return new Api(SERVER.url(), Optional.empty())
                .get("/api/rooms/" + room + "/posts?limit=200")
                .json();
    }

    private static List<JsonObject> events() {
        var api = new Api(SERVER.url(), Optional.empty());
        var events = new ArrayList<JsonObject>();
        while (true) {
            var page = api.get("/api/rooms/kaffe/events?limit=200&after=" + events.size())
                    .json()
                    .getJsonArray("events");
            page.forEach(event -> events.add((JsonObject) event));
            if (page.size() < 200) {
                return events;
            }
        }
    }
}
