package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.Blogger.ok;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** Who leaves is gone from everywhere, and what others said is whole. */
class LeavingTest {
    /** All that a member can be told by. */
    private static final String TRACE = "kvastfening|vilgot-b(?![a-z0-9_-])|lindeborg";

    private final TestDatabase database = TestDatabase.fresh();
    private final Vertx vertx = Vertx.vertx();
    private final Pool owner = database.pool(vertx);
    private final TestServer north = node();
    private final TestServer south = node();
    private final History history = new History();
    private final Leaver leaver = new Leaver(north, history);
    private final Api guest = new Api(south.url(), Optional.empty());

    /** It has letters to send, and nobody who takes them. */
    private TestServer node() {
        return TestServer.start(
                database.url(),
                Map.of(
                        "VADRA_LIVE_HINTS", "pg",
                        "VADRA_HTTP_PUBLIC_URL", "http://localhost",
                        "VADRA_MAIL_SMTP_URL", "smtp://127.0.0.1:1",
                        "VADRA_MAIL_FROM", "vadra@example.org"));
    }

    @AfterEach
    void stop() {
        north.close();
        south.close();
        get(vertx.close());
    }

    @Test
    void nothingIsLeftOfWhoIsErasedAndAllThatOthersSaidIs() {
        leaver.doesEverything();
        assertThat(places()).as("what this test looks for is there").hasSizeGreaterThan(18);
        try (var listener = Person.guest(south.url(), "lyssnar", history).enters("kaffe")) {
            assertThat(leaver.leaves("erase", Person.PASSWORD).status()).isEqualTo(200);
            isCarriedOut();

            assertThat(places()).isEmpty();
            var unused = listener.hearsOf("post.withdrawn");
            listener.catchesUp();
        }
        nobodyIsToldOfThem();
        othersThreadsAreWhole();
        nobodyTakesTheirPlace();
    }

    @Test
    void whatWasSaidInPublicMayStayAsNobodys() {
        leaver.doesEverything();
        assertThat(leaver.leaves("anonymise", Person.PASSWORD).status()).isEqualTo(200);
        isCarriedOut();

        assertThat(traces("vilgot-b(?![a-z0-9_-])|lindeborg")).isEmpty();
        var post = ok(guest.get("/api/posts/" + leaver.first));
        assertThat(post.getString("text")).contains("kvastfening");
        assertThat(post.getJsonObject("author").getString("name")).isEqualTo("F.d. medlem");
        assertThat(ok(guest.get("/api/articles/" + leaver.article)).encode()).contains("kvastfening");
        assertThat(traces("i förtroende|är jag|regn'|lever på land")).containsOnly("article_version", "event", "post");
    }

    @Test
    void untilTheDayAllIsAsItWasAndOneMayStay() {
        leaver.doesEverything();
        assertThat(leaver.leaves("erase", "inte-mitt-lösenord").status()).isEqualTo(403);
        assertThat(leaver.wish()).isEmpty();
        assertThat(leaver.leaves("erase", Person.PASSWORD).status()).isEqualTo(200);
        var before = places();
        later(13);
        get(north.services().people().leaving().carryOut());
        assertThat(places()).isEqualTo(before).isNotEmpty();
        assertThat(leaver.wish().orElseThrow().getString("kind")).isEqualTo("erase");

        assertThat(leaver.api.delete("/api/me/leaving").status()).isEqualTo(204);
        later(30);
        get(north.services().people().leaving().carryOut());
        assertThat(leaver.wish()).isEmpty();
        assertThat(leaver.person.says("Jag stannar, min kvastfening.")).isNotBlank();
    }

    @Test
    void theLastOfTheStaffStays() {
        var staff = north.staff();
        var wish = new JsonObject().put("kind", "erase").put("password", TestServer.STAFF_PASSWORD);
        assertThat(staff.write("PUT", "/api/me/leaving", wish, "k").status()).isEqualTo(409);
        var other = north.staff("mia");
        assertThat(other.write("PUT", "/api/me/leaving", wish, "k").status()).isEqualTo(200);
        assertThat(staff.write("PUT", "/api/me/leaving", wish, "k").status()).isEqualTo(409);
    }

