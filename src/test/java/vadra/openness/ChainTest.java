package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whoever gets past every guard and changes the ledger is seen by the database's own check. */
class ChainTest {
    private static final House HOUSE = new House();

    static final List<String> FIELDS = List.of(
            "id = gen_random_uuid()",
            "at = at + interval '1 microsecond'",
            "act = 'drop'",
            "cause = 'appeal'",
            "ends = 2",
            "batch = gen_random_uuid()",
            "kind = 'room'",
            "object = gen_random_uuid()",
            "thing = gen_random_uuid()",
            "room = NULL",
            "made_at = made_at - interval '1 microsecond'",
            "language = 'en'",
            "version = 2",
            "rule = 1",
            "law = law || ' '",
            "grounds = grounds || '.'",
            "facts = upper(facts)",
            "criticism = NOT criticism",
            "source = 'notice'",
            "detected = 'machine'",
            "decided = 'partly'",
            "actor = 'moderator-2'",
            "scope = 'room'",
            "effective_at = effective_at + interval '1 second'",
            "pace = 30",
            "until = now() + interval '1 year'",
            "prev = hash",
            "hash = sha256(hash)");

    @BeforeAll
    static void act() {
        for (int i = 0; i < 4; i++) {
            var rows = HOUSE.restrain("post", House.cited(2), HOUSE.post(HOUSE.asta));
            HOUSE.reverse(rows.get(0));
        }
    }

    @AfterAll
    static void stop() {
        HOUSE.close();
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void aChangedFieldShows(String change) {
        assertThat(afterwards("UPDATE ledger SET " + change + " WHERE n = 4")).isEqualTo(4L);
    }

    /** A new field of the ledger that is not in the digest would be one that can be changed. */
    @Test
    void everyFieldIsTried() {
        assertThat(HOUSE.one("SELECT count(*) FROM information_schema.columns WHERE table_name = 'ledger'"))
                .isEqualTo(1L + 28);
    }

    @Test
    void aRowThatIsGoneShowsWhereverItWas() {
        assertThat(afterwards("DELETE FROM ledger WHERE n = 1")).isEqualTo(2L);
        assertThat(afterwards("DELETE FROM ledger WHERE n = 4")).isEqualTo(5L);
        assertThat(afterwards("DELETE FROM ledger WHERE n = 8")).isEqualTo(8L);
        assertThat(afterwards("DELETE FROM ledger")).isEqualTo(1L);
        assertThat(afterwards("UPDATE ledger SET n = n + 100 WHERE n = 8")).isEqualTo(108L);
        assertThat(afterwards("SELECT 1")).isNull();
    }

    /** What the check says in a transaction where no guard holds, which is then undone. */
    private static Object afterwards(String change) {
        return get(HOUSE.owner.withConnection(connection -> connection
                .query("BEGIN; SET LOCAL session_replication_role = replica;"
                        + " ALTER TABLE ledger DROP CONSTRAINT ledger_calm_check; " + change)
                .execute()
                .compose(done -> connection.query("SELECT ledger_fault()").execute())
                .map(rows -> rows.iterator().next().getValue(0))
                .eventually(() -> connection.query("ROLLBACK").execute())));
    }
}
