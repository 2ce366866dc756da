package vadra.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.it.SteppedClock;

/** What time does to askings, pauses and mutes. */
class ContactTimesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Pool OWNER = DATABASE.pool(VERTX);
    private static int people;

    private final SteppedClock days = new SteppedClock(Instant.parse("2026-11-02T08:00:00Z"));
    private final Contacts contacts = new Contacts(DATABASE.serverPool(VERTX), days);
    private final MemberId asta = member();
    private final MemberId bo = member();

    @AfterAll
    static void stop() {
        get(VERTX.close());
    }

    private static MemberId member() {
        var id = UUID.randomUUID();
        get(OWNER.query("SELECT announce_rules(1, NULL, '[]') WHERE NOT EXISTS (SELECT FROM rules)")
                .execute());
        get(OWNER.preparedQuery("""
                INSERT INTO member (id, handle, name, role, about, password_hash, rules_version, joined_at)
                VALUES ($1, $2, 'Åsta', 'member', '', 'x', 1, now())""").execute(Tuple.of(id, "t" + people++)));
        return new MemberId(id);
    }

    @CanIgnoreReturnValue
    private Contact.State asks(MemberId by, MemberId whom) {
        return get(contacts.ask(by, whom, "Hej")).state();
    }

    private void isRefused(MemberId by, MemberId whom, String limit, int days) {
        assertThatThrownBy(() -> asks(by, whom)).satisfies(thrown -> {
            var problem = problem(thrown);
            assertThat(problem.limit()).isEqualTo(limit);
            assertThat(problem.retryAfter()).isEqualTo(Duration.ofDays(days));
        });
    }

    private static Problem.TooFast problem(Throwable thrown) {
        var cause = thrown instanceof ProblemException ? thrown : Objects.requireNonNull(thrown.getCause());
        return (Problem.TooFast) ((ProblemException) cause).problem();
    }

    @Test
    void anAskingIsGoneAfterSixtyDaysAndCanBeMadeAgainAfterNinetyDeclinedOrNot() {
        for (var declines : List.of(true, false)) {
            var cia = member();
            asks(asta, cia);
            days.step(Duration.ofDays(59));
            if (declines) {
                var unused = get(contacts.end(cia, asta));
            }
            assertThat(get(contacts.with(asta, cia)).state()).isEqualTo(Contact.State.ASKING);
            days.step(Duration.ofDays(1));
            var gone = get(contacts.with(asta, cia));
            assertThat(gone.state()).isEqualTo(Contact.State.NONE);
            assertThat(gone.againAt()).isEqualTo(days.instant().plus(Duration.ofDays(30)));
            assertThat(get(contacts.with(cia, asta)).againAt()).isNull();
            isRefused(asta, cia, "asking-again", 30);
            days.step(Duration.ofDays(30));
            assertThat(asks(asta, cia)).isEqualTo(Contact.State.ASKING);
        }
    }

    @Test
    void whatIsGoneIsNotAcceptedButAskedAnew() {
        asks(asta, bo);
        days.step(Duration.ofDays(61));
        assertThat(asks(bo, asta)).isEqualTo(Contact.State.ASKING);
        assertThat(asks(asta, bo)).isEqualTo(Contact.State.CONTACT);
    }

    @Test
    void whoPartsMayAskAgainAndTheOtherOneWaits() {
        asks(asta, bo);
        asks(bo, asta);
        assertThat(get(contacts.end(bo, asta)).againAt()).isNull();
        isRefused(asta, bo, "asking-again", 30);
        assertThat(asks(bo, asta)).isEqualTo(Contact.State.ASKING);
        assertThat(asks(asta, bo)).isEqualTo(Contact.State.CONTACT);
    }

    @Test
    void aPauseIsNotShortenedByWhatComesAfterIt() {
        asks(asta, bo);
        var unused = get(contacts.end(asta, bo));
        asks(bo, asta);
        asks(asta, bo);
        var parted = get(contacts.end(asta, bo));
        assertThat(parted.againAt()).isEqualTo(days.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void fiftyAskingsStandAtATimeWhateverBecameOfThem() {
        var people = IntStream.range(0, 51).mapToObj(n -> member()).toList();
        for (int n = 0; n < 50; n++) {
            asks(asta, people.get(n));
            if (n % 2 == 0) {
                var unused = get(contacts.end(people.get(n), asta));
            }
            if (n % 20 == 19) {
                days.step(Duration.ofDays(1));
            }
        }
        isRefused(asta, people.get(50), "askings", 58);
        var unused = get(contacts.end(asta, people.get(0)));
        assertThat(asks(asta, people.get(50))).isEqualTo(Contact.State.ASKING);
    }

    @Test
    void whatNoLongerCountsIsDroppedAndWhatCountsStays() {
        asks(asta, bo);
        days.step(Duration.ofDays(89));
        get(contacts.sweep());
        isRefused(asta, bo, "asking-again", 1);
        days.step(Duration.ofDays(1));
        assertThat(get(contacts.sweep())).isPositive();
        assertThat(get(contacts.with(asta, bo)).againAt()).isNull();
    }

    @Test
    void aMuteEndsByItself() {
        var boundaries = contacts.boundaries();
        get(boundaries.mute(asta, bo, days.instant().plus(Duration.ofDays(2))));
        assertThat(get(contacts.wantsToHear(asta, bo))).isFalse();
        assertThat(get(contacts.wantsToHear(bo, asta))).isTrue();
        days.step(Duration.ofDays(2));
        assertThat(get(contacts.wantsToHear(asta, bo))).isTrue();
        assertThat(get(boundaries.mutes(asta))).isEmpty();
        assertThat(get(boundaries.folds(asta)).muted()).isEmpty();
    }
}
