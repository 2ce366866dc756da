package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** Whether people like what is said moves nothing: no order, no list. */
class SentimentTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pattern COUNTS = Pattern.compile("\"(agree|disagree)\":\\d+");

    private final Api guest = new Api(SERVER.url(), Optional.empty());

    @AfterAll
    static void stop() {
        SERVER.close();
        TestDatabase.get(VERTX.close());
    }

    @Test
    void everyListIsTheSameWhenEveryLikeIsADislike() {
        talk();
        var liked = PLACES.stream().map(this::order).toList();
        assertThat(liked.get(1)).as("there is something in the lists").contains("\"n 11\"");

        TestDatabase.get(DATABASE.pool(VERTX).query("""
                UPDATE reaction SET kind = CASE kind WHEN 'agree' THEN 'disagree' ELSE 'agree' END;
                UPDATE post SET reactions = replace(replace(replace(
                    reactions::text, 'disagree', 'x'), 'agree', 'disagree'), '"x"', '"agree"')::jsonb""").execute());
        var disliked = PLACES.stream().map(this::order).toList();
        assertThat(guest.get("/api/rooms/rum-0/posts").response().body())
                .as("they are turned")
                .contains("\"disagree\":5");
        assertThat(disliked).isEqualTo(liked);
    }

    private static final List<String> PLACES = List.of(
            "/api/rooms",
            "/api/rooms/rum-0/posts",
            "/api/rooms/rum-1/posts",
            "/api/people/medlem-0",
            "/api/people/medlem-3",
            "/",
            "/rooms/rum-0",
            "/rooms/rum-0/feed.atom",
            "/api/rooms/rum-0/questions?order=new",
            "/api/rooms/rum-0/questions?order=wanted",
            "/api/rooms/rum-0/questions?order=unseen",
            "/people/medlem-3");

    /** What a page has, in its order, without the counts themselves. */
    private String order(String path) {
        return COUNTS.matcher(guest.get(path).response().body().replace("&quot;", "\""))
                .replaceAll("");
    }

    private static void talk() {
        var people = IntStream.range(0, 6)
                .mapToObj(i -> Person.joins(SERVER.url(), "medlem-" + i, new History()))
                .toList();
        var dice = new Random(7);
        for (int room = 0; room < 3; room++) {
            people.get(room).startsRoom("rum-" + room);
            for (int n = 0; n < 12; n++) {
                var author = people.get(dice.nextInt(people.size())).entersQuietly("rum-" + room);
                var post = n % 3 == 1 ? author.asks("n " + n) : author.says("n " + n);
                // Some posts are liked by most, some disliked by most.
                var liking = n % 2 == 0 ? "agree" : "disagree";
                people.stream().limit(n == 0 ? 5 : dice.nextInt(6)).forEach(person -> person.gives(post, liking));
            }
        }
    }
}
