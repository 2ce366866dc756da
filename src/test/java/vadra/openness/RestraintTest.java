package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Acts of restraint: each visibility that changes has its row of the ledger, and each row its change, or neither. */
class RestraintTest {
    private final House house = new House();
    private final UUID post = house.post(house.asta);

    @AfterEach
    void stop() {
        assertThat(house.one("SELECT ledger_fault()")).isNull();
        house.close();
    }

    @Test
    void whatIsAgainstTheLawIsHiddenAtOnceAndAnythingElseCools() {
        var hidden = house.restrain("post", House.cited(2), post);
        assertThat(house.restraintOf(post)).isEqualTo(hidden.get(0));

        var other = house.post(house.asta);
        assertThat(house.restrain("post", House.cited(1), other)).hasSize(1);
        assertThat(house.sweep()).isEmpty();
        assertThat(house.restraintOf(other)).isNull();
        house.later(3);
        assertThat(house.restraintOf(other)).isNull();
        assertThat(house.sweep()).containsExactly((Long) house.restraintOf(other));
        assertThat(house.sweep()).isEmpty();
    }

    @Test
    void wordsThatTheirAuthorMendsWhileItCoolsStay() {
        var act = house.restrain("post", House.cited(1), post).get(0);
        assertThat(house.asServer("SELECT edit_post('" + house.asta + "', '" + post
                        + "', '{\"source\": \"x\", \"html\": \"x\", \"language\": \"sv\"}', now())"))
                .isEqualTo("done");
        house.later(3);
        assertThat(house.sweep()).hasSize(1);
        assertThat(house.restraintOf(post)).isNull();
        assertThat(house.one("SELECT cause FROM ledger WHERE ends = " + act)).isEqualTo("changed");
    }

    @Test
    void whatHasATimeEndsByItself() {
        var until = OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(30).toString();
        assertThat(house.restrain("post", House.cited(2).put("until", until), post))
                .hasSize(1);
        assertThat(house.sweep()).isEmpty();
        house.later(31);
        assertThat(house.sweep()).hasSize(1);
        assertThat(house.restraintOf(post)).isNull();
    }

    @Test
    void manyAtOnceAreAllOrNone() {
        var other = house.post(house.asta);
        assertThatThrownBy(() -> house.restrain("post", House.cited(2), post, other, UUID.randomUUID()))
                .hasMessageContaining("VA404");
        assertThat(house.restraintOf(post)).isNull();
        assertThat(house.one("SELECT count(*) FROM ledger")).isEqualTo(0L);

        assertThat(house.restrain("post", House.cited(2), post, other)).hasSize(2);
        assertThat(house.one("SELECT count(DISTINCT batch) FROM ledger")).isEqualTo(1L);
        assertThatThrownBy(() -> house.restrain("post", House.cited(2), post)).hasMessageContaining("VA409");
    }

    @Test
    void aRuleThatWasNotInForceWhenItWasSaidIsRefused() {
        house.announce(2, House.RULES);
        assertThat(house.one("SELECT valid_from >= announced_at + interval '7 days' FROM rules WHERE version = 2"))
                .isEqualTo(true);
        assertThatThrownBy(() -> house.restrain("post", House.cited(2).put("version", 2), post))
                .hasMessageContaining("were not in force");
        house.later(60 * 24 * 8);
        assertThatThrownBy(() -> house.restrain("post", House.cited(2).put("version", 2), post))
                .as("nor later: the words are older than the rule")
                .hasMessageContaining("were not in force");
        assertThat(house.restrain("post", House.cited(2), post)).hasSize(1);
    }

