package vadra.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;

class PresenceTest {
    private final Presence presence = new Presence();

    @Test
    void peopleAreCountedAndNotTheirTabs() {
        var asta = new Actor(new MemberId(UUID.randomUUID()), "asta", "Åsta", Role.MEMBER);
        presence.enter("room:kaffe", asta);
        presence.enter("room:kaffe", asta);
        presence.enter("room:kaffe", null);
        assertThat(presence.count("room:kaffe")).isEqualTo(new Presence.Count(2, 3));
        presence.exit("room:kaffe", asta);
        assertThat(presence.count("room:kaffe")).isEqualTo(new Presence.Count(2, 2));
        presence.exit("room:kaffe", asta);
        presence.exit("room:kaffe", null);
        assertThat(presence.count("room:kaffe")).isEqualTo(new Presence.Count(0, 0));
    }

    @Test
    void aChangeIsToldOnceAndOnlyWhereItHappened() {
        presence.enter("room:kaffe", null);
        assertThat(presence.takeChanged()).containsExactly("room:kaffe");
        assertThat(presence.takeChanged()).isEmpty();
    }

    @Test
    void aCrowdIsToldWithinFourSecondsAndASmallRoomMeanwhile() {
        IntStream.range(0, 1_000).forEach(i -> presence.enter("room:stora", null));
        int tolds = 0;
        for (int second = 0; second < 8; second++) {
            presence.enter("room:stora", null);
            presence.enter("room:lilla", null);
            var changed = presence.takeChanged();
            assertThat(changed).contains("room:lilla");
            tolds += changed.contains("room:stora") ? 1 : 0;
        }
        assertThat(tolds).isEqualTo(2);
    }
}
