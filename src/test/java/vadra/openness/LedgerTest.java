package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.core.ProblemException;

class LedgerTest {
    private final House house = new House();
    private final Ledger ledger = new Ledger(house.server);
    private final UUID post = house.post(house.asta);

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void anActIsReadAsItWasWritten() {
        var written = get(ledger.restrain(staff(), Entry.Kind.POST, List.of(post), threat()));
        assertThat(written).singleElement().satisfies(entry -> {
            assertThat(entry.act()).isEqualTo(Entry.Act.HIDE);
            assertThat(entry.thing().id()).isEqualTo(post);
            assertThat(entry.thing().room()).isEqualTo(house.room);
            assertThat(entry.ground().grounds()).isEqualTo("Ett hot, “rakt ut”.");
            assertThat(entry.manner())
                    .isEqualTo(new Entry.Manner("own", "person", "person", "moderator-1", "everywhere", null));
            assertThat(entry.effectiveAt()).isEqualTo(entry.at());
        });
        var given = get(ledger.reverse(staff(), written.get(0).n(), "It was a quotation of a novel."));
        assertThat(given.ends()).isEqualTo(written.get(0).n());
        assertThat(house.one("SELECT string_agg(n || act, ' ' ORDER BY n) FROM ledger WHERE object = '" + post + "'"))
                .isEqualTo("1hide 2show");
    }

    @Test
    void whatTheDatabaseRefusesIsAProblem() {
        assertThat(problem(house.actorOf(house.asta), threat())).isInstanceOf(Problem.Forbidden.class);
        assertThat(problem(staff(), Citation.of(7, 3, "Ett hot, rakt ut.", "Andra meningen.")))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(problem(staff(), Citation.of(1, 3, "Hot", "Andra meningen.")))
                .isInstanceOf(Problem.Invalid.class);
        var unused = get(ledger.restrain(null, Entry.Kind.POST, List.of(post), threat()));
        assertThat(problem(staff(), threat())).isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> get(ledger.reverse(staff(), 99, "There is no such row, is there?")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("There is no");
    }

    /** What the member said can be gone one day, and what is in the chain cannot. */
    @Test
    void whyNamesNobodyAndQuotesNothing() {
        get(house.owner
                .query("UPDATE post SET source = 'Min granne på Storgatan tolv är en tjuv och ljugare'; UPDATE member"
                        + " SET name = 'Asta Ek' WHERE id = '" + house.asta + "'")
                .execute());
        var handle = house.one("SELECT handle FROM member WHERE id = '" + house.asta + "'");
        for (var facts : List.of(
                "Det var @" + handle + " som skrev det.",
                "Asta Ek skrev en adress.",
                "Hon skrev: min granne på Storgatan tolv är en tjuv och ljugare.")) {
            assertThat(problem(staff(), Citation.of(1, 3, "Ett utpekande.", facts)))
                    .as(facts)
                    .isInstanceOf(Problem.Invalid.class);
        }
        assertThat(get(ledger.restrain(
                        staff(),
                        Entry.Kind.POST,
                        List.of(post),
                        Citation.of(1, 3, "Ett utpekande.", "Det anger en grannes gata och nummer."))))
                .hasSize(1);
    }

    /** The digests are reckoned in Java from what was read, not by the database that wrote them. */
    @Test
    void theChainIsReckonedAnew() {
        assertThat(get(ledger.verify())).isEmpty();
        for (int i = 0; i < 3; i++) {
            var entry = get(ledger.restrain(staff(), Entry.Kind.POST, List.of(post), threat()));
            var unused = get(ledger.reverse(staff(), entry.get(0).n(), "Förlåt: vi hade fel här, 🙏 och ni rätt."));
        }
        var unused = get(ledger.restrain(staff(), Entry.Kind.PROFILE, List.of(house.asta), threat()));
        assertThat(get(ledger.verify())).isEmpty();

        spoil("UPDATE ledger SET facts = 'andra meningen.' WHERE n = 3");
        assertThat(get(ledger.verify())).hasValue(3);
        spoil("UPDATE ledger SET facts = 'Andra meningen.' WHERE n = 3; DELETE FROM ledger WHERE n = 7");
        assertThat(get(ledger.verify())).hasValue(7);
        assertThat(house.one("SELECT ledger_fault()")).isEqualTo(7L);
    }

    private void spoil(String sql) {
        get(house.owner
                .query("BEGIN; SET LOCAL session_replication_role = replica; " + sql + "; COMMIT")
                .execute());
    }

    private static Citation threat() {
        return Citation.of(1, 3, "Ett hot, “rakt ut”.", "Andra meningen.");
    }

    private Problem problem(Actor by, Citation cited) {
        try {
            var unused = get(ledger.restrain(by, Entry.Kind.POST, List.of(post), cited));
            throw new AssertionError("it was not refused");
        } catch (ProblemException refused) {
            return refused.problem();
        }
    }

    private Actor staff() {
        return house.actorOf(house.staff);
    }
}
