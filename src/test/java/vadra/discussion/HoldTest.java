package vadra.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.Role;
import vadra.core.RoomId;

/** In a held room everybody waits alike, and what waited is said once, in the order in which it was written. */
class HoldTest {
    private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");
    private static final Instant END = START.plusSeconds(600);

    private final Actor asta = member(Role.MEMBER);
    private final Hold hold = new Hold(true, END);
    private final RoomState room = new RoomState(true, 7, Instant.EPOCH);

    HoldTest() {
        room.held(hold);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleWaits(Role role) {
        var outcome = decide(room, say(member(role), "c1", "hej")).get(0);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Held.class, held -> assertThat(held.until()).isEqualTo(END));
    }

    @Test
    void sentTwiceItIsOneAndAnotherUnderItsNameIsRefused() {
        var first = say(asta, "c1", "hej");
        var outcomes = decide(room, first, say(asta, "c1", "hej"), say(asta, "c1", "hejdå"));
        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Held(first.fresh(), 7, END));
        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
        assertThat(problem(outcomes.get(2))).isInstanceOf(Problem.Conflict.class);
        assertThat(hold.size()).isEqualTo(1);
    }

    @Test
    void nobodyFillsIt() {
        var posts = new ArrayList<Request>();
        for (int i = 0; i <= RoomRules.HELD_BY_AUTHOR; i++) {
            posts.add(say(asta, "c" + i, "nr " + i));
        }
        posts.add(say(member(Role.MEMBER), "c", "en annan"));
        var outcomes = decide(room, posts.toArray(Request[]::new));
        assertThat(problem(outcomes.get(RoomRules.HELD_BY_AUTHOR)))
                .isInstanceOfSatisfying(Problem.TooFast.class, tooFast -> {
                    assertThat(tooFast.limit()).isEqualTo("held");
                    assertThat(tooFast.retryAfter()).isEqualTo(Duration.between(START, END));
                });
        assertThat(outcomes.get(posts.size() - 1)).isInstanceOf(Outcome.Held.class);
    }

    @Test
    void whatWasSaidBeforeGoesOnAsUsual() {
        var post = new PostId(UUID.randomUUID());
        room.remember(new RoomState.Said(
                post, post, asta.id(), Hat.CUSTOMER, 1, new Text("Hej", "<p>Hej</p>", "sv"), false, false, Map.of()));
        var id = new CommandId("c");
        var edit = new RoomCommand.Edit(id, post, new Text("Hejsan", "<p>Hejsan</p>", "sv"), List.of(), null);
        assertThat(decide(room, new Request(asta, edit, post)).get(0)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void whenItIsOverAllIsSaidInItsOrderAndNothingNewBefore() {
        var over = new Hold(false, END);
        var after = new RoomState(true, 7, Instant.EPOCH);
        after.held(over);
        var first = say(asta, "c1", "ett");
        var second = say(asta, "c2", "två");
        for (var one : List.of(first, second)) {
            over.add(
                    new Decision.Key(asta.id(), one.command().id().value()),
                    new Hold.Waiting(one.fresh(), one.fingerprint()));
        }
        var outcomes = decide(
                after,
                say(member(Role.STAFF), "ny", "före"),
                say(asta, "c2", "två"),
                say(asta, "c1", "ett"),
                say(asta, "c2", "två"),
                say(member(Role.STAFF), "ny2", "fortfarande före"));
        assertThat(outcomes.get(0)).as("behind what waits").isInstanceOf(Outcome.Held.class);
        assertThat(outcomes.get(1)).as("not its turn").isInstanceOf(Outcome.Held.class);
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Accepted(first.fresh(), 8));
        assertThat(outcomes.get(3)).isEqualTo(new Outcome.Accepted(second.fresh(), 9));
        assertThat(outcomes.get(4)).as("behind the first").isInstanceOf(Outcome.Held.class);
        assertThat(over.size()).isEqualTo(2);
    }

    @Test
    void thePaceOfASlowedRoomIsAskedWhenSomethingIsWrittenAndNotAgain() {
        room.slowed(new RoomState.Slow(Duration.ofSeconds(30), END));
        var outcomes = decide(room, say(asta, "c1", "ett"), say(asta, "c2", "två"));
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Held.class);
        assertThat(problem(outcomes.get(1))).isInstanceOf(Problem.TooFast.class);
    }

    private static List<Outcome> decide(RoomState room, Request... requests) {
        var decision = new Decision(new RoomId(new UUID(1, 2)), room, Map.of(), START);
        decision.decide(List.of(requests));
        return decision.batch().outcomes();
    }

    private static Problem problem(Outcome outcome) {
        return ((Outcome.Refused) outcome).problem();
    }

    private static Request say(Actor by, String command, String words) {
        var text = new Text(words, "<p>" + words + "</p>", "sv");
        return new Request(
                by, new RoomCommand.Say(new CommandId(command), null, text, List.of()), new PostId(UUID.randomUUID()));
    }

    private static Actor member(Role role) {
        return new Actor(new MemberId(UUID.randomUUID()), "asta", "Asta", role);
    }
}
