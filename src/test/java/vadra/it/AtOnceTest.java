package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** Many do different things with the same few posts in one moment, on two servers: nothing breaks, and nothing is half done. */
class AtOnceTest {
    private static final int PEOPLE = 16;
    private static final int ACTS = 40;
    private static final String ROOM = "trangsel";
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer NORTH = node();
    private static final TestServer SOUTH = node();

    private final History history = new History();
    private final List<String> posts = new ArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    private static TestServer node() {
        return TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", "pg"));
    }

    @AfterAll
    static void stop() {
        NORTH.close();
        SOUTH.close();
    }

    @Test
    void whoSaysEditsHidesAndReadsInOneMomentBreaksNothing() {
        var host = Person.joins(NORTH.url(), "varden", history).startsRoom(ROOM);
        IntStream.range(0, 8).forEach(n -> posts.add(host.says("Det som alla rör vid, " + n + ".")));
        var staff =
                IntStream.range(0, 2).mapToObj(n -> SOUTH.staff("vakt-" + n)).toList();
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(n -> Person.joins((n % 2 == 0 ? NORTH : SOUTH).url(), "folk-" + n, history)
                        .entersQuietly(ROOM))
                .toList();
        try (var bystander = Person.guest(SOUTH.url(), "står bredvid", history).enters(ROOM)) {
            AtOnce.all(PEOPLE, n -> {
                var dice = new Random(n);
                IntStream.range(0, ACTS).forEach(act -> statuses.add(acts(people.get(n), staff, host, dice)));
                return n;
            });
            assertThat(statuses).hasSize(PEOPLE * ACTS).allMatch(status -> status < 500);
            assertThat(statuses.stream().filter(status -> status < 300).count()).isGreaterThan(PEOPLE * ACTS / 2);
            bystander.catchesUp();
            assertThat(bystander.live().closes()).isEmpty();
        }
        assertThat(TestServer.judge(NORTH.url(), history, List.of(ROOM))).isEmpty();
        isWhole();
    }

    /** One act of somebody's, on what is there; the status that it was answered with. */
    private int acts(Person by, List<Api> staff, Person host, Random dice) {
        var post = posts.get(dice.nextInt(posts.size()));
        var api = by.api();
        var key = UUID.randomUUID().toString();
        return switch (dice.nextInt(8)) {
            case 0, 1 ->
                by.triesToSay("Hör på, @varden och @folk-" + dice.nextInt(PEOPLE) + ".", key)
                        .status();
            case 2 ->
                host.api()
                        .write("PUT", "/api/posts/" + post, new JsonObject().put("text", "Ändrat " + key), key)
                        .status();
            case 3 ->
                api.write("PUT", "/api/posts/" + post + "/reactions/agree", new JsonObject(), key)
                        .status();
            case 4 -> api.delete("/api/posts/" + post + "/reactions/agree").status();
            case 5 -> hides(staff.get(dice.nextInt(2)), post);
            case 6 -> api.get("/api/rooms/" + ROOM + "/posts").status();
            default -> api.get("/api/me/notifications").status();
        };
    }

    private static int hides(Api staff, String post) {
        var act = new JsonObject()
                .put("kind", "post")
                .put("objects", JsonArray.of(post))
                .put("rule", 3)
                .put("criticism", false)
                .put("grounds", Moderation.GROUNDS)
                .put("facts", Moderation.FACTS);
        return staff.post("/api/desk/restraints", act).status();
    }

    /** The rows say the same as the log, and nobody was told of anything twice. */
    private static void isWhole() {
        var vertx = Vertx.vertx();
        try {
            for (var broken : List.of(
                    "SELECT slug FROM room WHERE last_seq <> (SELECT count(*) FROM event WHERE event.room_id = room.id)",
                    "SELECT member_id, kind, key FROM notification GROUP BY 1, 2, 3 HAVING count(*) > 1")) {
                assertThat(get(DATABASE.pool(vertx).query(broken).execute()).size())
                        .as(broken)
                        .isZero();
            }
        } finally {
            get(vertx.close());
        }
    }
}
