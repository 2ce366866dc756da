package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.core.PostId;
import vadra.discussion.RoomReader;

class AppealsTest {
    private static final String WRONG = "It quotes a novel. We were wrong.";

    private final House house = new House();
    private final Appeals appeals = new Appeals(house.server);
    private final UUID post = house.post(house.asta);
    private final long row = house.restrain("post", House.cited(3), post).get(0);

    @AfterEach
    void stop() {
        assertThat(house.one("SELECT ledger_fault()")).isNull();
        house.close();
    }

    @Test
    void whoActedDoesNotJudge() {
        var id = get(appeals.appeal(house.actorOf(house.asta), row, "Det var ett citat."));
        assertThatThrownBy(() -> get(appeals.decide(house.actorOf(house.staff), id, true, WRONG)))
                .hasMessageContaining("somebody else than who acted");
        assertThatThrownBy(() -> get(appeals.decide(house.actor("member"), id, true, WRONG)))
                .hasMessageContaining("only staff");
        assertThat(house.asOwner("INSERT INTO appeal_judge VALUES ('" + id + "', '" + house.staff + "')"))
                .isEqualTo("VA403");
        assertThat(house.asOwner("UPDATE appeal SET decided_at = now(), verdict = 'upheld', why = 'because of this'"))
                .as("nor is there a verdict without a judge")
                .isEqualTo("VA409");
        assertThat(house.restraintOf(post)).isEqualTo(row);

        assertThat(get(appeals.decide(house.actor("staff"), id, true, WRONG))).hasValue(row + 1);
        assertThat(house.restraintOf(post)).isNull();
        assertThat(house.one("SELECT verdict || ' ' || actor FROM appeal WHERE entry = " + row))
                .isEqualTo("overturned moderator-2");
        assertThat(house.one("SELECT cause FROM ledger WHERE ends = " + row)).isEqualTo("appeal");
    }

    @Test
    void whoReportedOrAnswersForTheProductDoesNotJudgeEither() {
        var other = house.post(house.asta);
        var reporter = house.actor("staff");
        var unused = get(new Reports(house.server)
                .report(reporter, Entry.Kind.POST, other, new Report.Reason(1, 3, "Ett hot.")));
        var act = house.restrain("post", House.cited(3), other).get(0);
        var id = get(appeals.appeal(house.actorOf(house.asta), act, "Det var ett citat."));
        assertThatThrownBy(() -> get(appeals.decide(reporter, id, false, WRONG)))
                .hasMessageContaining("somebody else");

        var answering = house.actor("staff");
        house.answersForTheRoom(answering.id().value());
        assertThatThrownBy(() -> get(appeals.decide(answering, id, false, WRONG)))
                .hasMessageContaining("somebody else");
        assertThat(house.one("SELECT id FROM appeal WHERE decided_at IS NULL")).isEqualTo(id);
    }

    @Test
    void onlyWhoseItIsAppealsAndOnlyOnce() {
        assertThatThrownBy(() -> get(appeals.appeal(house.actor("member"), row, "Det var ett citat.")))
                .hasMessageContaining("nobody else");
        var unused = get(appeals.appeal(house.actorOf(house.asta), row, "Det var ett citat."));
        assertThatThrownBy(() -> get(appeals.appeal(house.actorOf(house.asta), row, "En gång till.")))
                .hasMessageContaining("before");
        house.later(60 * 24 * 200);
        var late = house.restrain("post", House.cited(3).put("version", 1), house.post(house.asta))
                .get(0);
        house.later(2 * 60 * 24 * 200);
        assertThatThrownBy(() -> get(appeals.appeal(house.actorOf(house.asta), late, "Det var ett citat.")))
                .hasMessageContaining("six months");
    }

    @Test
    void whatIsUpheldStaysAndIsNotJudgedAgain() {
        var id = get(appeals.appeal(house.actorOf(house.asta), row, "Det var ett citat."));
        assertThat(get(appeals.decide(house.actor("staff"), id, false, "It names her street.")))
                .isEmpty();
        assertThat(house.restraintOf(post)).isEqualTo(row);
        assertThatThrownBy(() -> get(appeals.decide(house.actor("staff"), id, true, WRONG)))
                .hasMessageContaining("There is no");
        assertThat(house.asOwner("UPDATE appeal SET verdict = 'overturned'")).isEqualTo("VA409");
    }

    @Test
    void whatIsOverturnedIsByteForByteAsItWas() {
        var thread = house.post(house.asta);
        house.talkUnder(thread);
        var reader = new RoomReader(house.server, Clock.systemUTC(), UUID::randomUUID);
        var before = get(reader.thread(new PostId(thread), null));
        var raw = raw();

        var act = house.restrain("post", House.cited(2), thread).get(0);
        var hidden = get(reader.thread(new PostId(thread), null));
        assertThat(hidden).hasSameSizeAs(before).isNotEqualTo(before);
        assertThat(hidden.get(0).text().source()).isEmpty();
        assertThat(Objects.requireNonNull(hidden.get(0).restraint()).entry()).isEqualTo(act);
        assertThat(get(reader.thread(
                                new PostId(thread), house.actorOf(house.asta).id()))
                        .get(0)
                        .text())
                .as("its author sees what a stranger sees")
                .isEqualTo(hidden.get(0).text());
        assertThat(get(reader.versions(new PostId(thread)))).isEmpty();

        var id = get(appeals.appeal(house.actorOf(house.asta), act, "Det var ett citat."));
        assertThat(get(appeals.decide(house.actor("staff"), id, true, WRONG))).isPresent();
        assertThat(get(reader.thread(new PostId(thread), null))).isEqualTo(before);
        assertThat(raw()).isEqualTo(raw);
    }

    /** All that the database holds of posts, their earlier words and their votes. */
    private Object raw() {
        return house.one("""
                SELECT (SELECT string_agg(post::text, ';' ORDER BY seq) FROM post WHERE thread_id <> id OR replies > 0)
                    || (SELECT string_agg(post_version::text, ';' ORDER BY post_id, version) FROM post_version)
                    || (SELECT string_agg(reaction::text, ';' ORDER BY post_id, kind, member_id) FROM reaction)""");
    }
}
