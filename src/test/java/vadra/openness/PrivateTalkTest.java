package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the database gives of a private conversation, and to whom; asked as the server's own role. */
class PrivateTalkTest {
    private static final House HOUSE = new House();

    private static final String FORBIDDEN = "42501";

    static final List<String> WAYS = List.of(
            "SELECT * FROM message",
            "SELECT source FROM message",
            "SELECT count(*) FROM message",
            "SELECT * FROM message_version",
            "SELECT * FROM message_event",
            "SELECT * FROM conversation",
            "SELECT * FROM conversation_party",
            "SELECT * FROM reported_line",
            "COPY message TO STDOUT",
            "UPDATE message SET source = 'other words'",
            "DELETE FROM message",
            "INSERT INTO conversation_party SELECT gen_random_uuid(), id FROM member",
            "SELECT lock_conversation(gen_random_uuid(), gen_random_uuid())",
            "SELECT copy_line(gen_random_uuid(), gen_random_uuid(), '{}')",
            "SELECT message_words(NULL, 1)",
            "SELECT conversation_json(NULL, gen_random_uuid())",
            "UPDATE report_case SET outcome = 'breach'");

    private final UUID asta = HOUSE.member("member");
    private final UUID bo = HOUSE.member("member");
    private final UUID cia = HOUSE.member("member");

    @AfterAll
    static void stop() {
        HOUSE.close();
    }

    private static Row asked(String query, Object... values) {
        return get(HOUSE.server.preparedQuery(query).execute(Tuple.from(values)))
                .iterator()
                .next();
    }

    private static String refused(String query, Object... values) {
        return get(HOUSE.server
                .preparedQuery(query)
                .execute(Tuple.from(values))
                .map("done")
                .otherwise(failure -> ((io.vertx.pgclient.PgException) failure).getSqlState()));
    }

    private static JsonObject said(String words, String id) {
        return new JsonObject()
                .put("id", id)
                .put("message", UUID.randomUUID().toString())
                .put("source", words)
                .put("html", "<p>" + words + "</p>")
                .put("language", "sv");
    }

    private static JsonObject sends(UUID by, UUID to, String words) {
        return asked(
                        "SELECT send_message($1, $2) AS answer",
                        by,
                        said(words, UUID.randomUUID().toString()).put("to", to.toString()))
                .getJsonObject("answer");
    }

    private static UUID id(JsonObject ack, String of) {
        return UUID.fromString(ack.getString(of));
    }

    private static Optional<JsonObject> page(UUID reader, UUID conversation) {
        return Optional.ofNullable(asked("SELECT messages_of($1, $2, 1000, 100) AS answer", reader, conversation)
                .getJsonObject("answer"));
    }

