package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;

/** The staff's side of restraint, on a whole server: what waits, the act under a rule, and what is refused. */
class DocketTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final Api MIA = SERVER.staff("mia");
    private static final Api KIM = SERVER.staff("kim");
    private static final int CONDUCT = 1;
    private static final int SAFETY = 3;
    private static final JsonObject WHY = new JsonObject().put("why", "Det ryms i reglerna, och är kritik.");

    private final History history = new History();
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final Person asta =
            Person.joins(SERVER.url(), "asta-" + id, history).startsRoom("rum-" + id);
    private final Api bo = Person.member(SERVER.url(), "bo-" + id);
    private final Api guest = new Api(SERVER.url(), Optional.empty());
    private final String post = asta.says("Hon bor på Storgatan 1.");

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    private static JsonObject act(int rule, String... posts) {
        return new JsonObject()
                .put("kind", "post")
                .put("objects", new JsonArray(Stream.of(posts).toList()))
                .put("rule", rule)
                .put("grounds", "Det röjer en privatpersons adress.")
                .put("facts", "Andra meningen har gata och nummer.")
                .put("criticism", false);
    }

    private long hidden(Api by) {
        var answer = by.post("/api/desk/restraints", act(SAFETY, post));
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
        return answer.json().getJsonArray("entries").getLong(0);
    }

    private static JsonObject find(JsonObject docket, String key, Object value) {
        return docket.getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.encode().contains("\"" + key + "\":")
                        && item.encode().contains(value.toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(docket.encode()));
    }

    @Test
    void aCaseHasTheWordsAndTheReportsButNotWhoReported() {
        var report = new JsonObject()
                .put("kind", "post")
                .put("object", post)
                .put("rule", 3)
                .put("words", "Min syster.");
        assertThat(bo.post("/api/reports", report).status()).isEqualTo(201);
        var open = find(MIA.get("/api/desk/cases").json(), "case", post);
        assertThat(open.getJsonObject("thing").getString("words")).isEqualTo("Hon bor på Storgatan 1.");
        assertThat(open.encode()).contains("Min syster.").doesNotContain("bo-" + id);

        var none = MIA.post("/api/desk/cases/" + open.getString("case") + "/no-breach", WHY);
        assertThat(none.status()).isEqualTo(204);
        assertThat(MIA.post("/api/desk/cases/" + open.getString("case") + "/no-breach", WHY)
                        .status())
                .as("once")
                .isEqualTo(409);
        assertThat(bo.get("/api/me/reports").json().encode()).contains("Det ryms i reglerna");
    }

    @Test
    void whatCoolsIsAnnouncedAndCanBeDropped() {
        var answer = MIA.post("/api/desk/restraints", act(CONDUCT, post));
        assertThat(answer.json().getString("act")).isEqualTo("announce");
        long row = answer.json().getJsonArray("entries").getLong(0);
        assertThat(find(KIM.get("/api/desk/restraints").json(), "entry", post).getString("act"))
                .isEqualTo("announce");
        assertThat(KIM.post("/api/desk/restraints/" + row + "/reversal", WHY).status())
                .isEqualTo(200);
        assertThat(guest.get("/api/posts/" + post).json().containsKey("restraint"))
                .isFalse();
    }

    @Test
    void anAppealIsJudgedBySomebodyElse() {
        long row = hidden(MIA);
        assertThat(asta.api()
                        .post(
                                "/api/me/appeals",
                                new JsonObject().put("entry", row).put("words", "Det är min egen adress."))
                        .status())
                .isEqualTo(201);
        var seen = find(MIA.get("/api/desk/appeals").json(), "appeal", post);
        assertThat(seen.getString("hindrance")).isEqualTo("acted");
        assertThat(find(KIM.get("/api/desk/appeals").json(), "appeal", post).getString("hindrance"))
                .isNull();

        var verdict = WHY.copy().put("verdict", "overturned");
        var path = "/api/desk/appeals/" + seen.getString("appeal") + "/verdict";
        assertThat(MIA.post(path, verdict).status()).isEqualTo(403);
        assertThat(KIM.post(path, verdict).status()).isEqualTo(200);
        assertThat(guest.get("/api/posts/" + post).json().getString("text")).isEqualTo("Hon bor på Storgatan 1.");
    }

    @Test
    void whatTheRulesDoNotAllowIsRefused() {
        var good = act(SAFETY, post);
        assertThat(guest.post("/api/desk/restraints", good).status()).isEqualTo(401);
        assertThat(bo.post("/api/desk/restraints", good).status()).isEqualTo(403);
        for (var field : good.fieldNames()) {
            var lacking = good.copy();
            lacking.remove(field);
            assertThat(MIA.post("/api/desk/restraints", lacking).status())
                    .as(field)
                    .isEqualTo(400);
        }
        assertThat(MIA.post("/api/desk/restraints", act(99, post)).status()).isEqualTo(400);
        assertThat(MIA.post("/api/desk/restraints", act(4, post)).status())
                .as("no law")
                .isEqualTo(400);
        assertThat(MIA.post(
                                "/api/desk/restraints",
                                act(SAFETY, post, UUID.randomUUID().toString()))
                        .status())
                .as("all or none")
                .isEqualTo(404);
        assertThat(guest.get("/api/posts/" + post).json().containsKey("restraint"))
                .isFalse();
        var unused = hidden(MIA);
        assertThat(KIM.post("/api/desk/restraints", good).status()).as("twice").isEqualTo(409);
    }

    @Test
    void whoAnswersForTheProductKeepsOut() {
        get(DATABASE.pool(VERTX)
                .query("INSERT INTO product VALUES (gen_random_uuid(), 'p-" + id + "', 'P', 's')")
                .execute());
        var room = new JsonObject().put("title", "P").put("slug", "om-" + id).put("product", "p-" + id);
        assertThat(asta.api().post("/api/rooms", room).status()).isEqualTo(201);
        var critic = asta.entersQuietly("om-" + id).says("P är sämst.");
        assertThat(MIA.write("PUT", "/api/desk/answering/p-" + id + "/mia", new JsonObject(), "k" + id)
                        .status())
                .isEqualTo(204);
        assertThat(KIM.get("/api/desk/answering").json().encode()).contains("\"mia\"");

        var refused = MIA.post("/api/desk/restraints", act(CONDUCT, critic));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("detail")).contains("answers for the product");
        assertThat(KIM.post("/api/desk/restraints", act(CONDUCT, critic)).status())
                .isEqualTo(201);
        assertThat(MIA.delete("/api/desk/answering/p-" + id + "/mia").status())
                .as("who would release themselves")
                .isEqualTo(403);
        assertThat(KIM.delete("/api/desk/answering/p-" + id + "/mia").status()).isEqualTo(204);
    }

    @Test
    void aNoticeIsReceiptedDecidedAndForgotten() {
        var notice = notice();
        assertThat(guest.post("/api/notices", notice.copy().put("goodFaith", false))
                        .status())
                .isEqualTo(400);
        var nameless = notice.copy();
        nameless.remove("mail");
        assertThat(guest.post("/api/notices", nameless).status()).isEqualTo(400);
        var receipt = guest.post("/api/notices", notice).json().getString("receipt");
        assertThat(guest.get("/api/posts/" + post).json().containsKey("restraint"))
                .as("a notice hides nothing")
                .isFalse();
        assertThat(guest.get("/api/notices/" + receipt).json().encode()).doesNotContain("Bo Ek", "example.com");
        assertThat(guest.get("/api/notices/" + "0".repeat(32)).status()).isEqualTo(404);

        decide(receipt);
        long row = guest.get("/api/notices/" + receipt).json().getLong("entry");
        assertThat(guest.get("/api/posts/" + post)
                        .json()
                        .getJsonObject("restraint")
                        .getLong("entry"))
                .isEqualTo(row);
        assertThat(get(SERVER.services().disclosure().row(row)).encode())
                .contains("\"notice\"")
                .doesNotContain("Bo Ek", "example.com");
    }

    private JsonObject notice() {
        return new JsonObject()
                .put("place", SERVER.url() + "/rooms/rum-" + id + "#p-" + post)
                .put("law", "4 kap. brottsbalken")
                .put("words", "Det är olaga förföljelse.")
                .put("name", "Bo Ek")
                .put("mail", "bo@example.com")
                .put("goodFaith", true);
    }

    private void decide(String receipt) {
        var waits = find(MIA.get("/api/desk/notices").json(), "notice", post);
        var decision = WHY.copy().put("act", act(4, post).put("law", "4 kap. 4 b § brottsbalken"));
        decision.getJsonObject("act").remove("kind");
        decision.getJsonObject("act").remove("objects");
        var path = "/api/desk/notices/" + waits.getString("notice") + "/decision";
        assertThat(bo.post(path, decision).status()).isEqualTo(403);
        assertThat(MIA.post(path, decision).status()).isEqualTo(204);
        assertThat(MIA.post(path, WHY).status()).as("once").isEqualTo(409);
        assertThat(guest.get("/api/notices/" + receipt).json().getString("why")).isEqualTo(WHY.getString("why"));
    }
}
