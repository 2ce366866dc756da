package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;

/** Whoever is restrained is told why, whoever reported is told what came of it: always, once for each thing that happens. */
class TellingsTest {
    private static final Report.Reason THREAT = new Report.Reason(null, 3, "Han hotar mig.");
    private static final String WRONG = "It quotes a novel. We were wrong.";

    private final House house = new House();
    private final Reports reports = new Reports(house.server);
    private final Tellings tellings = new Tellings(house.server);
    private final Actor asta = house.actorOf(house.asta);
    private final Actor bo = house.actor("member");
    private final Actor judge = house.actor("staff");
    private final UUID post = house.post(house.asta);

    @AfterEach
    void stop() {
        assertThat(house.one("SELECT ledger_fault()")).isNull();
        house.close();
    }

    @Test
    void everyRowOfTheLedgerHasExactlyOneStatementToWhoseThingItIs() {
        var random = new Random(7);
        var authors = List.of(house.member("member"), house.member("member"), house.asta);
        int minutes = 0;
        for (int i = 0; i < 60; i++) {
            var author = authors.get(random.nextInt(authors.size()));
            switch (random.nextInt(5)) {
                case 0 -> act("room", random, house.room(author));
                case 1 -> act("profile", random, author);
                case 2 -> house.later(minutes += random.nextInt(3));
                case 3 -> endOne(random);
                default -> act("post", random, house.post(author));
            }
            var unused = house.sweep();
        }
        assertThat((Long) house.one("SELECT count(*) FROM ledger")).isGreaterThan(40L);
        assertThat(house.one("SELECT count(*) FROM ledger WHERE cause = 'due'")).isNotEqualTo(0L);
        assertThat(house.one("""
                SELECT count(*) FROM ledger WHERE 1 <> (
                    SELECT count(*) FROM telling WHERE entry = n AND kind = 'statement' AND written_at = at
                    AND member_id = maker_of(ledger.kind, object) AND decision = decision_of(n))""")).isEqualTo(0L);
    }

    /** Does something to a thing, where that is not refused since it is restrained already. */
    private void act(String kind, Random random, UUID thing) {
        if (house.one("SELECT standing_decision('" + kind + "', '" + thing + "')") == null) {
            var unused = house.restrain(kind, House.cited(1 + random.nextInt(3)), thing);
        }
    }

    private void endOne(Random random) {
        var standing = new ArrayList<Long>();
        get(house.owner
                        .query("SELECT n FROM ledger WHERE act IN ('announce', 'hide')"
                                + " AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = ledger.n) ORDER BY n")
                        .execute())
                .forEach(row -> standing.add(row.getLong("n")));
        if (!standing.isEmpty()) {
            house.reverse(standing.get(random.nextInt(standing.size())));
        }
    }

    @Test
    void anActThatCannotBeToldOfIsUndone() {
        get(house.owner
                .query("ALTER TABLE telling ADD CHECK (member_id <> '" + house.asta + "')")
                .execute());
        assertThatThrownBy(() -> house.restrain("post", House.cited(2), post)).hasMessageContaining("23514");
        assertThat(house.restraintOf(post)).isNull();
        assertThat(house.one("SELECT count(*) FROM ledger")).isEqualTo(0L);
    }

    @Test
    void anAnnouncedActIsToldOfAgainWhenItHoldsAndWhenItEnds() {
        long act = house.restrain("post", House.cited(1), post).get(0);
        assertThat(only().state()).isEqualTo(Statement.State.ANNOUNCED);
        house.later(3);
        var unused = house.sweep();
        assertThat(only().state()).isEqualTo(Statement.State.HIDDEN);
        assertThat(get(tellings.unseen(asta.id())).count()).isEqualTo(2);
        get(tellings.seen(asta.id(), get(tellings.unseen(asta.id())).upTo()));
        assertThat(only().seen()).isTrue();

        var appeal = get(new Appeals(house.server).appeal(asta, act, "Det var ett citat."));
        var row = get(new Appeals(house.server).decide(judge, appeal, true, WRONG));
        assertThat(only().state()).isEqualTo(Statement.State.SHOWN);
        assertThat(only().end().map(Entry::n)).isEqualTo(row);
        assertThat(only().seen()).isFalse();
        assertThat(only().appeal())
                .isInstanceOfSatisfying(
                        Appeal.class,
                        heard -> assertThat(heard.verdict())
                                .isNotNull()
                                .satisfies(verdict -> assertThat(verdict.why()).isEqualTo(WRONG)));
        assertThat(get(tellings.of(asta.id(), act + 1))).contains(only());
        assertThat(get(tellings.of(bo.id(), act))).as("to nobody else").isEmpty();
    }

    private Statement only() {
        var all = get(tellings.of(asta.id()));
        assertThat(all).hasSize(1);
        assertThat(all.get(0).thing().words()).isEqualTo("words");
        return all.get(0);
    }

    @Test
    void theWordsAreThoseThatWereDecidedOn() {
        var unused = house.restrain("post", House.cited(1), post);
        assertThat(house.asServer("SELECT edit_post('" + house.asta + "', '" + post
                        + "', '{\"source\": \"x\", \"html\": \"x\", \"language\": \"sv\"}', now())"))
                .isEqualTo("done");
        assertThat(only().thing().words()).isEqualTo("words");
    }