    private static String words(UUID reader, UUID conversation) {
        return page(reader, conversation).map(JsonObject::encode).orElse("");
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void theTablesHaveNoReader(String statement) {
        assertThat(HOUSE.asServer(statement)).isEqualTo(FORBIDDEN);
    }

    @Test
    void everyDoorGivesNothingToWhoIsNoPartyStaffIncluded() {
        var first = sends(asta, bo, "bara för dig");
        var conversation = id(first, "conversation");
        var message = id(first, "message");
        for (var other : List.of(cia, HOUSE.staff)) {
            assertThat(page(other, conversation)).isEmpty();
            for (var door : List.of(
                    "SELECT conversation_of($1, $2) AS answer", "SELECT message_events_of($1, $2, 0, 100) AS answer")) {
                assertThat(asked(door, other, conversation).getValue("answer"))
                        .as(door)
                        .isNull();
            }
            assertThat(asked("SELECT message_versions_of($1, $2) AS answer", other, message)
                            .getValue("answer"))
                    .isNull();
            assertThat(asked("SELECT rules_of_message($1, $2) AS answer", other, message)
                            .getValue("answer"))
                    .isNull();
            assertThat(asked("SELECT may_type($1, $2) AS may", other, conversation)
                            .getBoolean("may"))
                    .isFalse();
            actsAreRefused(other, conversation, message);
        }
        assertThat(words(bo, conversation)).contains("bara för dig");
    }

    private static void actsAreRefused(UUID other, UUID conversation, UUID message) {
        for (var act : List.of(
                "SELECT answer_request($1, $2, 'accept')",
                "SELECT leave_conversation($1, $2)",
                "SELECT read_conversation($1, $2, 1)",
                "SELECT show_seen($1, $2, true)")) {
            assertThat(refused(act, other, conversation)).as(act).isEqualTo("VA404");
        }
        assertThat(refused("SELECT withdraw_message($1, $2, 'w')", other, message))
                .isEqualTo("VA404");
        assertThat(refused("SELECT edit_message($1, $2, $3)", other, message, said("mitt", "e")))
                .isEqualTo("VA404");
        assertThat(refused(
                        "SELECT report_message($1, $2, '[]', $3)",
                        other,
                        message,
                        new JsonObject().put("rule", 1).put("words", "därför")))
                .isEqualTo("VA404");
    }

    @Test
    void theStaffSeesTheChosenLinesAndNothingBeside() {
        var conversation = id(sends(asta, bo, "första raden"), "conversation");
        var answered = sends(bo, asta, "bos rad");
        var chosen = sends(asta, bo, "den valda raden");
        var unused = sends(asta, bo, "den ovalda raden");
        var to = asked(
                        "SELECT * FROM report_message($1, $2, $3, $4)",
                        bo,
                        id(chosen, "message"),
                        new JsonArray().add(new JsonObject().put("message", answered.getString("message"))),
                        new JsonObject().put("rule", 1).put("words", "därför att"))
                .getUUID("to_case");
        var seen = asked("SELECT reported_message($1, $2) AS answer", to, HOUSE.staff)
                .getJsonObject("answer");
        assertThat(seen.encode())
                .contains("den valda raden", "bos rad")
                .doesNotContain("första raden", "den ovalda raden", conversation.toString(), asta.toString());
        assertThat(asked("SELECT reported_message($1, $2) AS answer", to, bo).getValue("answer"))
                .as("to anybody but staff")
                .isNull();
    }

    @Test
    void aCopyIsWhatWasSaidAlsoWhenItsAuthorTurnsAway() {
        var unused = sends(asta, bo, "hej");
        unused = sends(bo, asta, "hej själv");
        var harsh = sends(asta, bo, "ett hot");
        var message = id(harsh, "message");
        var edited = asked("SELECT edit_message($1, $2, $3) AS answer", asta, message, said("en vänlighet", "e1"));
        assertThat(edited.getJsonObject("answer").getLong("offset")).isEqualTo(4);
        var withdrawn = asked("SELECT withdraw_message($1, $2, 'w1') AS answer", asta, message);
        assertThat(withdrawn.getJsonObject("answer").getLong("offset")).isEqualTo(5);
        assertThat(words(bo, id(harsh, "conversation"))).doesNotContain("ett hot", "en vänlighet");
        var to = asked(
                        "SELECT * FROM report_message($1, $2, '[]', $3)",
                        bo,
                        message,
                        new JsonObject()
                                .put("rule", 1)
                                .put("words", "därför att")
                                .put("version", 1))
                .getUUID("to_case");
        assertThat(asked("SELECT reported_message($1, $2) AS answer", to, HOUSE.staff)
                        .getJsonObject("answer")
                        .getString("words"))
                .isEqualTo("ett hot");
        assertThat(refused("SELECT find_breach($1, $2, 'Det är ett hot mot en person.')", HOUSE.staff, to))
                .isEqualTo("done");
        assertThat(HOUSE.one("SELECT outcome FROM report_case WHERE id = '" + to + "'"))
                .isEqualTo("breach");
    }

    @Test
    void nobodyOfTheStaffJudgesTheirOwnConversation() {
        var unused = sends(asta, HOUSE.staff, "till dig som arbetar där");
        var rude = sends(HOUSE.staff, asta, "otrevligt svar");
        var to = asked(
                        "SELECT * FROM report_message($1, $2, '[]', $3)",
                        asta,
                        id(rude, "message"),
                        new JsonObject().put("rule", 1).put("words", "därför att"))
                .getUUID("to_case");
        for (var verdict : List.of("find_breach", "find_no_breach")) {
            assertThat(refused("SELECT " + verdict + "($1, $2, 'Det ryms i reglerna.')", HOUSE.staff, to))
                    .isEqualTo("VA403");
        }
        assertThat(refused("SELECT find_no_breach($1, $2, 'Det ryms i reglerna.')", HOUSE.member("staff"), to))
                .isEqualTo("done");
    }

    @Test
    void tenRequestsWaitAndTheNextIsToldWhenWhateverBecameOfThem() {
        for (int i = 0; i < 10; i++) {
            var asked = HOUSE.member("member");
            var conversation = id(sends(asta, asked, "hej"), "conversation");
            assertThat(refused("SELECT answer_request($1, $2, 'decline')", asked, conversation))
                    .isEqualTo("done");
        }
        var eleventh = said("hej", "c11").put("to", bo.toString());
        assertThat(refused("SELECT send_message($1, $2)", asta, eleventh)).isEqualTo("VA429");
        assertThat(HOUSE.one("SELECT count(*) FROM conversation WHERE high_id = '" + bo + "' OR low_id = '" + bo + "'"))
                .isEqualTo(0L);
        get(HOUSE.owner
                .query("UPDATE conversation SET started_at = started_at - interval '14 days' WHERE started_by = '"
                        + asta + "' AND id = (SELECT id FROM conversation WHERE started_by = '" + asta + "' LIMIT 1)")
                .execute());
        assertThat(refused("SELECT send_message($1, $2)", asta, eleventh)).isEqualTo("done");
    }

    @Test
    void contactsNeedNotAskAndWhoIsBlockedIsRefusedBothWays() {
        get(HOUSE.owner
                .query("INSERT INTO contact (asker_id, asked_id, asked_at, accepted_at) VALUES ('" + asta + "', '" + bo
                        + "', now(), now())")
                .execute());
        var conversation = id(sends(asta, bo, "ett"), "conversation");
        var unused = sends(asta, bo, "två");
        assertThat(asked("SELECT conversation_of($1, $2) AS answer", bo, conversation)
                        .getJsonObject("answer")
                        .getString("state"))
                .isEqualTo("open");
        get(HOUSE.owner
                .query("INSERT INTO block VALUES ('" + bo + "', '" + asta + "', now()), ('" + bo + "', '" + cia
                        + "', now())")
                .execute());
        for (var pair : List.of(List.of(asta, bo), List.of(bo, asta), List.of(cia, bo), List.of(bo, cia))) {
            assertThat(refused(
                            "SELECT send_message($1, $2)",
                            pair.get(0),
                            said("tre", "b").put("to", pair.get(1).toString())))
                    .isEqualTo("VA403");
        }
        assertThat(words(asta, conversation)).contains("två");
    }

    @Test
    void whoIsForgottenLeavesNoWords() {
        var conversation = id(sends(asta, bo, "mina ord"), "conversation");
        var unused = sends(bo, asta, "bos ord");
        get(HOUSE.owner.query("DELETE FROM member WHERE id = '" + asta + "'").execute());
        assertThat(words(bo, conversation)).contains("bos ord").doesNotContain("mina ord");
        assertThat(HOUSE.one("SELECT count(*) FROM message WHERE source = 'mina ord'"))
                .isEqualTo(0L);
    }

    @Test
    void whatWasTakenBackIsForgottenInAMonth() {
        var message = id(sends(asta, bo, "ångrade ord"), "message");
        assertThat(refused("SELECT withdraw_message($1, $2, 'w')", asta, message))
                .isEqualTo("done");
        assertThat(refused("SELECT forget_messages()")).isEqualTo("done");
        assertThat(HOUSE.one("SELECT source FROM message WHERE id = '" + message + "'"))
                .isEqualTo("ångrade ord");
        get(HOUSE.owner
                .query("UPDATE message SET withdrawn_at = withdrawn_at - interval '31 days' WHERE id = '" + message
                        + "'")
                .execute());
        assertThat(refused("SELECT forget_messages()")).isEqualTo("done");
        assertThat(HOUSE.one("SELECT source FROM message WHERE id = '" + message + "'"))
                .isEqualTo("");
    }
}
