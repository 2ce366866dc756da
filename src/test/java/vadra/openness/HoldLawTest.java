package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the database allows of a hold, whoever asks the server for more: to wait alike, and not for long. */
class HoldLawTest {
    private static final String DONE = "done";
    private static final String FORM = "VA400";
    private static final String FORBIDDEN = "VA403";
    private static final String NONE = "VA404";
    private static final String NOT_NOW = "VA409";
    /** A constraint that even the tables' owner cannot get past. */
    private static final String CHECK = "23514";

    private static final String LAST = "SELECT act || cause || actor FROM ledger ORDER BY n DESC LIMIT 1";

    private final House house = new House();
    private int said;

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void theStaffAndTheStarterHoldARoomAndNobodyElse() {
        assertThat(hold(house.member("member"), 30)).isEqualTo(FORBIDDEN);
        assertThat(hold(house.asta, 30)).isEqualTo(DONE);
        assertThat(house.one(LAST)).isEqualTo("holddecisionstarter");
        assertThat(lift(house.member("member"))).isEqualTo(FORBIDDEN);
        assertThat(lift(house.staff)).isEqualTo(DONE);
        assertThat(house.one(LAST)).isEqualTo("liftreversalmoderator-1");
        assertThat(house.one("SELECT ledger_fault()")).isNull();
    }

    @Test
    void whoAnswersForTheProductDoesNotHoldWhereItIsTalkedOf() {
        house.answersForTheRoom(house.staff);
        assertThat(hold(house.staff, 30)).isEqualTo(FORBIDDEN);
    }

    @Test
    void itHasBoundsThatNobodyCanPass() {
        assertThat(hold(house.staff, 0)).isEqualTo(FORM);
        assertThat(hold(house.staff, 61)).isEqualTo(FORM);
        assertThat(house.asServer("SELECT hold_room('" + house.staff + "', '" + house.room + "', 60, 'Kort.')"))
                .isEqualTo(FORM);
        assertThat(house.asServer("SELECT hold_room('" + house.staff + "', '" + house.room + "', NULL, NULL)"))
                .isEqualTo(FORM);
        assertThat(hold(house.staff, 60)).isEqualTo(DONE);
        assertThat(hold(house.staff, 60)).as("it is not made longer").isEqualTo(NOT_NOW);
        for (var change : List.of("held_until = held_until + interval '1 minute'", "held = NULL, held_until = NULL")) {
            assertThat(house.asOwner("UPDATE room SET " + change)).as(change).isEqualTo(FORBIDDEN);
        }
        var longer = "INSERT INTO ledger SELECT (jsonb_populate_record(ledger, '{\"id\": \"" + UUID.randomUUID()
                + "\", \"until\": \"" + house.one("SELECT (now() + interval '61 minutes')::text") + "\"}')).*"
                + " FROM ledger";
        assertThat(house.asOwner(longer)).isEqualTo(CHECK);
    }

    @Test
    void itEndsByItselfAndThenRestsForADayWhoeverAsks() {
        assertThat(hold(house.staff, 10)).isEqualTo(DONE);
        assertThat(house.sweep()).as("its time is not over").isEmpty();
        house.later(10);
        assertThat(house.sweep()).hasSize(1);
        assertThat(house.one(LAST)).isEqualTo("liftexpirymachine");
        assertThat(hold(house.asta, 10)).isEqualTo(NOT_NOW);
        house.later(9 + 24 * 60);
        assertThat(hold(house.staff, 10)).isEqualTo(NOT_NOW);
        house.later(11 + 24 * 60);
        assertThat(hold(house.staff, 10)).isEqualTo(DONE);
        assertThat(house.one("SELECT ledger_fault()")).isNull();
    }

