package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the database allows of calm, whoever asks the server for more. */
class CalmTest {
    private static final String DONE = "done";
    private static final String FORM = "VA400";
    private static final String FORBIDDEN = "VA403";
    private static final String NOT_NOW = "VA409";
    /** A constraint that even the tables' owner cannot get past. */
    private static final String CHECK = "23514";

    private final House house = new House();

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void theStaffAndTheStarterSlowARoomAndNobodyElse() {
        assertThat(slow(house.member("member"), 30, 15)).isEqualTo(FORBIDDEN);
        assertThat(slow(house.asta, 30, 15)).isEqualTo(DONE);
        assertThat(house.one("SELECT actor FROM ledger ORDER BY n DESC LIMIT 1"))
                .isEqualTo("starter");
        assertThat(lift(house.member("member"))).isEqualTo(FORBIDDEN);
        assertThat(lift(house.staff)).isEqualTo(DONE);
        assertThat(house.one("SELECT actor FROM ledger ORDER BY n DESC LIMIT 1"))
                .isEqualTo("moderator-1");
        assertThat(house.one("SELECT ledger_fault()")).isNull();
    }

    @Test
    void whoAnswersForTheProductDoesNotSlowWhereItIsTalkedOf() {
        house.answersForTheRoom(house.staff);
        assertThat(slow(house.staff, 30, 15)).isEqualTo(FORBIDDEN);
    }

    @Test
    void itHasBoundsThatNobodyCanPass() {
        for (var asked : List.of("4, 15", "601, 15", "30, 0", "30, 61")) {
            assertThat(house.asServer("SELECT slow_room('" + house.staff + "', '" + house.room + "', " + asked
                            + ", 'Det skrivs fort.')"))
                    .as(asked)
                    .isEqualTo(FORM);
        }
        assertThat(house.asServer("SELECT slow_room('" + house.staff + "', '" + house.room + "', 30, 15, 'Fort.')"))
                .isEqualTo(FORM);
        assertThat(slow(house.staff, 600, 60)).isEqualTo(DONE);
        assertThat(slow(house.staff, 30, 15)).as("it is not made longer").isEqualTo(NOT_NOW);
        assertThat(house.asOwner("UPDATE room SET slow_until = slow_until + interval '1 minute'"))
                .isEqualTo(FORBIDDEN);
        assertThat(house.asOwner("UPDATE room SET pace = 5")).isEqualTo(FORBIDDEN);
        assertThat(house.asOwner("UPDATE room SET slow = NULL, pace = NULL, slow_until = NULL"))
                .isEqualTo(FORBIDDEN);
        var longer = "INSERT INTO ledger SELECT (jsonb_populate_record(ledger, '{\"id\": \"" + UUID.randomUUID()
                + "\", " + "\"until\": \"" + house.one("SELECT (now() + interval '61 minutes')::text")
                + "\"}')).* FROM ledger";
        assertThat(house.asOwner(longer)).isEqualTo(CHECK);
        assertThat(house.asOwner(longer.replace("until\"", "rule\"").replaceAll("\"rule\": \"[^\"]*\"", "\"rule\": 1")))
                .as("a row of calm names no rule")
                .isEqualTo(CHECK);
    }

    @Test
    void itEndsByItselfAndThenRestsForAsLongAsItLasted() {
        assertThat(slow(house.staff, 30, 10)).isEqualTo(DONE);
        assertThat(house.sweep()).as("its time is not over").isEmpty();
        house.later(10);
        assertThat(house.sweep()).hasSize(1);
        assertThat(house.one("SELECT act || cause || actor FROM ledger ORDER BY n DESC LIMIT 1"))
                .isEqualTo("liftexpirymachine");
        assertThat(house.one("SELECT pace FROM room WHERE id = '" + house.room + "'"))
                .isNull();
        assertThat(slow(house.asta, 30, 10)).as("whoever asks").isEqualTo(NOT_NOW);
        house.later(19);
        assertThat(slow(house.staff, 30, 10)).isEqualTo(NOT_NOW);
        house.later(21);
        assertThat(slow(house.staff, 30, 10)).isEqualTo(DONE);
        assertThat(house.one("SELECT ledger_fault()")).isNull();
    }

    @Test
    void aRoomThatIsClosedIsNotSlowed() {
        assertThat(house.asServer("SELECT close_room('" + house.asta + "', '" + house.room + "')"))
                .isEqualTo(DONE);
        assertThat(slow(house.staff, 30, 10)).isEqualTo(NOT_NOW);
        assertThat(lift(house.staff)).as("nothing to end").isEqualTo(NOT_NOW);
    }

    /** Or who reported the room would hear that something was done about it. */
    @Test
    void itIsNoAnswerToAReport() {
        assertThat(house.asServer("SELECT report_thing('" + house.asta + "', 'room', '" + house.room
                        + "', '{\"version\": 1, \"rule\": 1, \"words\": \"Titeln.\"}')"))
                .isEqualTo(DONE);
        assertThat(slow(house.staff, 30, 10)).isEqualTo(DONE);
        assertThat(house.one("SELECT count(*) FROM report_case WHERE decided_at IS NULL"))
                .isEqualTo(1L);
    }

    private String slow(UUID by, int seconds, int minutes) {
        return house.asServer("SELECT slow_room('" + by + "', '" + house.room + "', " + seconds + ", " + minutes
                + ", 'Det skrivs fortare än någon läser.')");
    }

    private String lift(UUID by) {
        return house.asServer("SELECT lift_slow('" + by + "', '" + house.room + "')");
    }
}