    @Test
    void aProfileThatIsMendedWhileItCoolsStays() {
        var unused = house.restrain("profile", House.cited(1), house.asta);
        assertThat(house.asServer("SELECT change_profile('" + house.asta + "', NULL, 'mended')"))
                .isEqualTo("done");
        house.later(3);
        assertThat(house.sweep()).hasSize(1);
        assertThat(house.one("SELECT restraint FROM member WHERE id = '" + house.asta + "'"))
                .isNull();
        assertThat(get(tellings.of(asta.id())).get(0).end().map(Entry::cause)).contains("changed");
    }

    @Test
    void anAppealThatChangesNothingIsToldOfToo() {
        long act = house.restrain("post", House.cited(3), post).get(0);
        var id = get(new Appeals(house.server).appeal(asta, act, "Det var ett citat."));
        get(tellings.seen(asta.id(), get(tellings.unseen(asta.id())).upTo()));
        var unused = get(new Appeals(house.server).decide(judge, id, false, "It names her street."));
        assertThat(get(tellings.unseen(asta.id())).count()).isEqualTo(1);
        assertThat(only().seen()).isFalse();
        assertThat(only().state()).isEqualTo(Statement.State.HIDDEN);
    }

    @Test
    void aReporterHearsOfAnActThatCameFromElsewhereAndThatItWasOverturned() {
        report(bo, post);
        assertThat(get(tellings.unseen(bo.id())).count()).isZero();
        long act = house.restrain("post", House.cited(2), post).get(0);
        hears(1);
        house.reverse(act);
        hears(1);
        assertThat(get(reports.by(bo.id())).get(0).end())
                .isInstanceOfSatisfying(
                        Report.End.class, end -> assertThat(end.cause()).isEqualTo("reversal"));
    }

    @Test
    void aReporterHearsThatNoRuleIsBroken() {
        report(bo, post);
        get(reports.noBreach(judge, house.waiting().get(0), "It is about the brewer."));
        hears(1);
    }

    /** Has so much to hear, and has heard it then. */
    private void hears(int times) {
        assertThat(get(tellings.unseen(bo.id())).count()).isEqualTo(times);
        assertThat(get(reports.by(bo.id())).get(0).heardAt()).isNull();
        get(tellings.seen(bo.id(), get(tellings.unseen(bo.id())).upTo()));
        assertThat(get(reports.by(bo.id())).get(0).heardAt()).isNotNull();
    }

    @Test
    void whatIsRestrainedAlreadyHasItsOutcomeAtOnce() {
        long act = house.restrain("post", House.cited(1), post).get(0);
        report(bo, post);
        assertThat(house.waiting()).isEmpty();
        assertThat(get(reports.by(bo.id())).get(0).outcome())
                .isInstanceOfSatisfying(
                        Report.Outcome.class,
                        outcome -> assertThat(outcome.entry()).isEqualTo(act));
        assertThat(get(reports.report(bo, Entry.Kind.POST, post, THREAT)).again())
                .isTrue();
        house.later(3);
        var unused = house.sweep();
        assertThat(get(reports.report(bo, Entry.Kind.POST, post, THREAT)).again())
                .as("the same act")
                .isTrue();
        house.reverse(act + 1);
        assertThat(get(tellings.unseen(bo.id())).count()).isEqualTo(2);
    }

    @Test
    void aMemberReportsAtMostFiftyThingsInADay() {
        for (int i = 0; i < 50; i++) {
            report(bo, house.post(house.asta));
        }
        assertThatThrownBy(() -> report(bo, post)).hasMessageContaining("at most 50");
        house.later(60 * 23);
        assertThatThrownBy(() -> report(bo, post)).hasMessageContaining("at most 50");
        house.later(60 * 24);
        report(bo, post);
    }

    @Test
    void allIsToldInOrderAndNotedAsSentOnceWhicheverServerSendsIt() {
        var other = new Tellings(house.server);
        report(bo, post);
        var unused = house.restrain("post", House.cited(3), post);
        var heard = new ArrayList<String>();
        for (var node : List.of(tellings, other, tellings)) {
            for (int round = 0; round < 2; round++) {
                get(node.tell(
                        (handle, statement) -> heard.add(handle + " " + statement.state()),
                        (handle, report) -> heard.add(handle + " " + report.kind())));
            }
        }
        assertThat(heard).hasSize(2).allMatch(line -> line.contains("HIDDEN") || line.contains("POST"));
        assertThat(house.one("SELECT count(*) FROM telling WHERE sent_at IS NULL"))
                .isEqualTo(0L);
        assertThat(house.one("SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY sent_at - written_at) > interval '0'"
                        + " FROM telling WHERE kind = 'statement' AND entry = decision"))
                .isEqualTo(true);

        house.reverse(1);
        for (var node : List.of(tellings, other)) {
            get(node.tell((handle, statement) -> heard.add("told"), (handle, report) -> heard.add("told")));
        }
        assertThat(heard).as("both nodes have their own listeners").hasSize(6);
    }

    private void report(Actor by, UUID thing) {
        var unused = get(reports.report(by, Entry.Kind.POST, thing, THREAT));
    }
}
