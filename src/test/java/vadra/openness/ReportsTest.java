package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;

class ReportsTest {
    private static final Report.Reason THREAT = new Report.Reason(1, 3, "Han hotar mig.");

    private final House house = new House();
    private final Reports reports = new Reports(house.server);
    private final UUID post = house.post(house.asta);
    private final Actor bo = house.actor("member");
    private final Actor cia = house.actor("member");
    private final Actor staff = house.actor("staff");

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void reportsOfAThingComeTogetherAndAreCountedByPeople() {
        var id = get(reports.report(bo, Entry.Kind.POST, post, THREAT)).caseId();
        assertThat(get(reports.report(bo, Entry.Kind.POST, post, new Report.Reason(null, 1, "En gång till."))))
                .isEqualTo(new Report.Receipt(id, 1, true));
        assertThat(get(reports.report(cia, Entry.Kind.POST, post, new Report.Reason(null, 3, "Han hotar mig."))))
                .isEqualTo(new Report.Receipt(id, 1, false));
        assertThat(house.waiting()).containsExactly(id);
        assertThat(house.one("SELECT object FROM report_case")).isEqualTo(post);
        assertThat(house.one("SELECT string_agg(rule || ' ' || words, ';') FROM report"))
                .isEqualTo("3 Han hotar mig.;3 Han hotar mig.");
    }

    @Test
    void aReportCitesARuleOfItsTimeAndHasWords() {
        assertThatThrownBy(() -> report(new Report.Reason(2, 3, "Han hotar mig.")))
                .hasMessageContaining("in force");
        assertThatThrownBy(() -> report(new Report.Reason(1, 99, "Han hotar mig.")))
                .hasMessageContaining("form");
        assertThatThrownBy(() -> report(new Report.Reason(1, 3, " "))).hasMessageContaining("form");
        assertThatThrownBy(() -> get(reports.report(bo, Entry.Kind.POST, UUID.randomUUID(), THREAT)))
                .hasMessageContaining("There is no");
        assertThat(house.waiting()).isEmpty();
    }

    @Test
    void everyReporterHearsThatSomethingWasDone() {
        report(THREAT);
        var unused = get(reports.report(cia, Entry.Kind.POST, post, THREAT));
        var row = house.restrain("post", House.cited(3), post).get(0);
        for (var reporter : List.of(bo, cia)) {
            assertThat(get(reports.by(reporter.id())))
                    .singleElement()
                    .extracting(Report::outcome)
                    .isInstanceOfSatisfying(Report.Outcome.class, outcome -> {
                        assertThat(outcome.entry()).isEqualTo(row);
                        assertThat(outcome.actor()).isEqualTo("moderator-1");
                    });
            assertThat(get(reports.by(reporter.id())).get(0).heardAt()).isNull();
        }
        assertThat(house.waiting()).isEmpty();
    }

    @Test
    void aReporterHearsToThatNoRuleIsBrokenAndWhy() {
        report(THREAT);
        var id = house.waiting().get(0);
        assertThatThrownBy(() -> get(reports.noBreach(bo, id, "It is about the brewer.")))
                .hasMessageContaining("only staff");
        get(reports.noBreach(staff, id, "It is about the brewer."));
        assertThat(get(reports.by(bo.id())).get(0).outcome())
                .isInstanceOfSatisfying(
                        Report.Outcome.class,
                        outcome -> assertThat(outcome.words()).isEqualTo("It is about the brewer."));
        assertThatThrownBy(() -> get(reports.noBreach(staff, id, "It is about something else.")))
                .hasMessageContaining("decided once");
        assertThat(get(reports.report(bo, Entry.Kind.POST, post, THREAT)).caseId())
                .as("a new case")
                .isNotEqualTo(id);
    }

    private void report(Report.Reason reason) {
        var unused = get(reports.report(bo, Entry.Kind.POST, post, reason));
    }
}
