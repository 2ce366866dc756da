package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.it.Talker.ok;
import static vadra.it.Talker.words;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** Two who talk in private, on two servers on one database, with the guarantees that rooms have. */
class DirectTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer NORTH = node("pg");
    private static final TestServer SOUTH = node("pg");
    /** It hears from nobody: whatever reaches it was found by looking. */
    private static final TestServer DEAF = node("local");

    private final Talker asta = Talker.joins(NORTH.url(), "asta");
    private final Talker bo = Talker.joins(SOUTH.url(), "bo");

    private static TestServer node(String hints) {
        return TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", hints));
    }

    @AfterAll
    static void stop() {
        List.of(NORTH, SOUTH, DEAF).forEach(TestServer::close);
    }

    @Test
    void oneMessageAsksUntilTheOtherAnswersAndADeclineIsNotTold() {
        var conversation = ok(asta.asks(bo, "du skrev om packningen?")).getString("conversation");
        assertThat(asta.asks(bo, "hallå?").status()).isEqualTo(409);
        assertThat(bo.lists()).hasSize(1).first().satisfies(one -> {
            assertThat(one.getString("state")).isEqualTo("request");
            assertThat(one.getJsonObject("last").getString("words")).isEqualTo("du skrev om packningen?");
        });
        assertThat(ok(bo.api.get("/api/me/unread-messages")).getInteger("requests"))
                .isEqualTo(1);
        var before = asta.sees(conversation);
        bo.answers(conversation, "decline");
        assertThat(asta.sees(conversation)).isEqualTo(before);
        assertThat(asta.tries(conversation, "snälla?", "k").status()).isEqualTo(409);
        assertThat(bo.lists()).isEmpty();
        // Words are an answer, too.
        var unused = bo.says(conversation, "jo, fråga du");
        assertThat(asta.sees(conversation).getString("state")).isEqualTo("open");
        assertThat(asta.says(conversation, "tack!")).isNotBlank();
    }

    @Test
    void whoBlocksARequestIsNotTold() {
        var conversation = ok(asta.asks(bo, "hej")).getString("conversation");
        var before = asta.sees(conversation);
        bo.answers(conversation, "block");
        assertThat(asta.sees(conversation)).isEqualTo(before);
        assertThat(asta.tries(conversation, "hej igen", "k").status()).isEqualTo(409);
        assertThat(bo.sees(conversation).getString("hindrance")).isEqualTo("apart");
        var refused = bo.tries(conversation, "nej", "k");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("detail")).isEqualTo("the two of you cannot write to each other.");
    }

    @Test
    void whatIsSaidIsHeardOnAllNodesInTheSameOrderWithoutAHole() {
        var conversation = asta.talksWith(bo);
        try (var one = asta.listens(conversation);
                var other = bo.listens(conversation);
                var deaf = bo.at(DEAF.url()).listens(conversation)) {
            for (int i = 0; i < 20; i++) {
                var unused = (i % 2 == 0 ? one : other).says(conversation, "nr " + i);
            }
            for (var listener : List.of(one, other, deaf)) {
                listener.hears(conversation, "nr 19");
                assertThat(listener.heard(conversation))
                        .containsExactlyElementsOf(
                                IntStream.range(0, 20).mapToObj(i -> "nr " + i).toList());
                assertThat(listener.live.offset("talk:" + conversation)).isEqualTo(21);
            }
        }
    }

    @Test
    void aRetryOnTwoNodesAtOnceIsOneMessage() {
        var conversation = asta.talksWith(bo);
        for (int i = 0; i < 5; i++) {
            var key = UUID.randomUUID().toString();
            var text = "en gång " + i;
            var answers = List.of(asta, asta.at(SOUTH.url())).stream()
                    .map(one -> CompletableFuture.supplyAsync(() -> one.tries(conversation, text, key)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers).extracting(Api.Answer::status).containsOnly(201);
            assertThat(answers.get(0).json()).isEqualTo(answers.get(1).json());
            assertThat(asta.tries(conversation, "andra ord", key).status()).isEqualTo(409);
        }
        assertThat(bo.reads(conversation)).hasSize(6);
    }

    @Test
    void whoLosesTheSocketHearsWhatWasMissedOnce() {
        var conversation = asta.talksWith(bo);
        try (var listener = bo.listens(conversation)) {
            for (int i = 0; i < 30; i++) {
                var unused = asta.says(conversation, "rad " + i);
                if (i % 7 == 3) {
                    listener.live.cut();
                }
            }
            listener.hears(conversation, "rad 29");
            assertThat(listener.heard(conversation))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 30).mapToObj(i -> "rad " + i).toList());
            assertThat(listener.live.returns()[1]).as("reloads").isZero();
        }
    }

    @Test
    void theAuthorEditsAndTakesBackAndTheOtherKeepsTheVersions() {
        var conversation = asta.talksWith(bo);
        var message = asta.says(conversation, "första ordalydelsen");
        assertThat(bo.api
                        .write("PUT", "/api/messages/" + message, words("annat"), "e")
                        .status())
                .isEqualTo(404);
        var unused = ok(asta.api.write("PUT", "/api/messages/" + message, words("andra ordalydelsen"), "e"));
        var versions = ok(bo.api.get("/api/messages/" + message + "/versions")).encode();
        assertThat(versions).contains("första ordalydelsen", "andra ordalydelsen");
        try (var listener = bo.listens(conversation)) {
            assertThat(asta.api.delete("/api/messages/" + message).status()).isEqualTo(200);
            Wait.until(
                    "it is heard",
                    () -> listener.live.heard("talk:" + conversation).stream()
                            .anyMatch(data -> data.getString("kind").equals("message.withdrawn")));
        }
        assertThat(bo.reads(conversation).get(1).getValue("text")).isNull();
        assertThat(ok(bo.api.get("/api/messages/" + message + "/versions")).getJsonArray("versions"))
                .isEmpty();
    }

    @Test
    void typingAndWhatWasReadAreSeenWhereTheyMayBe() {
        var conversation = asta.talksWith(bo);
        var unused = asta.says(conversation, "läser du?");
        try (var one = asta.listens(conversation);
                var other = bo.listens(conversation)) {
            assertThat(other.live
                            .call("typingTo", new JsonObject().put("conversation", conversation))
                            .encode())
                    .contains("\"rpc\"");
            Wait.until(
                    "it is seen that he writes",
                    () -> one.live.heard("talk:" + conversation).stream()
                            .anyMatch(data -> data.getString("kind").equals("typing")
                                    && data.getString("handle").equals(bo.handle)));
            whatWasReadIsSeenWhereBothShowIt(one, other, conversation);
        }
    }

    private static void whatWasReadIsSeenWhereBothShowIt(Talker one, Talker other, String conversation) {
        reads(other, conversation);
        assertThat(one.sees(conversation).getValue("seen")).as("by default").isNull();
        shows(other, conversation);
        assertThat(one.sees(conversation).getValue("seen"))
                .as("where one shows it")
                .isNull();
        shows(one, conversation);
        assertThat(one.sees(conversation).getLong("seen")).isEqualTo(2);
        Wait.until(
                "it is told",
                () -> one.live.heard("talk:" + conversation).stream()
                        .anyMatch(data -> data.getString("kind").equals("conversation")
                                && Long.valueOf(2)
                                        .equals(data.getJsonObject("conversation")
                                                .getLong("seen"))));
    }

    private static void reads(Talker who, String conversation) {
        var body = new JsonObject().put("upTo", 2);
        assertThat(who.api
                        .write("PUT", "/api/talk/" + conversation + "/read", body, "r")
                        .status())
                .isEqualTo(204);
    }

    private static void shows(Talker who, String conversation) {
        var body = new JsonObject().put("shows", true);
        assertThat(who.api
                        .write("PUT", "/api/talk/" + conversation + "/seen", body, "s")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void whoLeavesSeesNoMoreAndTheOtherKeepsIt() {
        var conversation = asta.talksWith(bo);
        assertThat(bo.api.delete("/api/talk/" + conversation).status()).isEqualTo(204);
        assertThat(bo.lists()).isEmpty();
        assertThat(asta.reads(conversation)).hasSize(1);
        try (var listener = bo) {
            listener.live.open();
            assertThat(listener.live.listen("me:" + bo.handle).containsKey("subscribe"))
                    .isTrue();
            var unused = asta.says(conversation, "är du kvar?");
            Wait.until(
                    "he is told",
                    () -> listener.live.heard("me:" + bo.handle).stream()
                            .anyMatch(data -> data.getString("kind").equals("talk") && data.getLong("unread") == 1));
            assertThat(listener.live.heard("me:" + bo.handle).toString()).doesNotContain("kvar");
        }
        assertThat(bo.lists()).hasSize(1);
        assertThat(bo.reads(conversation))
                .extracting(one -> one.getJsonObject("text").getString("source"))
                .containsExactly("är du kvar?");
    }

    @Test
    void theHistoryIsReadInPages() {
        var conversation = asta.talksWith(bo);
        for (int i = 0; i < 7; i++) {
            var unused = asta.says(conversation, "sida " + i);
        }
        var newest = ok(bo.api.get("/api/talk/" + conversation + "/messages?limit=3"));
        assertThat(newest.getBoolean("more")).isTrue();
        long first = newest.getJsonArray("messages").getJsonObject(0).getLong("seq");
        var before = ok(bo.api.get("/api/talk/" + conversation + "/messages?limit=5&before=" + first));
        assertThat(before.getJsonArray("messages")).hasSize(5);
        assertThat(before.getBoolean("more")).isFalse();
    }

    @Test
    void theReporterChoosesWhatTheStaffSeesAndHearsWhatCameOfIt() {
        var conversation = asta.talksWith(bo);
        var kept = asta.says(conversation, "det som ingen ska se");
        var chosen = asta.says(conversation, "det här hotet");
        assertThat(kept).isNotEqualTo(chosen);
        var report =
                new JsonObject().put("rule", 1).put("words", "Han hotar mig.").put("beside", new JsonArray());
        var receipt = ok(bo.api.post("/api/messages/" + chosen + "/reports", report));
        assertThat(ok(bo.api.post("/api/messages/" + chosen + "/reports", report))
                        .getBoolean("again"))
                .isTrue();
        var staff = NORTH.staff();
        var cases = ok(staff.get("/api/desk/cases")).encode();
        assertThat(cases)
                .contains("det här hotet", receipt.getString("case"))
                .doesNotContain("det som ingen ska se", asta.handle, bo.handle, conversation);
        decided(bo, receipt.getString("case"));
    }

    private static void decided(Talker reporter, String id) {
        var staff = NORTH.staff();
        var why = new JsonObject().put("why", "Det är ett hot, och det bryter mot regeln.");
        var decide = "/api/desk/cases/" + id + "/breach";
        assertThat(reporter.api.post(decide, why).status()).isEqualTo(403);
        assertThat(staff.post(decide, why).status()).isEqualTo(204);
        assertThat(staff.post(decide, why).status()).isEqualTo(409);
        var mine =
                ok(reporter.api.get("/api/me/reports")).getJsonArray("reports").getJsonObject(0);
        assertThat(mine.getString("kind")).isEqualTo("message");
        assertThat(mine.getJsonObject("outcome").getString("words")).isEqualTo(why.getString("why"));
        assertThat(mine.getJsonObject("outcome").getJsonObject("rule").getInteger("number"))
                .isEqualTo(1);
        assertThat(new Api(NORTH.url(), java.util.Optional.empty())
                        .get("/api/openness/ledger")
                        .json()
                        .encode())
                .doesNotContain("hot", reporter.handle);
    }
}
