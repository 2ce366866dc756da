package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the database itself keeps of admissions and of pins, whoever asks, the tables' owner too. */
class StandingOutTest {
    private static final House HOUSE = new House();
    private static final String SAID =
            "'{\"kind\": \"%s\", \"language\": \"sv\", \"title\": \"Vi hade fel\", \"source\": \"x\", \"html\": \"<p>x</p>\"}'";

    @AfterAll
    static void stop() {
        HOUSE.close();
    }

    @Test
    void nobodyChangesOrDeletesWhatWasAdmitted() {
        var id = UUID.randomUUID();
        assertThat(begin(HOUSE.staff, id, "wrong")).isEqualTo("done");
        for (var change : new String[] {
            "UPDATE admission_version SET source = 'y'",
            "DELETE FROM admission_version",
            "UPDATE admission SET entry = NULL",
            "TRUNCATE admission_version CASCADE",
            "TRUNCATE admission CASCADE"
        }) {
            assertThat(HOUSE.asOwner(change)).as(change).isEqualTo("VA403");
        }
    }

    @Test
    void onlyStaffAdmitsAndOnlyTheUnknownBecomesKnown() {
        var id = UUID.randomUUID();
        assertThat(begin(HOUSE.asta, id, "unknown")).isEqualTo("VA403");
        assertThat(begin(HOUSE.staff, id, "known")).isEqualTo("VA409");
        assertThat(begin(HOUSE.staff, id, "unknown")).isEqualTo("done");
        assertThat(write(HOUSE.asta, id, "known")).isEqualTo("VA403");
        assertThat(write(HOUSE.staff, id, "wrong")).isEqualTo("VA409");
        assertThat(write(HOUSE.staff, id, "unknown")).isEqualTo("done");
        assertThat(write(HOUSE.staff, id, "known")).isEqualTo("done");
        assertThat(write(HOUSE.staff, id, "unknown")).isEqualTo("VA409");
        assertThat(HOUSE.one("SELECT string_agg(version || kind, ' ' ORDER BY version) FROM admission_version"
                        + " WHERE admission_id = '" + id + "'"))
                .isEqualTo("1unknown 2unknown 3known");
        assertThat(write(HOUSE.staff, UUID.randomUUID(), "wrong")).isEqualTo("VA404");
    }

    @Test
    void aPinIsCountedAndNeverTheCompanys() {
        var post = HOUSE.post(HOUSE.asta);
        assertThat(pin(post, HOUSE.staff)).isEqualTo("VA403");
        assertThat(pin(post, HOUSE.member("member"))).isEqualTo("done");
        assertThat(pin(post, HOUSE.asta)).isEqualTo("done");
        assertThat(pins(post)).isEqualTo(2);
        assertThat(HOUSE.asServer("SELECT take_reaction('" + HOUSE.asta + "', '" + post + "', 'pin')"))
                .isEqualTo("done");
        assertThat(pins(post)).isEqualTo(1);
        assertThat(HOUSE.asServer("INSERT INTO reaction VALUES ('" + post + "', '" + HOUSE.asta + "', 'boo', now())"))
                .isEqualTo("23514");
    }

    /** What its people chose before they were its people is taken back, and the room hears of it. */
    @Test
    void aPinOfSomebodyWhoIsOfTheStaffNowCountsNoMore() {
        var post = HOUSE.post(HOUSE.asta);
        var later = HOUSE.member("member");
        assertThat(pin(post, later)).isEqualTo("done");
        assertThat(pin(post, HOUSE.asta)).isEqualTo("done");
        assertThat(HOUSE.asOwner("UPDATE member SET role = 'staff' WHERE id = '" + later + "'"))
                .isEqualTo("done");
        assertThat(pins(post)).isEqualTo(1);
        assertThat(HOUSE.one("SELECT reactions ->> 'pin' FROM post WHERE id = '" + post + "'"))
                .isEqualTo("1");
        assertThat(HOUSE.one("SELECT kind || ' ' || (payload ->> 'count') || ' ' || (payload #>> '{by,id}') FROM event"
                        + " WHERE payload ->> 'post' = '" + post + "'"))
                .isEqualTo("reaction.removed 1 " + later);
    }

    private static Object pins(UUID post) {
        return HOUSE.one("SELECT pins FROM post WHERE id = '" + post + "'");
    }

    private static String pin(UUID post, UUID by) {
        return HOUSE.asServer("INSERT INTO reaction VALUES ('" + post + "', '" + by + "', 'pin', now())");
    }

    private static String begin(UUID by, UUID id, String kind) {
        return HOUSE.asServer("SELECT begin_admission('" + by + "', '" + id + "', '{}', " + SAID.formatted(kind) + ")");
    }

    private static String write(UUID by, UUID id, String kind) {
        return HOUSE.asServer("SELECT write_admission('" + by + "', '" + id + "', " + SAID.formatted(kind) + ")");
    }
}
