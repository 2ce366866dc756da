package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the server's own role cannot make of a question, whatever it is told to. */
class QuestionGuaranteeTest {
    private static final House HOUSE = new House();

    private final UUID question = HOUSE.post(HOUSE.asta);

    QuestionGuaranteeTest() {
        assertThat(HOUSE.asServer("INSERT INTO question (post_id) VALUES ('" + question + "')"))
                .isEqualTo("done");
    }

    @AfterAll
    static void stop() {
        HOUSE.close();
    }

    @Test
    void whoIsNoHostMovesNothing() {
        assertThat(move(HOUSE.member("blogger"), 100, "'move', 'choose'")).isEqualTo("VA403");
        assertThat(move(HOUSE.asta, 100, "'move', 'choose'"))
                .as("in a room of talk, its starter is none")
                .isEqualTo("VA403");
        assertThat(move(HOUSE.staff, 100, "'move', 'choose'")).isEqualTo("done");
    }

    @Test
    void onlyWhoStartedTheRoomGivesItsHosts() {
        var host = HOUSE.member("member");
        var give = "SELECT give_host('%s', '" + HOUSE.room + "', '" + host + "')";
        assertThat(HOUSE.asServer(give.formatted(HOUSE.staff))).isEqualTo("VA403");
        assertThat(HOUSE.asServer(give.formatted(HOUSE.asta))).isEqualTo("done");
        assertThat(move(host, 101, "'move', 'choose'")).isEqualTo("done");
        assertThat(HOUSE.asServer("SELECT take_host('" + host + "', '" + HOUSE.room + "', '" + host + "')"))
                .isEqualTo("done");
        assertThat(move(host, 102, "'move', 'claim'")).isEqualTo("VA403");
    }

    @Test
    void anAnswerIsARealReplyAndStays() {
        assertThat(move(HOUSE.staff, 103, "'move', 'answer', 'answer', '" + question + "'"))
                .isEqualTo("VA409");
        assertThat(move(HOUSE.staff, 104, "'move', 'decline', 'reason', 'nej'")).isEqualTo("23514");
        assertThat(move(HOUSE.staff, 105, "'move', 'bury'")).isEqualTo("VA400");
        assertThat(move(HOUSE.staff, 106, "'move', 'merge', 'into', '" + question + "'"))
                .isNotEqualTo("done");
        assertThat(move(HOUSE.staff, 107, "'move', 'undo'")).isEqualTo("VA409");
    }

    @Test
    void theLogTellsOfNoMoveThatWasNotMade() {
        var told = "{\"kind\": \"question.moved\", \"post\": \"" + question
                + "\", \"move\": \"choose\", \"by\": {\"id\": \"" + HOUSE.staff
                + "\"}, \"question\": {\"state\": \"chosen\"}}";
        assertThat(HOUSE.asServer("INSERT INTO event VALUES ('" + HOUSE.room + "', 900, now(), 'question.moved', '"
                        + told + "')"))
                .isEqualTo("VA403");
    }

    @Test
    void nobodySpeaksUnderAnothersPseudonym() {
        var bo = HOUSE.member("member");
        var alias = HOUSE.one("SELECT id FROM alias_in('" + bo + "', '" + HOUSE.room + "')");
        var said =
                "INSERT INTO post (id, room_id, seq, author_id, thread_id, command_id, source, html, language, said_at,"
                        + " hat, alias_id) SELECT id, '" + HOUSE.room
                        + "', 901, '%s', id, 'c', 'x', 'x', 'sv', now(), 'customer', '"
                        + alias
                        + "' FROM gen_random_uuid() id";
        assertThat(HOUSE.asServer(said.formatted(HOUSE.asta))).isEqualTo("23503");
        assertThat(HOUSE.asServer(said.formatted(bo))).isEqualTo("done");
        assertThat(HOUSE.asServer("SELECT alias_in('" + HOUSE.staff + "', '" + HOUSE.room + "')"))
                .isEqualTo("VA403");
        assertThat(HOUSE.asOwner("UPDATE room_alias SET name = 'x'")).isEqualTo("VA403");
    }

    private String move(UUID by, int seq, String asked) {
        return HOUSE.asServer("SELECT move_question('" + by + "', '" + question + "', " + seq + ", jsonb_build_object("
                + asked + "), now())");
    }
}
