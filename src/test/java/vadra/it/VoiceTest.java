package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;
import vadra.openness.Entry;

/** The member's side of restraint, on whole servers: to report, to hear what came of it, to be told why, and to appeal. */
class VoiceTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer NORTH = TestServer.start(DATABASE.url(), Map.of());
    /** It hears from nobody but the database. */
    private static final TestServer SOUTH = TestServer.start(DATABASE.url(), Map.of("VADRA_LIVE_HINTS", "local"));

    private static final Moderation STAFF = new Moderation(NORTH);
    private static final int CONDUCT = 1;
    private static final int SAFETY = 3;

    private final History history = new History();
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final Person asta = Person.joins(NORTH.url(), "asta-" + id, history).startsRoom("rum-" + id);
    private final Api bo = Person.member(NORTH.url(), "bo-" + id);
    private final String post = asta.says("Hon bor på Storgatan 1.");

    @AfterAll
    static void stop() {
        NORTH.close();
        SOUTH.close();
    }

    @CanIgnoreReturnValue
    private JsonObject reports(Api who, int status) {
        var body = new JsonObject()
                .put("kind", "post")
                .put("object", post)
                .put("rule", SAFETY)
                .put("words", "Där bor jag.");
        var answer = who.post("/api/reports", body);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
        return answer.json();
    }

    private static List<JsonObject> list(Api who, String what) {
        var answer = who.get("/api/me/" + what);
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
        var schema = what.equals("reports") ? "MyReport" : "Statement";
        var all = answer.json().getJsonArray(what).stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(all)
                .allSatisfy(one -> assertThat(Schemas.OPENAPI.errors(schema, new JsonObject(one.encode())))
                        .isEmpty());
        return all;
    }

    @Test
    void reportsOfAThingComeTogetherAndWhoReportsAgainIsToldSo() {
        var first = reports(bo, 201);
        assertThat(first.getInteger("version")).isEqualTo(1);
        var again = reports(bo, 200);
        assertThat(again.getBoolean("again")).isTrue();
        var other = reports(Person.member(SOUTH.url(), "cia-" + id), 201);
        assertThat(List.of(again, other))
                .allSatisfy(one -> assertThat(one.getString("case")).isEqualTo(first.getString("case")));
        assertThat(list(bo, "reports"))
                .singleElement()
                .satisfies(one -> assertThat(one.getValue("outcome")).isNull());
    }

    @Test
    void everyKindOfThingIsReportedUnderItsOwnName() {
        for (var kind : Map.of("post", post, "room", "rum-" + id, "profile", "asta-" + id)
                .entrySet()) {
            var asked = bo.get("/api/reports/rules?lang=en&kind=" + kind.getKey() + "&object=" + kind.getValue());
            assertThat(asked.json().getJsonArray("rules").getJsonObject(0).getString("title"))
                    .startsWith("Speak of the matter");
            var body = new JsonObject()
                    .put("kind", kind.getKey())
                    .put("object", kind.getValue())
                    .put("rule", 1)
                    .put("words", "Så gör man inte.");
            assertThat(bo.post("/api/reports", body).status()).isEqualTo(201);
            assertThat(bo.post("/api/reports", body.copy().put("object", "ingen-sådan"))
                            .status())
                    .isEqualTo(404);
            assertThat(bo.post("/api/reports", body.copy().put("words", "     "))
                            .problem())
                    .isEqualTo("invalid");
            assertThat(new Api(NORTH.url(), Optional.empty())
                            .post("/api/reports", body)
                            .problem())
                    .isEqualTo("sign-in-needed");
        }
        assertThat(list(bo, "reports"))
                .extracting(one -> one.getString("link"))
                .containsExactlyInAnyOrder("/rooms/rum-" + id + "#p-" + post, "/rooms/rum-" + id, "/people/asta-" + id);
    }

    @Test
    void whoseThingItIsHearsWhyOnAnotherNodeAndHasTheirWordsAndTheWayToAppeal() {
        try (var page = Person.signedIn("page", asta.api().at(SOUTH.url()), history)) {
            var channel = "me:asta-" + id;
            page.live().open();
            assertThat(page.live().listen(channel).containsKey("subscribe")).isTrue();
            var row = STAFF.acts(post, SAFETY);
            var told = hears(page, channel, "statement", 1).getJsonObject("statement");
            isWhole(told, row);
            assertThat(row.at().plus(Duration.ofSeconds(5)))
                    .as("sent within five seconds")
                    .isAfter(sentAt(row.n()));

            STAFF.reverses(row, "It is a public place.");
            var given = hears(page, channel, "statement", 2).getJsonObject("statement");
            assertThat(given.getString("state")).isEqualTo("shown");
            assertThat(given.getJsonArray("later").getJsonObject(0).getString("words"))
                    .isEqualTo("It is a public place.");
        }
    }

    /** It is what the contracts promise and the list has, and tells all that there is to tell. */
    private void isWhole(JsonObject told, Entry row) {
        assertThat(Schemas.ASYNCAPI.errors(
                        "StatementTold",
                        new JsonObject().put("kind", "statement").put("statement", new JsonObject(told.encode()))))
                .isEmpty();
        assertThat(told).isEqualTo(list(asta.api(), "statements").get(0));
        assertThat(told.getLong("entry")).isEqualTo(row.n());
        assertThat(told.getString("state")).isEqualTo("hidden");
        assertThat(told.getString("words")).isEqualTo("Hon bor på Storgatan 1.");
        assertThat(told.getString("grounds")).isEqualTo(Moderation.GROUNDS);
        assertThat(told.getJsonObject("rule")
                        .getJsonObject("in")
                        .getJsonObject("sv")
                        .getString("title"))
                .isEqualTo("Lämna inte ut andra");
        assertThat(Instant.parse(told.getString("appealUntil")))
                .isEqualTo(row.at().atOffset(ZoneOffset.UTC).plusMonths(6).toInstant());
    }

    private static Instant sentAt(long row) {
        var vertx = io.vertx.core.Vertx.vertx();
        try {
            return get(DATABASE.pool(vertx)
                            .query("SELECT sent_at FROM telling WHERE kind = 'statement' AND entry = " + row)
                            .execute())
                    .iterator()
                    .next()
                    .getOffsetDateTime(0)
                    .toInstant();
        } finally {
            get(vertx.close());
        }
    }

    /** What a page hears of a kind, when it has heard so many. */
    private static JsonObject hears(Person page, String channel, String kind, int count) {
        Wait.until(kind + " no. " + count, () -> heard(page, channel, kind).size() >= count);
        return heard(page, channel, kind).get(count - 1);
    }

    private static List<JsonObject> heard(Person page, String channel, String kind) {
        return page.live().heard(channel).stream()
                .filter(one -> one.getString("kind").equals(kind))
                .toList();
    }

    @Test
    void aReporterHearsOfTheOutcomeAndAgainWhenItWasWrong() {
        reports(bo, 201);
        try (var page = Person.signedIn("page", bo.at(SOUTH.url()), history)) {
            var channel = "me:bo-" + id;
            page.live().open();
            assertThat(page.live().listen(channel).containsKey("subscribe")).isTrue();
            var row = STAFF.acts(post, SAFETY);
            var told = hears(page, channel, "outcome", 1).getJsonObject("report");
            assertThat(told).isEqualTo(list(bo, "reports").get(0));
            assertThat(told.getJsonObject("outcome").getLong("entry")).isEqualTo(row.n());
            assertThat(told.getJsonObject("outcome").getJsonObject("rule").getInteger("number"))
                    .isEqualTo(SAFETY);
            assertThat(told.encode()).as("nothing of what is hidden").doesNotContain("Storgatan");
            STAFF.reverses(row, "It is a public place.");
            assertThat(hears(page, channel, "outcome", 2)
                            .getJsonObject("report")
                            .getJsonObject("end")
                            .getString("cause"))
                    .isEqualTo("reversal");
        }
        var unseen = bo.get("/api/me/seen").json();
        assertThat(unseen.getInteger("unseen")).isEqualTo(2);
        assertThat(list(bo, "reports").get(0).getBoolean("heard")).isFalse();
        var seen = bo.write("PUT", "/api/me/seen", new JsonObject().put("upTo", unseen.getLong("upTo")), "k");
        assertThat(seen.status()).isEqualTo(204);
        assertThat(bo.get("/api/me/seen").json().getInteger("unseen")).isZero();
        assertThat(list(bo, "reports").get(0).getBoolean("heard")).isTrue();
    }

    @Test
    void aReporterHearsThatNoRuleIsBrokenAndWhy() {
        var of = UUID.fromString(reports(bo, 201).getString("case"));
        get(STAFF.openness().reports().noBreach(STAFF.another(), of, "It is the address of a shop."));
        var outcome = list(bo, "reports").get(0).getJsonObject("outcome");
        assertThat(outcome.getString("words")).isEqualTo("It is the address of a shop.");
        assertThat(outcome.getValue("entry")).isNull();
    }

    @Test
    void aStatementIsForWhoseThingItIsAndNobodyElse() {
        var row = STAFF.acts(post, SAFETY);
        var path = "/api/me/statements/" + row.n();
        assertThat(asta.api().get(path).status()).isEqualTo(200);
        for (var other : List.of(bo, NORTH.staff())) {
            assertThat(other.get(path).problem()).isEqualTo("not-found");
            assertThat(list(other, "statements")).noneMatch(one -> one.getLong("entry") == row.n());
            assertThat(appeals(other, row.n()).problem()).isEqualTo("not-found");
        }
        var guest = new Api(NORTH.url(), Optional.empty());
        for (var mine : List.of("statements", "reports", "seen", "statements/" + row.n())) {
            assertThat(guest.get("/api/me/" + mine).status()).isEqualTo(401);
        }
        try (var listener = Person.signedIn("ear", bo, history)) {
            listener.live().open();
            assertThat(listener.live().listen("me:asta-" + id).containsKey("error"))
                    .isTrue();
        }
        assertThat(asta.api().get("/api/posts/" + post).json().getString("text"))
                .as("its author sees in the room what a stranger sees")
                .isEqualTo(guest.get("/api/posts/" + post).json().getString("text"))
                .isEmpty();
    }

    private static Api.Answer appeals(Api who, long row) {
        return who.post("/api/me/appeals", new JsonObject().put("entry", row).put("words", "Det är en affärs adress."));
    }

    @Test
    void anAppealIsMadeOnceAndItsVerdictIsTold() {
        var row = STAFF.acts(post, CONDUCT);
        assertThat(list(asta.api(), "statements").get(0).getString("state")).isEqualTo("announced");
        var appealed = appeals(asta.api(), row.n());
        assertThat(appealed.status()).as(appealed.json().encode()).isEqualTo(201);
        assertThat(appealed.json().getJsonObject("appeal").getValue("verdict")).isNull();
        assertThat(appeals(asta.api(), row.n()).problem()).isEqualTo("conflict");

        STAFF.overturns(row, "We were wrong: it is a shop.");
        var told = list(asta.api(), "statements").get(0);
        assertThat(told.getString("state")).isEqualTo("dropped");
        var verdict = told.getJsonObject("appeal").getJsonObject("verdict");
        assertThat(verdict.getBoolean("overturned")).isTrue();
        assertThat(verdict.getString("why")).isEqualTo("We were wrong: it is a shop.");
        assertThat(verdict.getLong("entry")).isEqualTo(row.n() + 1);
        assertThat(told.getBoolean("seen")).isFalse();
    }

    @Test
    void whoReportsTooMuchIsToldWhenToTryAgain() {
        for (int i = 0; i < 50; i++) {
            var body = new JsonObject()
                    .put("kind", "post")
                    .put("object", asta.says("Inlägg " + i))
                    .put("rule", 7)
                    .put("words", "Samma sak igen.");
            assertThat(bo.post("/api/reports", body).status()).isEqualTo(201);
        }
        var body = new JsonObject()
                .put("kind", "post")
                .put("object", post)
                .put("rule", 7)
                .put("words", "En till.");
        var refused = bo.post("/api/reports", body);
        assertThat(refused.problem()).isEqualTo("too-fast");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(80_000, 86_400);
    }
}