    @Test
    void aRoomCanBeSlowedAndHeldAndEachEndsForItself() {
        assertThat(house.asServer("SELECT slow_room('" + house.staff + "', '" + house.room
                        + "', 30, 15, 'Det skrivs fortare än någon läser.')"))
                .isEqualTo(DONE);
        assertThat(hold(house.staff, 30)).isEqualTo(DONE);
        assertThat(lift(house.staff)).isEqualTo(DONE);
        assertThat(house.one("SELECT (slow, pace, held, held_until IS NULL)::text FROM room"))
                .isEqualTo("(1,30,,t)");
        assertThat(house.one("SELECT payload #>> '{calm,ends}' FROM event ORDER BY seq DESC LIMIT 1"))
                .as("everybody is told which of them ended")
                .isEqualTo("2");
        assertThat(house.one("SELECT openness_snapshot(now()) #>> '{all,counts,slowed}'"))
                .isEqualTo("1");
    }

    @Test
    void nobodysPostIsSaidWhileItLastsAndNothingWaitsWithoutIt() {
        assertThat(keep(house.asta)).as("nothing is held").isEqualTo(FORBIDDEN);
        assertThat(hold(house.staff, 10)).isEqualTo(DONE);
        assertThat(say(UUID.randomUUID(), house.staff, "sägs")).isEqualTo(NOT_NOW);
        assertThat(house.asOwner(saying(UUID.randomUUID(), house.asta, "sägs"))).isEqualTo(NOT_NOW);
        assertThat(keep(house.asta)).isEqualTo(DONE);
        assertThat(house.one("SELECT waiting FROM room")).isEqualTo(1);
        assertThat(house.one("SELECT openness_snapshot(now()) ->> 'state'")).isEqualTo("held");
    }

    /** Whoever has the server's role cannot choose among what waits either: not another order, not other words. */
    @Test
    void whatWaitedIsSaidAsItWasWrittenAndInThatOrder() {
        assertThat(hold(house.staff, 10)).isEqualTo(DONE);
        assertThat(keep(house.asta)).isEqualTo(DONE);
        assertThat(keep(house.staff)).isEqualTo(DONE);
        assertThat(lift(house.staff)).isEqualTo(DONE);
        assertThat(say(waiting(2), house.staff, "väntar 2"))
                .as("before the first")
                .isEqualTo(NOT_NOW);
        assertThat(say(UUID.randomUUID(), house.staff, "nytt"))
                .as("before both")
                .isEqualTo(NOT_NOW);
        assertThat(say(waiting(1), house.asta, "annat")).isEqualTo(FORBIDDEN);
        assertThat(say(waiting(1), house.staff, "väntar 1")).as("as another").isEqualTo(FORBIDDEN);
        assertThat(say(waiting(1), house.asta, "väntar 1")).isEqualTo(DONE);
        assertThat(say(waiting(2), house.staff, "väntar 2")).isEqualTo(DONE);
        assertThat(house.one("SELECT waiting FROM room")).isEqualTo(0);
        assertThat(house.one("SELECT count(*) FROM held_post")).isEqualTo(0L);
        assertThat(say(UUID.randomUUID(), house.staff, "nytt")).isEqualTo(DONE);
    }

    @Test
    void onlyTheAuthorTakesBackWhatWaits() {
        assertThat(hold(house.staff, 10)).isEqualTo(DONE);
        assertThat(keep(house.asta)).isEqualTo(DONE);
        var post = waiting(1);
        assertThat(takeBack(house.staff, post)).isEqualTo(NONE);
        assertThat(takeBack(house.asta, post)).isEqualTo(DONE);
        assertThat(takeBack(house.asta, post)).isEqualTo(NONE);
        assertThat(house.one("SELECT waiting FROM room")).isEqualTo(0);
        assertThat(house.one("SELECT post_id FROM receipt")).isEqualTo(post);
    }

    @Test
    void whatCannotBeSaidIsKeptForItsAuthor() {
        assertThat(hold(house.staff, 10)).isEqualTo(DONE);
        assertThat(keep(house.asta)).isEqualTo(DONE);
        assertThat(house.asServer("SELECT close_room('" + house.asta + "', '" + house.room + "')"))
                .isEqualTo(DONE);
        assertThat(house.one("SELECT keep_unsaid()"))
                .as("its time has not come")
                .isEqualTo(0);
        assertThat(lift(house.staff)).isEqualTo(DONE);
        assertThat(house.one("SELECT keep_unsaid()")).isEqualTo(1);
        assertThat(house.one("SELECT source FROM held_post WHERE unsaid = 'closed'"))
                .isEqualTo("väntar 1");
        assertThat(house.one("SELECT waiting FROM room")).isEqualTo(0);
    }