    @Test
    void aVersionIsNeverWrittenAnewNorBroughtInSooner() {
        assertThatThrownBy(() -> house.announce(1, House.RULES.replace("\"a\"", "\"other\"")))
                .hasMessageContaining("other words");
        assertThat(house.asOwner("INSERT INTO rules VALUES (2, now(), now() + interval '6 days')"))
                .isEqualTo("23514");
        assertThat(house.asOwner("INSERT INTO rules VALUES (2, now() - interval '8 days', now() + interval '1 day')"))
                .isEqualTo("23514");
        assertThatThrownBy(() -> house.announce(3, House.RULES.replaceFirst("(?s)\"en\": .*?}", "\"fi\": {}")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void onlyStaffActsAndNobodyWhoAnswersForTheProduct() {
        var acting = "SELECT restrain('" + house.asta + "', 'post', '{" + post + "}', '" + House.cited(2) + "')";
        assertThat(house.asServer(acting)).isEqualTo("VA403");

        house.answersForTheRoom(house.staff);
        assertThatThrownBy(() -> house.restrain("post", House.cited(2), post)).hasMessageContaining("VA403");
        assertThat(house.restraintOf(post)).isNull();
    }

    @Test
    void aRowThatCannotBeWrittenUndoesTheAct() {
        var other = house.post(house.asta);
        get(house.owner
                .query("ALTER TABLE ledger ADD CHECK (object <> '" + other + "')")
                .execute());
        assertThatThrownBy(() -> house.restrain("post", House.cited(2), post, other))
                .hasMessageContaining("23514");
        assertThat(house.restraintOf(post)).isNull();
        assertThatThrownBy(() -> house.restrain("post", House.cited(2).put("grounds", "because"), post))
                .hasMessageContaining("23514");
        assertThatThrownBy(() -> house.restrain("post", House.cited(2).putNull("law"), post))
                .hasMessageContaining("VA400");
        assertThat(house.one("SELECT count(*) FROM ledger")).isEqualTo(0L);
    }

    @Test
    void aRowOfWhatDidNotHappenIsRefused() {
        get(house.owner
                .query("CREATE OR REPLACE FUNCTION set_restraint(of_kind text, of_id uuid, entry bigint)"
                        + " RETURNS void LANGUAGE sql RETURN NULL")
                .execute());
        assertThatThrownBy(() -> house.restrain("post", House.cited(2), post)).hasMessageContaining("did not happen");
        assertThat(house.one("SELECT count(*) FROM ledger")).isEqualTo(0L);
    }

    /** Single, bulk, automatic, timed and reversing acts on posts, rooms and profiles, in any order. */
    @Test
    void afterARandomRunThereAreAsManyRowsAsChanges() {
        get(house.owner.query("""
                CREATE TABLE seen (kind text);
                CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                    BEGIN INSERT INTO seen VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
                CREATE TRIGGER seen AFTER UPDATE OF restraint ON post FOR EACH ROW EXECUTE FUNCTION see();
                CREATE TRIGGER seen AFTER UPDATE OF restraint ON room FOR EACH ROW EXECUTE FUNCTION see();
                CREATE TRIGGER seen AFTER UPDATE OF restraint ON member FOR EACH ROW EXECUTE FUNCTION see()""").execute());
        var random = new Random(7);
        var posts = new ArrayList<>(List.of(post));
        for (int i = 0; i < 20; i++) {
            posts.add(house.post(house.asta));
        }
        for (int i = 0; i < 150; i++) {
            act(random, posts, i);
        }
        assertThat((Long) house.one("SELECT count(*) FROM seen")).isGreaterThan(50);
        assertThat(house.one("SELECT count(*) FROM seen"))
                .isEqualTo(house.one("SELECT count(*) FROM ledger WHERE act IN ('hide', 'show')"));
        assertThat(house.one("""
                SELECT (SELECT count(*) FROM post WHERE restraint IS NOT NULL)
                     + (SELECT count(*) FROM room WHERE restraint IS NOT NULL)
                     + (SELECT count(*) FROM member WHERE restraint IS NOT NULL)"""))
                .isEqualTo(house.one("SELECT count(*) FROM ledger began WHERE act = 'hide'"
                        + " AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = began.n)"));
        assertThat(house.one("SELECT string_agg(payload #>> '{restraint,entry}', ' ' ORDER BY seq) FROM event"))
                .as("each act is told in its room's log, once and in order")
                .isEqualTo(house.one("SELECT string_agg(n::text, ' ' ORDER BY n) FROM ledger WHERE kind <> 'profile'"));
    }

    private void act(Random random, List<UUID> posts, int minute) {
        var kind = List.of("post", "post", "post", "room", "profile").get(random.nextInt(5));
        var things = kind.equals("room")
                ? house.room.toString()
                : kind.equals("profile")
                        ? house.asta.toString()
                        : posts.get(random.nextInt(posts.size())) + "," + posts.get(random.nextInt(posts.size()));
        JsonObject cited = House.cited(1 + random.nextInt(3));
        if (random.nextBoolean()) {
            cited.put(
                    "until",
                    OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(minute + 5).toString());
        }
        var by = random.nextInt(3) == 0 ? "NULL" : "'" + house.staff + "'";
        // Many are refused, since the thing is restrained already; that is part of it.
        var unused = house.asServer("SELECT restrain(" + by + ", '" + kind + "', '{" + things + "}', '" + cited + "')");
        if (random.nextBoolean()) {
            unused = house.asServer("SELECT reverse_restraint('" + house.staff + "', "
                    + (1 + random.nextInt(minute + 1)) + ", 'It was about the matter after all.')");
        }
        house.later(minute);
        assertThat(house.asServer("SELECT sweep_restraints()")).isEqualTo("done");
    }
}
