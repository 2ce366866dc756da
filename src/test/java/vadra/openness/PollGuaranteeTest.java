package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the database keeps of polls, whatever the server is told: one ballot each, nobody's choice, and no step that tells of one. */
class PollGuaranteeTest {
    private static final House HOUSE = new House();

    private int command;

    @AfterAll
    static void stop() {
        HOUSE.close();
    }

    @Test
    void aMemberHasOneBallotHoweverOftenItIsSent() {
        var poll = poll("open", "single", "always");
        var asta = HOUSE.member("member");
        assertThat(votes(asta, poll, "c1", 0)).isEqualTo("done");
        assertThat(votes(asta, poll, "c1", 0)).isEqualTo("done");
        assertThat(votes(asta, poll, "c2", 1)).isEqualTo("done");
        assertThat(votes(asta, poll, "c1", 0)).as("late, and again").isEqualTo("done");
        count(poll);
        assertThat(told(poll).getJsonArray("counts")).isEqualTo(JsonArray.of(0, 1));
        assertThat(votes(asta, poll, "c3")).as("taken back").isEqualTo("done");
        assertThat(votes(asta, poll, "c2", 1)).as("late, and again").isEqualTo("done");
        count(poll);
        assertThat(told(poll).getInteger("n")).isZero();
    }

    @Test
    void onlyWhatCanBeChosenIsChosen() {
        var poll = poll("anonymous", "single", "always");
        assertThat(votes(HOUSE.member("member"), poll, "c", 2)).isEqualTo("VA400");
        assertThat(votes(HOUSE.member("member"), poll, "c", -1)).isEqualTo("VA400");
        assertThat(votes(HOUSE.member("member"), poll, "c", 0, 1)).isEqualTo("VA400");
        assertThat(votes(UUID.randomUUID(), poll, "c", 0)).isEqualTo("VA404");
        assertThat(votes(HOUSE.member("member"), HOUSE.post(HOUSE.asta), "c", 0))
                .isEqualTo("VA404");
        var several = poll("anonymous", "multiple", "always");
        assertThat(votes(HOUSE.member("member"), several, "c", 1, 0, 1)).isEqualTo("done");
    }

    @Test
    void theServerReadsNoBallotAndNoPollButThroughTheDoors() {
        for (var table : List.of("poll", "ballot")) {
            assertThat(HOUSE.asServer("SELECT FROM " + table)).isEqualTo("42501");
            assertThat(HOUSE.asServer("DELETE FROM " + table)).isEqualTo("42501");
        }
        var poll = poll("anonymous", "single", "always");
        for (int i = 0; i < 7; i++) {
            assertThat(votes(HOUSE.member("member"), poll, "c", i % 2)).isEqualTo("done");
        }
        count(poll);
        assertThat(get(HOUSE.server
                                .query("SELECT * FROM open_ballots('" + poll + "', NULL, '', 200)")
                                .execute())
                        .size())
                .isZero();
    }

    @Test
    void countsOfAnAnonymousPollMoveByFiveDifferentPeopleAtLeast() {
        var poll = poll("anonymous", "single", "always");
        var people =
                IntStream.range(0, 12).mapToObj(i -> HOUSE.member("member")).toList();
        var dice = new Random(7);
        int counted = 0;
        for (int i = 0; i < people.size(); i++) {
            assertThat(votes(people.get(i), poll, "c" + command++, dice.nextInt(2)))
                    .isEqualTo("done");
            // Somebody who turns to and fro moves nothing on.
            for (int turn = 0; turn < 6; turn++) {
                assertThat(votes(people.get(0), poll, "c" + command++, turn % 2))
                        .isEqualTo("done");
            }
            count(poll);
            var told = told(poll);
            assertThat(told.getInteger("n")).isEqualTo(i + 1);
            int now = told.getInteger("counted", 0);
            assertThat(now == counted || now - counted >= 4)
                    .as("%s after %s", now, counted)
                    .isTrue();
            assertThat(now == 0 || now >= 5).isTrue();
            counted = now;
        }
        assertThat(counted).isGreaterThanOrEqualTo(5);
    }

    @Test
    void anAnonymousPollThatClosesForgetsWhoChoseWhat() {
        var poll = poll("anonymous", "single", "always");
        for (int i = 0; i < 6; i++) {
            assertThat(votes(HOUSE.member("member"), poll, "c", i % 2)).isEqualTo("done");
        }
        count(poll);
        closes(poll, "-1");
        count(poll);
        assertThat(told(poll))
                .isEqualTo(new JsonObject()
                        .put("n", 6)
                        .put("closed", true)
                        .put("counted", 6)
                        .put("counts", JsonArray.of(3, 3)));
        assertThat(HOUSE.one("SELECT count(*) FROM ballot WHERE post_id = '" + poll + "'"))
                .isEqualTo(0L);
        assertThat(votes(HOUSE.member("member"), poll, "c", 0)).isEqualTo("VA409");
    }

