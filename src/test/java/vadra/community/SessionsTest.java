package vadra.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;
import vadra.it.Wait;

class SessionsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.fresh().pool(VERTX);

    private final Hands clock = new Hands();
    private final Sessions sessions = new Sessions(new PgSessions(POOL, false), clock, UUID::randomUUID);
    private final List<Predicate<Session>> revoked = new ArrayList<>();

    @AfterAll
    static void stop() {
        get(VERTX.close());
    }

    @Test
    void aSecretIsRecognisedAndNoOther() {
        var signed = get(sessions.begin(member("asta"), Session.Kind.BROWSER, "Firefox"));

        assertThat(signed.secret()).matches("[A-Za-z0-9_-]{43}");
        assertThat(get(sessions.recognise(signed.secret()))).contains(signed.session());
        assertThat(get(sessions.recognise(new Secrets().next()))).isEmpty();
        assertThat(get(sessions.recognise(signed.session().id().toString()))).isEmpty();
        assertThat(get(sessions.recognise("' OR 1=1 --"))).isEmpty();
    }

    @Test
    void theDatabaseDoesNotHoldTheSecret() {
        var signed = get(sessions.begin(member("bo"), Session.Kind.TOKEN, "script"));

        var rows = get(
                POOL.preparedQuery("SELECT session::text AS line, length(digest) AS bytes FROM session WHERE id = $1")
                        .execute(Tuple.of(signed.session().id())));
        var row = rows.iterator().next();
        assertThat(row.getString("line")).doesNotContain(signed.secret());
        assertThat(row.getInteger("bytes")).isEqualTo(32);
        assertThat(signed.toString()).doesNotContain(signed.secret());
    }

    @Test
    void aSessionThatWasEndedIsNotRecognisedAndItsListenersKnow() {
        var member = member("cia");
        var here = get(sessions.begin(member, Session.Kind.BROWSER, "here"));
        var there = get(sessions.begin(member, Session.Kind.TOKEN, "there"));
        assertThat(get(sessions.recognise(there.secret()))).isPresent();
        sessions.onRevoked(revoked::add);

        get(sessions.end(there.session().id(), member.id()));

        assertThat(get(sessions.recognise(there.secret()))).isEmpty();
        assertThat(get(sessions.recognise(here.secret()))).isPresent();
        assertThat(revoked).hasSize(1).allMatch(which -> which.test(there.session()) && !which.test(here.session()));
        assertThat(get(sessions.list(member.id()))).extracting(Place::session).containsExactly(here.session());
    }

    @Test
    void nobodyEndsTheSessionOfAnother() {
        var hers = get(sessions.begin(member("doris"), Session.Kind.BROWSER, ""));
        var eve = member("eve");

        assertThatThrownBy(() -> get(sessions.end(hers.session().id(), eve.id())))
                .hasMessageStartingWith("not-found");
        assertThat(get(sessions.recognise(hers.secret()))).isPresent();
    }

    @Test
    void aBrowserStaysForThirtyDaysAndATokenForAYear() {
        var member = member("fia");
        var browser = get(sessions.begin(member, Session.Kind.BROWSER, ""));
        var token = get(sessions.begin(member, Session.Kind.TOKEN, ""));

        clock.now = clock.now.plus(Duration.ofDays(30));
        assertThat(get(sessions.recognise(browser.secret()))).isEmpty();
        assertThat(get(sessions.recognise(token.secret()))).isPresent();
        clock.now = clock.now.plus(Duration.ofDays(335));
        assertThat(get(sessions.recognise(token.secret()))).isEmpty();
        assertThat(get(sessions.list(member.id()))).isEmpty();
        assertThat(get(sessions.purge())).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aBrowserThatIsUnusedForTwoWeeksIsForgottenAndOneThatIsUsedStays() {
        var member = member("frida");
        var used = get(sessions.begin(member, Session.Kind.BROWSER, ""));
        var unused = get(sessions.begin(member, Session.Kind.BROWSER, ""));
        var token = get(sessions.begin(member, Session.Kind.TOKEN, ""));

        clock.now = clock.now.plus(Duration.ofDays(10));
        assertThat(get(sessions.recognise(used.secret()))).isPresent();
        Wait.until(
                "its use is noted",
                () -> get(sessions.list(member.id())).stream()
                        .anyMatch(place -> place.usedAt().equals(clock.now.truncatedTo(ChronoUnit.MICROS))));
        clock.now = clock.now.plus(Duration.ofDays(10));
        assertThat(get(sessions.recognise(used.secret()))).isPresent();
        assertThat(get(sessions.recognise(unused.secret()))).isEmpty();
        assertThat(get(sessions.recognise(token.secret()))).isPresent();
    }

    @Test
    void aRevocationOnAnotherNodeIsKnownHereAsSoonAsTheLogTellsOfIt() {
        var other = new Sessions(new PgSessions(POOL, false), clock, UUID::randomUUID);
        var member = member("gun");
        var signed = get(sessions.begin(member, Session.Kind.BROWSER, ""));
        assertThat(get(sessions.recognise(signed.secret()))).isPresent();

        get(other.end(signed.session().id(), member.id()));
        sessions.happened(new ControlEvent.SessionEnded(signed.session().id()));

        assertThat(get(sessions.recognise(signed.secret()))).isEmpty();
    }

    @Test
    void whoseRoleChangedIsLookedUpAnewAndListenersKnow() {
        var member = member("hedda");
        var signed = get(sessions.begin(member, Session.Kind.BROWSER, ""));
        assertThat(get(sessions.recognise(signed.secret()))).isPresent();
        sessions.onRevoked(revoked::add);

        get(POOL.preparedQuery("UPDATE member SET role = 'staff' WHERE id = $1")
                .execute(Tuple.of(member.id().value())));
        sessions.happened(new ControlEvent.RoleChanged(member.id()));

        assertThat(revoked).hasSize(1).allMatch(which -> which.test(signed.session()));
        assertThat(get(sessions.recognise(signed.secret())).map(Session::actor).map(Actor::role))
                .contains(Role.STAFF);
    }

    @Test
    void theOldestOfMoreThanAHundredMakesRoom() {
        var member = member("hilda");
        sessions.onRevoked(revoked::add);
        var first = get(sessions.begin(member, Session.Kind.TOKEN, "first"));
        for (int each = 0; each < 100; each++) {
            clock.now = clock.now.plusMillis(1);
            get(sessions.begin(member, Session.Kind.TOKEN, "later"));
        }

        assertThat(get(sessions.list(member.id()))).hasSize(100);
        assertThat(get(sessions.recognise(first.secret()))).isEmpty();
        assertThat(revoked).hasSize(1).allMatch(which -> which.test(first.session()));
    }

    @Test
    void aLabelIsShortAndPlain() {
        var signed = get(sessions.begin(member("ida"), Session.Kind.TOKEN, "a\u0000b\u202e" + "🦊".repeat(300)));

        assertThat(signed.session().label()).startsWith("ab🦊");
        assertThat(signed.session()
                        .label()
                        .codePointCount(0, signed.session().label().length()))
                .isEqualTo(200);
    }

    private Member member(String handle) {
        var member = new Member(new MemberId(UUID.randomUUID()), handle, handle, Role.MEMBER, clock.instant());
        assertThat(get(new PgMembers(POOL).add(new PgMembers.Known(member, "-"), 1)))
                .isTrue();
        return member;
    }

    /** A clock whose hands the test moves. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-02T12:00:00Z").truncatedTo(ChronoUnit.MICROS);

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
