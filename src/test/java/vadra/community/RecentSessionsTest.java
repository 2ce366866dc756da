package vadra.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;

class RecentSessionsTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final RecentSessions recent = new RecentSessions(3, Duration.ofSeconds(30));

    @Test
    void aSessionIsKnownForAWhileAndNotLonger() {
        var session = session(NOON.plusSeconds(3600));
        recent.keep("d", session, NOON, recent.mark());

        assertThat(recent.find("d", NOON.plusSeconds(29))).contains(session);
        assertThat(recent.find("d", NOON.plusSeconds(30))).isEmpty();
    }

    @Test
    void aSessionThatExpiresIsKnownNoLonger() {
        recent.keep("d", session(NOON.plusSeconds(5)), NOON, recent.mark());

        assertThat(recent.find("d", NOON.plusSeconds(5))).isEmpty();
    }

    @Test
    void aClockThatIsSetBackProlongsNothing() {
        recent.keep("d", session(NOON.plusSeconds(3600)), NOON, recent.mark());

        assertThat(recent.find("d", NOON.minusSeconds(3600))).isEmpty();
    }

    @Test
    void theOneUsedLongestAgoMakesRoom() {
        for (var digest : new String[] {"a", "b", "c"}) {
            recent.keep(digest, session(NOON.plusSeconds(3600)), NOON, recent.mark());
        }
        assertThat(recent.find("a", NOON)).isPresent();
        recent.keep("d", session(NOON.plusSeconds(3600)), NOON, recent.mark());

        assertThat(recent.find("b", NOON)).isEmpty();
        assertThat(recent.find("a", NOON)).isPresent();
    }

    @Test
    void anAnswerThatIsOlderThanARevocationIsNotKept() {
        var session = session(NOON.plusSeconds(3600));
        long before = recent.mark();
        recent.evict(session::equals);
        recent.keep("d", session, NOON, before);

        assertThat(recent.find("d", NOON)).isEmpty();
    }

    private static Session session(Instant expiresAt) {
        var actor = new Actor(new MemberId(UUID.randomUUID()), "asta", "Åsta", Role.MEMBER);
        return new Session(UUID.randomUUID(), actor, Session.Kind.BROWSER, "", NOON, NOON, expiresAt);
    }
}