    @Test
    void fewerThanFiveAreNeverCountedWhereNobodyIsToBeKnown() {
        var poll = poll("anonymous", "single", "always");
        for (int i = 0; i < 4; i++) {
            assertThat(votes(HOUSE.member("member"), poll, "c", 0)).isEqualTo("done");
        }
        closes(poll, "-1");
        count(poll);
        assertThat(told(poll)).isEqualTo(new JsonObject().put("n", 4).put("closed", true));
    }

    @Test
    void countsAreWhatTheRowsSayAfterAnySequence() {
        var dice = new Random(11);
        for (int round = 0; round < 12; round++) {
            var poll = poll("open", round % 2 == 0 ? "single" : "multiple", "always");
            var people =
                    IntStream.range(0, 6).mapToObj(i -> HOUSE.member("member")).toList();
            var last = new ArrayList<List<Integer>>(java.util.Collections.nCopies(6, List.<Integer>of()));
            for (int act = 0; act < 30; act++) {
                int who = dice.nextInt(6);
                int what = dice.nextInt(round % 2 == 0 ? 3 : 4);
                var chosen = what == 0 ? List.<Integer>of() : what == 3 ? List.of(0, 1) : List.of(what - 1);
                assertThat(votes(
                                people.get(who),
                                poll,
                                "c" + command++,
                                chosen.stream().mapToInt(i -> i).toArray()))
                        .isEqualTo("done");
                last.set(who, chosen);
            }
            count(poll);
            var told = told(poll);
            assertThat(told.getInteger("n"))
                    .isEqualTo((int) last.stream().filter(one -> !one.isEmpty()).count());
            assertThat(told.getJsonArray("counts"))
                    .isEqualTo(JsonArray.of(
                            (int) last.stream().filter(one -> one.contains(0)).count(),
                            (int) last.stream().filter(one -> one.contains(1)).count()));
        }
    }

    @Test
    void theLogTellsOnlyOfWhatWasCounted() {
        var poll = poll("open", "single", "always");
        assertThat(HOUSE.asServer("INSERT INTO event VALUES ('" + HOUSE.room + "', 990, now(), 'poll.counted', '"
                        + "{\"kind\": \"poll.counted\", \"post\": \"" + poll
                        + "\", \"poll\": {\"n\": 99, \"closed\": false}}')"))
                .isEqualTo("VA403");
    }

    @Test
    void whoTakesTheQuestionBackTakesTheAnswersBackToo() {
        var poll = poll("open", "single", "always");
        assertThat(votes(HOUSE.member("member"), poll, "c", 0)).isEqualTo("done");
        assertThat(HOUSE.asServer("SELECT withdraw_post('" + HOUSE.asta + "', '" + poll + "', now())"))
                .isEqualTo("done");
        assertThat(HOUSE.one("SELECT count(*) FROM ballot WHERE post_id = '" + poll + "'"))
                .isEqualTo(0L);
        assertThat(votes(HOUSE.member("member"), poll, "c", 0)).isEqualTo("VA409");
    }

    /** A poll with two choices. */
    private static UUID poll(String who, String how, String results) {
        var post = HOUSE.post(HOUSE.asta);
        get(HOUSE.owner
                .query("INSERT INTO poll (post_id, room_id, choices, multiple, anonymous, results) VALUES ('" + post
                        + "', '" + HOUSE.room + "', '{ja,nej}', " + how.equals("multiple") + ", "
                        + who.equals("anonymous")
                        + ", '" + results + "')")
                .execute());
        return post;
    }

    private static void closes(UUID poll, String seconds) {
        get(HOUSE.owner
                .query("UPDATE poll SET closes_at = ledger_now() + interval '" + seconds + " seconds' WHERE post_id = '"
                        + poll + "'")
                .execute());
    }

    private static String votes(UUID by, UUID poll, String command, int... chosen) {
        var places = IntStream.of(chosen).mapToObj(Integer::toString).toList();
        return HOUSE.asServer("SELECT cast_ballot('" + by + "', '" + poll + "', '{" + String.join(",", places) + "}', '"
                + command + "')");
    }

    /** As if the last time had been long ago. */
    private static void count(UUID poll) {
        get(HOUSE.owner
                .query("UPDATE poll SET told_at = 'epoch' WHERE post_id = '" + poll + "'")
                .execute());
        assertThat(HOUSE.asServer("SELECT count_polls()")).isEqualTo("done");
    }

    /** What the room was last told. */
    private static JsonObject told(UUID poll) {
        return (JsonObject) HOUSE.one("SELECT payload::jsonb -> 'poll' FROM event WHERE payload ->> 'post' = '" + poll
                + "' AND kind = 'poll.counted' ORDER BY seq DESC LIMIT 1");
    }
}
