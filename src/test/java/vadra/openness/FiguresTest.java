package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.disclosure.PgDisclosure;
import vadra.disclosure.Selection;

/** The figures of restraint, against acts that can be counted on the fingers. */
class FiguresTest {
    private final House house = new House();
    private final PgDisclosure disclosure = new PgDisclosure(house.server, System::nanoTime);

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void aQuietHouseIsOpen() {
        house.post(house.asta);
        var figures = get(disclosure.snapshot());
        assertThat(figures.getString("state")).isEqualTo("open");
        assertThat(figures.getJsonObject("head").getLong("n")).isZero();
        assertThat(figures.getJsonObject("days30").getLong("posts")).isEqualTo(1);
        assertThat(figures.getJsonObject("days30").getJsonObject("actToStatement"))
                .isEqualTo(new JsonObject().put("n", 0).putNull("medianSeconds"));
    }

    @Test
    void actsAreCountedOnceEachAndByTheirRule() {
        var post = house.post(house.asta);
        house.later(-30);
        report(post);
        house.later(0);
        long hidden = house.restrain("post", House.cited(3).put("criticism", true), post, house.post(house.asta))
                .get(0);
        long announced =
                house.restrain("post", House.cited(1), house.post(house.asta)).get(0);
        house.restrain("profile", House.cited(2), house.asta);
        house.reverse(announced);
        appeal(hidden, true);

        var all = get(disclosure.snapshot()).getJsonObject("all");
        var counts = all.getJsonObject("counts");
        assertThat(counts.getMap())
                .containsAllEntriesOf(Map.of("interventions", 4, "touched", 3, "criticism", 2, "judged", 1))
                .containsAllEntriesOf(Map.of("overturned", 1, "returned", 2, "hidden", 2, "announced", 0));
        assertThat(all.getLong("touchedPosts")).isEqualTo(3);
        assertThat(all.getJsonArray("byRule"))
                .isEqualTo(new JsonArray().add(rule(1, 1)).add(rule(2, 1)).add(rule(3, 2)));
        assertThat(all.getJsonObject("reportToDecision").getLong("n")).isEqualTo(1);
        assertThat(all.getJsonObject("reportToDecision").getLong("medianSeconds"))
                .isBetween(1_800L, 1_900L);
        assertThat(get(disclosure.snapshot()).getString("state")).isEqualTo("ajar");
    }

    /** Whoever follows a figure comes to as many rows as it says. */
    @Test
    void eachFigureLeadsToExactlyTheRowsThatItCounts() {
        actsAreCountedOnceEachAndByTheirRule();
        var counts = get(disclosure.snapshot()).getJsonObject("all").getJsonObject("counts");
        assertThat(counts.fieldNames()).hasSize(14).allSatisfy(figure -> {
            var only = new Selection(null, null, null, null, null, null, figure, null);
            assertThat(get(disclosure.list(only, Long.MAX_VALUE, 100)))
                    .as(figure)
                    .hasSize(counts.getInteger(figure));
        });
    }

    @Test
    void theThreadOfARowHasAllThatBelongsToIt() {
        long announced =
                house.restrain("post", House.cited(1), house.post(house.asta)).get(0);
        house.restrain("post", House.cited(3), house.post(house.asta));
        house.later(3);
        long hidden = house.sweep().get(0);
        house.reverse(hidden);
        for (long n : List.of(announced, hidden, hidden + 1)) {
            assertThat(get(disclosure.row(n)).getJsonArray("thread"))
                    .extracting(step -> ((JsonObject) step).getLong("n"))
                    .containsExactly(announced, hidden, hidden + 1);
        }
    }

    @Test
    void aRowIsPublishedOnceHoweverOftenItsThingIsReported() {
        var post = house.post(house.asta);
        house.later(-30);
        report(post);
        house.later(0);
        house.restrain("post", House.cited(3), post);
        report(post);
        report(post);
        var any = new Selection(null, null, null, null, null, null, null, null);
        assertThat(get(disclosure.list(any, Long.MAX_VALUE, 100))).hasSize(1);
        var waited = get(disclosure.snapshot()).getJsonObject("all").getJsonObject("reportToDecision");
        assertThat(waited.getLong("n")).isEqualTo(1);
        assertThat(waited.getLong("medianSeconds")).as("from the first").isBetween(1_800L, 1_900L);
    }

    /** What other acts of the company make of the ledger: rooms that are held back or slowed. */
    @Test
    void minutesOfHoldsAreCountedByMonth() {
        assertThat(house.asServer("SELECT hold_room('" + house.staff + "', '" + house.room
                        + "', 40, 'Vi läser ikapp innan fler skriver.')"))
                .isEqualTo("done");
        get(house.owner
                .query("BEGIN; SET LOCAL session_replication_role = replica;"
                        + " UPDATE ledger SET effective_at = '2026-01-31T23:30:00Z',"
                        + " until = '2026-02-01T00:10:00Z'; COMMIT")
                .execute());
        var figures = get(disclosure.snapshot());
        assertThat(figures.getString("state")).isEqualTo("held");
        assertThat(figures.getJsonObject("all").getJsonArray("quiet"))
                .isEqualTo(new JsonArray().add(held("2026-01", 30)).add(held("2026-02", 10)));
    }

    /** A day that is over is counted once, and what is said today each time. */
    @Test
    void postsAreCountedByTheirDay() {
        house.post(house.asta);
        get(house.owner
                .query("UPDATE post SET said_at = now() - interval '3 days'")
                .execute());
        house.post(house.asta);
        assertThat(days()).containsExactly(1L, 1L);
        assertThat(house.one("SELECT count(*) FROM post_day")).isEqualTo(1L);
        house.post(house.asta);
        var later = get(new PgDisclosure(house.server, System::nanoTime).snapshot());
        assertThat(later.getJsonArray("days").getJsonObject(1).getLong("posts")).isEqualTo(2);
    }

    private List<Long> days() {
        return get(disclosure.snapshot()).getJsonArray("days").stream()
                .map(day -> ((JsonObject) day).getLong("posts"))
                .toList();
    }

    private static JsonObject held(String month, int minutes) {
        return new JsonObject()
                .put("month", month)
                .put("act", "hold")
                .put("n", 1)
                .put("minutes", minutes);
    }

    private static JsonObject rule(int rule, int n) {
        return new JsonObject().put("version", 1).put("rule", rule).put("n", n);
    }

    private void report(UUID post) {
        get(house.server
                .query("SELECT report_thing('" + house.member("member") + "', 'post', '" + post
                        + "', '{\"version\": 1, \"rule\": 3, \"words\": \"Se efter.\"}')")
                .execute());
    }

    private void appeal(long row, boolean overturn) {
        get(house.server
                .query("SELECT decide_appeal('" + house.member("staff") + "', appeal_entry('" + house.asta + "', " + row
                        + ", 'Det var om saken.'), " + overturn + ", 'It was about the matter.')")
                .execute());
    }
}