    /** Two weeks later both servers do it, in as many rounds as it takes. */
    private void isCarriedOut() {
        later(15);
        for (int round = 0; round < 4; round++) {
            var both = List.of(
                    north.services().people().leaving().carryOut(),
                    south.services().people().leaving().carryOut());
            both.forEach(TestDatabase::get);
        }
        assertThat(count("SELECT count(*) FROM leaving WHERE done_at IS NOT NULL AND handle IS NULL"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM leaving_log")).isZero();
    }

    private void later(int days) {
        get(owner.query("CREATE OR REPLACE FUNCTION ledger_now() RETURNS timestamptz LANGUAGE sql VOLATILE"
                        + " SET search_path = public, pg_temp RETURN clock_timestamp() + interval '" + days + " days'")
                .execute());
    }

    private long count(String sql) {
        return get(owner.query(sql).execute()).iterator().next().getLong(0);
    }

    private List<String> places() {
        return traces(TRACE);
    }

    /** The tables that have a trace in any column of any row. */
    private List<String> traces(String pattern) {
        var found = new ArrayList<String>();
        for (var table : get(owner.query("SELECT relname::text FROM pg_class WHERE relkind = 'r'"
                        + " AND relnamespace = 'public'::regnamespace ORDER BY 1")
                .execute())) {
            var name = table.getString(0);
            if (count("SELECT count(*) FROM " + name + " it WHERE it::text ~* '" + pattern.replace("'", "''") + "'")
                    > 0) {
                found.add(name);
            }
        }
        return found;
    }

    private void nobodyIsToldOfThem() {
        var bo = leaver.other.api();
        var paths = publicPlaces();
        paths.addAll(othersPlaces());
        for (var server : List.of(north, south)) {
            for (var path : paths) {
                var answer = bo.at(server.url()).get(path);
                assertThat(answer.status()).as(path).isLessThan(500);
                assertThat(answer.response().body().replace("q=kvastfening", ""))
                        .as(path)
                        .doesNotContainPattern("(?i)" + TRACE.replace("kvastfening", "kvastfeningar|min kvastfening"));
            }
        }
        assertThat(guest.get("/people/" + Leaver.HANDLE).status()).isEqualTo(404);
        assertThat(bo.get("/media/" + leaver.picture).status()).isEqualTo(404);
    }

    /** What everybody reads. */
    private List<String> publicPlaces() {
        return new ArrayList<>(List.of(
                "/rooms/kaffe",
                "/api/rooms/kaffe/posts?limit=200",
                "/api/rooms/kaffe/events?since=0&limit=1000",
                "/api/search?q=kvastfening",
                "/search?q=kvastfening",
                "/api/posts/" + leaver.quote,
                "/api/posts/" + leaver.first + "/thread",
                "/api/posts/" + leaver.hidden,
                "/api/articles/" + leaver.article,
                "/api/articles",
                "/blogs",
                "/",
                "/api/rooms",
                "/openness",
                "/api/openness/export"));
    }

    /** What the one reads whom they talked with. */
    private List<String> othersPlaces() {
        return new ArrayList<>(List.of(
                "/api/talk/" + leaver.conversation + "/messages",
                "/talk/" + leaver.conversation,
                "/api/talk",
                "/api/me/contacts",
                "/api/me/notifications",
                "/me/notifications",
                "/api/me/reports"));
    }

    private void othersThreadsAreWhole() {
        var thread = ok(guest.get("/api/posts/" + leaver.first + "/thread")).getJsonArray("posts");
        assertThat(thread).hasSize(2);
        assertThat(thread.getJsonObject(0).getBoolean("withdrawn")).isTrue();
        var reply = ok(guest.get("/api/posts/" + leaver.reply));
        assertThat(reply.getString("text"))
                .matches("@gone-[0-9a-f]{12}, jag såg dem också, allihop\\. \\(@vilgot-b-n är en annan\\.\\)");
        assertThat(reply.getJsonObject("reactions").getInteger("agree")).isEqualTo(1);
        assertThat(guest.get("/media/" + leaver.shared).status())
                .as("another has it, too")
                .isEqualTo(200);
        assertThat(
                        count(
                                "SELECT count(*) FROM room WHERE last_seq <> (SELECT count(*) FROM event WHERE room_id = room.id)"))
                .isZero();
        assertThat(count("SELECT count(*) FROM ledger WHERE kind = 'post'")).isEqualTo(1);
        assertThat(get(owner.query("SELECT ledger_fault()::text").execute())
                        .iterator()
                        .next()
                        .getString(0))
                .isNull();
    }

    private void nobodyTakesTheirPlace() {
        assertThat(leaver.api.get("/api/me/leaving").status()).isEqualTo(401);
        var login = new JsonObject().put("handle", Leaver.HANDLE).put("password", Person.PASSWORD);
        assertThat(guest.post("/api/tokens", login).status()).isEqualTo(403);
        var gone = ok(guest.get("/api/posts/" + leaver.reply)).getString("text").substring(1, 18);
        assertThat(guest.post("/api/tokens", login.put("handle", gone)).status())
                .isEqualTo(403);
        var newcomer = new JsonObject()
                .put("name", "Någon")
                .put("handle", Leaver.HANDLE)
                .put("password", Person.PASSWORD)
                .put("acceptedRules", 1)
                .put("session", "token");
        assertThat(guest.post("/api/members", newcomer).status()).isEqualTo(409);
    }
}
