package vadra.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;
import vadra.core.RoomId;

/** A slowed room asks everybody for the same patience, and no longer than it was said. */
class SlowTest {
    private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");
    private static final Actor ASTA = new Actor(new MemberId(UUID.randomUUID()), "asta", "Asta", Role.MEMBER);
    private static final Text TEXT = new Text("Hej", "<p>Hej</p>", "sv");

    private final RoomState room = new RoomState(true, 7, Instant.EPOCH);
    private int said;

    SlowTest() {
        room.slowed(new RoomState.Slow(Duration.ofSeconds(30), START.plusSeconds(100)));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleWaitsForTheSecondPost(Role role) {
        var actor = new Actor(ASTA.id(), "asta", "Asta", role);
        assertThat(says(actor, 0)).isEqualTo(Duration.ZERO);
        assertThat(says(actor, 10)).isEqualTo(Duration.ofSeconds(20));
        assertThat(says(actor, 29)).isEqualTo(Duration.ofSeconds(1));
        assertThat(says(actor, 30)).isEqualTo(Duration.ZERO);
    }

    @Test
    void nobodyWaitsForAnother() {
        assertThat(says(ASTA, 0)).isEqualTo(Duration.ZERO);
        assertThat(says(new Actor(new MemberId(UUID.randomUUID()), "bo", "Bo", Role.MEMBER), 0))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void nobodyWaitsBeyondItsEnd() {
        assertThat(says(ASTA, 90)).isEqualTo(Duration.ZERO);
        assertThat(says(ASTA, 95)).isEqualTo(Duration.ofSeconds(5));
        assertThat(says(ASTA, 100)).isEqualTo(Duration.ZERO);
        assertThat(says(ASTA, 101)).isEqualTo(Duration.ZERO);
    }

    /** Only what is new waits: a mistake may be mended at once. */
    @Test
    void whatWasSaidMayBeMendedAndTakenBackAtOnce() {
        assertThat(says(ASTA, 0)).isEqualTo(Duration.ZERO);
        var id = new CommandId("c");
        for (var command : List.of(
                new RoomCommand.Edit(id, new PostId(UUID.randomUUID()), TEXT, List.of(), null),
                new RoomCommand.Withdraw(id, new PostId(UUID.randomUUID())))) {
            RoomRules.pace(command, ASTA, START.plusSeconds(1), room);
        }
        var another = new RoomCommand.Say(id, null, TEXT, List.of());
        assertThatThrownBy(() -> RoomRules.pace(another, ASTA, START.plusSeconds(1), room))
                .isInstanceOf(ProblemException.class);
    }

    /** How long somebody is told to wait; zero when it was taken. */
    private Duration says(Actor actor, int second) {
        var decision = new Decision(new RoomId(new UUID(1, 2)), room, Map.of(), START.plusSeconds(second));
        var say = new RoomCommand.Say(new CommandId("c" + said++), null, TEXT, List.of());
        decision.decide(List.of(new Request(actor, say, new PostId(UUID.randomUUID()))));
        var outcome = decision.batch().outcomes().get(0);
        return outcome instanceof Outcome.Refused refused
                ? ((Problem.TooFast) refused.problem()).retryAfter()
                : Duration.ZERO;
    }
}
