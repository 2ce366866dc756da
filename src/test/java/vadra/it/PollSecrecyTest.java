package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** Who chose what in an anonymous poll stands nowhere that anybody reads: no answer, no page, no event, no table of the server's. */
class PollSecrecyTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX, 2);
    private static final Pool SERVER_ROLE = DATABASE.serverPool(VERTX);
    /** They have members for other reasons, and nothing of polls. */
    private static final List<String> OF_MEMBERS =
            List.of("member", "role_given", "session", "rules_accepted", "presence", "consent");

    private final Api guest = new Api(SERVER.url(), Optional.empty());
    private final Person asta =
            Person.joins(SERVER.url(), "asta", new History()).startsRoom("kaffe");

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    @Test
    void noSurfaceTellsWhoChoseWhat() {
        var post = asks();
        var people = IntStream.range(0, 6)
                .mapToObj(i -> Person.member(SERVER.url(), "voter" + i))
                .toList();
        votes(people.get(0), post, "secret-key", 2);
        Wait.until("told of one", () -> poll(post).getInteger("n") == 1);
        assertThat(poll(post).containsKey("counts")).as("of one answer").isFalse();
        for (int i = 1; i < people.size(); i++) {
            votes(people.get(i), post, "secret-key", 1);
        }
        Wait.until("told of all", () -> poll(post).getInteger("n") == 6);
        for (var reader : List.of(guest, SERVER.staff(), asta.api(), people.get(1))) {
            assertThat(read(reader, post)).doesNotContain("secret-key", "voter0");
            assertThat(reader.get("/api/posts/" + post + "/ballots").json().getJsonArray("ballots"))
                    .isEmpty();
        }
        noTableOfTheServersHas(
                get(SERVER.services().community().person("voter0")).id().value().toString());
    }

    private String asks() {
        var terms = new JsonObject()
                .put("kind", "poll")
                .put("choices", JsonArray.of("Te", "Kaffe", "Vatten"))
                .put("anonymous", true);
        var body = new JsonObject().put("text", "Vad dricker ni?").put("parts", JsonArray.of(terms));
        return asta.api().post("/api/rooms/kaffe/posts", body).json().getString("post");
    }

    private static void votes(Api by, String poll, String key, int chosen) {
        var body = new JsonObject().put("chosen", JsonArray.of(chosen));
        assertThat(by.write("PUT", "/api/posts/" + poll + "/vote", body, key).status())
                .isEqualTo(200);
    }

    private JsonObject poll(String post) {
        return guest.get("/api/posts/" + post + "/poll").json();
    }

    /** All that a reader can read of it, as text. */
    private static String read(Api reader, String post) {
        var text = new StringBuilder();
        for (var path : List.of(
                "/api/posts/" + post,
                "/api/posts/" + post + "/thread",
                "/api/posts/" + post + "/ballots",
                "/api/rooms/kaffe/posts",
                "/api/rooms/kaffe/events?limit=200",
                "/api/openness/export",
                "/rooms/kaffe",
                "/rooms/kaffe/feed.atom",
                "/metrics")) {
            text.append(reader.get(path).response().body());
        }
        return text.toString();
    }

    private static void noTableOfTheServersHas(String member) {
        var tables = get(OWNER.query("""
                SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
                AND relkind IN ('r', 'p', 'v') AND has_table_privilege('vadra_app', oid, 'SELECT')""").execute());
        assertThat(tables.size()).isGreaterThan(20);
        for (var table : tables) {
            var name = table.getString("name");
            if (!OF_MEMBERS.contains(name)) {
                var found = get(SERVER_ROLE
                        .query("SELECT count(*)::int AS n FROM " + name + " one WHERE one::text LIKE '%" + member
                                + "%'")
                        .execute());
                assertThat(found.iterator().next().getInteger("n")).as(name).isZero();
            }
        }
    }
}
