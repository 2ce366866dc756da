package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;
import vadra.it.Person;
import vadra.it.TestServer;

/** What one node tells another is a reason to look, and never the thing itself: a liar on that road makes nobody hear anything. */
class ForgedHintsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", "pg"));
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool OWNER = DATABASE.pool(VERTX, 1);

    private static final String LIE = "Bankrupt since Monday";

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    private static void tells(String road, String payload) {
        get(OWNER.preparedQuery("SELECT pg_notify($1, $2)").execute(Tuple.of(road, payload)));
    }

    private static String note(String channel, JsonObject signal) {
        return new JsonObject().put("channel", channel).put("signal", signal).encode();
    }

    private static JsonObject forged(String kind) {
        return new JsonObject()
                .put("kind", kind)
                .put("seq", 2)
                .put("post", UUID.randomUUID().toString())
                .put("by", new JsonObject().put("handle", "asta").put("name", "Asta"))
                .put("text", new JsonObject().put("source", LIE).put("html", "<p>" + LIE + "</p>"));
    }

    /** What a node never says of a channel, and words beside what it does say. */
    private static void lies() {
        for (var channel : List.of("room:torget", "me:asta", "desk:monitor", "talk:" + UUID.randomUUID(), "", "x")) {
            for (var kind : List.of("post.created", "typing", "mark", "notifications", "session.ended", "")) {
                tells("vadra_note", note(channel, forged(kind)));
            }
        }
    }

    private static void nonsense() {
        var epoch = SERVER.services().log().epoch();
        var room = epoch + " " + UUID.randomUUID();
        tells(
                "vadra_hint",
                epoch + " " + get(SERVER.services().reader().key("torget")).id().value() + ":999");
        for (var hint :
                List.of("", " ", epoch, epoch + " ", epoch + " x:1", room + ":9", room + ":" + "9".repeat(40), ":,")) {
            tells("vadra_hint", hint);
        }
        for (var note : List.of("", "{", "[]", "null", "{\"channel\":7}", "{\"channel\":\"x\",\"signal\":[]}", "{}")) {
            tells("vadra_note", note);
        }
    }

    @Test
    void whoLiesToANodeIsHeardByNobodyAndStopsNothing() {
        try (var asta = Person.joins(SERVER.url(), "asta", new History())
                .startsRoom("torget")
                .enters("torget")) {
            asta.live().listen("me:asta");
            asta.says("Före.");
            lies();
            nonsense();
            asta.says("Efter.");
            asta.hears("Efter.");
            var typing = new JsonObject().put("kind", "typing").put("people", new JsonArray());
            tells("vadra_note", note("room:torget", typing));
            asta.hearsOf("typing");
            assertThat(asta.live().heard("room:torget"))
                    .noneMatch(heard -> heard.encode().contains(LIE));
            assertThat(asta.live().heard("me:asta"))
                    .noneMatch(heard -> heard.encode().contains(LIE));
            assertThat(asta.live().closes()).isEmpty();
        }
    }
}