    @Test
    void nobodyIsHeldToACapacityThatTheyLostMeanwhile() {
        var later = house.member("staff");
        assertThat(hold(house.staff, 10)).isEqualTo(DONE);
        assertThat(keep(later)).isEqualTo(DONE);
        assertThat(keep(house.asta)).isEqualTo(DONE);
        assertThat(house.asOwner("UPDATE held_post SET hat = 'employee' WHERE author_id = '" + later + "'"))
                .isEqualTo(DONE);
        assertThat(lift(house.staff)).isEqualTo(DONE);
        assertThat(house.one("SELECT keep_unsaid()")).as("they still have it").isEqualTo(0);
        assertThat(house.asOwner("UPDATE member SET role = 'member' WHERE id = '" + later + "'"))
                .isEqualTo(DONE);
        assertThat(house.one("SELECT keep_unsaid()")).isEqualTo(1);
        assertThat(house.one("SELECT unsaid FROM held_post WHERE author_id = '" + later + "'"))
                .isEqualTo("hat");
        assertThat(say(waiting(2), house.asta, "väntar 2"))
                .as("and who wrote after them is not kept waiting")
                .isEqualTo(DONE);
    }

    @Test
    void nothingHoldsUpARoomForEver() {
        assertThat(hold(house.staff, 10)).isEqualTo(DONE);
        assertThat(keep(house.asta)).isEqualTo(DONE);
        assertThat(keep(house.asta)).isEqualTo(DONE);
        assertThat(lift(house.staff)).isEqualTo(DONE);
        assertThat(house.one("SELECT keep_unsaid()")).isEqualTo(0);
        assertThat(house.one("SELECT waiting FROM room")).as("it is tried").isEqualTo(2);
        house.later(11);
        assertThat(house.one("SELECT keep_unsaid()")).isEqualTo(0);
        assertThat(house.one("SELECT source FROM held_post WHERE unsaid = 'refused'"))
                .isEqualTo("väntar 1");
        assertThat(say(waiting(2), house.asta, "väntar 2"))
                .as("what is behind it")
                .isEqualTo(DONE);
    }

    private String hold(UUID by, int minutes) {
        return house.asServer("SELECT hold_room('" + by + "', '" + house.room + "', " + minutes
                + ", 'Vi läser ikapp innan fler skriver.')");
    }

    private String lift(UUID by) {
        return house.asServer("SELECT lift_hold('" + by + "', '" + house.room + "')");
    }

    private String keep(UUID author) {
        said++;
        return house.asServer(
                "INSERT INTO held_post (id, room_id, author_id, command_id, fingerprint, source, html, language,"
                        + " mentions, held_at) VALUES (gen_random_uuid(), '" + house.room + "', '" + author + "', 'c"
                        + said
                        + "', 'f', 'väntar " + said + "', '<p></p>', 'sv', '{}', now())");
    }

    private UUID waiting(int number) {
        return (UUID) house.one("SELECT id FROM held_post WHERE source = 'väntar " + number + "'");
    }

    private String say(UUID id, UUID author, String words) {
        return house.asServer(saying(id, author, words));
    }

    private String saying(UUID id, UUID author, String words) {
        var hat = author.equals(house.staff) ? "employee" : "customer";
        return "INSERT INTO post (id, room_id, seq, author_id, thread_id, command_id, source, html, language, said_at, hat)"
                + " VALUES ('" + id + "', '" + house.room + "', " + (100 + said++) + ", '" + author + "', '" + id
                + "', coalesce((SELECT command_id FROM held_post WHERE id = '" + id + "'), 'c'), '" + words
                + "', '<p></p>', 'sv', now(), '" + hat + "')";
    }

    private String takeBack(UUID by, UUID post) {
        return house.asServer("SELECT take_back_held('" + by + "', '" + post + "')");
    }
}
