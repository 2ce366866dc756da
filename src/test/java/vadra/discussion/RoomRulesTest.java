package vadra.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
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
import vadra.core.Role;

class RoomRulesTest {
    private static final CommandId ID = new CommandId("c1");
    private static final Text TEXT = new Text("Hej", "<p>Hej</p>", "sv");
    private static final Actor ASTA = actor("asta", Role.MEMBER);

    private final PostId post = new PostId(UUID.randomUUID());
    private final RoomState room = new RoomState(true, 7, Instant.EPOCH);

    RoomRulesTest() {
        room.remember(new RoomState.Said(
                post, post, ASTA.id(), Hat.CUSTOMER, 1, TEXT, false, false, Map.of(Reaction.AGREE, 2)));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void nobodyChangesAnothersWordsWhateverTheirRole(Role role) {
        var other = actor("bo", role);
        var edit = new RoomCommand.Edit(ID, post, new Text("Nej", "<p>Nej</p>", "sv"), List.of(), null);
        assertThatThrownBy(() -> decide(edit, other)).hasMessageContaining("Only the author");
        assertThatThrownBy(() -> decide(new RoomCommand.Withdraw(ID, post), other))
                .hasMessageContaining("Only the author");
    }

    @Test
    void theAuthorEditsAndTheVersionCounts() {
        var edit = new RoomCommand.Edit(ID, post, new Text("Nytt", "<p>Nytt</p>", "sv"), List.of(), null);
        assertThat(RoomRules.decide(edit, ASTA, post, room))
                .get()
                .isInstanceOfSatisfying(
                        RoomEvent.PostEdited.class,
                        edited -> assertThat(edited.version()).isEqualTo(2));
    }

    @Test
    void whatIsAlreadySoNeedsNoEvent() {
        assertThat(RoomRules.decide(new RoomCommand.Edit(ID, post, TEXT, List.of(), null), ASTA, post, room))
                .isEmpty();
        assertThat(RoomRules.decide(new RoomCommand.React(ID, post, Reaction.AGREE, false), ASTA, post, room))
                .isEmpty();
    }

    @Test
    void aReactionIsGivenOnceAndCounted() {
        var react = new RoomCommand.React(ID, post, Reaction.AGREE, true);
        var given = RoomRules.decide(react, ASTA, post, room).orElseThrow();
        assertThat(((RoomEvent.ReactionAdded) given).count()).isEqualTo(3);
        room.apply(given, ASTA, Instant.EPOCH);
        assertThat(RoomRules.decide(react, ASTA, post, room)).isEmpty();
    }

    @Test
    void theCompanyGivesNoPinButAMemberWhoJoinedItTakesTheirsBack() {
        var pin = new RoomCommand.React(ID, post, Reaction.PIN, true);
        var given = RoomRules.decide(pin, ASTA, post, room).orElseThrow();
        var hired = new Actor(ASTA.id(), ASTA.handle(), ASTA.name(), Role.STAFF);
        assertThatThrownBy(() -> RoomRules.decide(pin, hired, post, room))
                .hasMessageContaining("does not choose what stands out");
        room.apply(given, ASTA, Instant.EPOCH);
        assertThat(RoomRules.decide(new RoomCommand.React(ID, post, Reaction.PIN, false), hired, post, room))
                .isPresent();
    }

    @Test
    void aWithdrawnPostTakesRepliesButNoReactionsAndNoEdits() {
        room.apply(new RoomEvent.PostWithdrawn(post, RoomEvent.Author.of(ASTA)), ASTA, Instant.EPOCH);
        var reply = new RoomCommand.Say(ID, post, TEXT, List.of());
        assertThat(RoomRules.decide(reply, ASTA, new PostId(UUID.randomUUID()), room))
                .isPresent();
        assertThatThrownBy(() -> decide(new RoomCommand.React(ID, post, Reaction.HEART, true), ASTA))
                .hasMessageContaining("withdrawn");
        assertThatThrownBy(
                        () -> decide(new RoomCommand.Edit(ID, post, new Text("x", "x", "sv"), List.of(), null), ASTA))
                .hasMessageContaining("withdrawn");
    }

    @Test
    void whatIsHiddenStaysAsItIsSoThatItCanBeGivenBack() {
        var hidden = new PostId(UUID.randomUUID());
        room.remember(new RoomState.Said(hidden, hidden, ASTA.id(), Hat.CUSTOMER, 1, TEXT, false, true, Map.of()));
        assertThatThrownBy(() -> decide(new RoomCommand.React(ID, hidden, Reaction.HEART, true), ASTA))
                .hasMessageContaining("hidden");
        assertThatThrownBy(
                        () -> decide(new RoomCommand.Edit(ID, hidden, new Text("x", "x", "sv"), List.of(), null), ASTA))
                .hasMessageContaining("hidden");
        assertThat(RoomRules.decide(new RoomCommand.Withdraw(ID, hidden), ASTA, hidden, room))
                .isPresent();
    }

    @Test
    void aClosedRoomTakesNothing() {
        var closed = new RoomState(false, 7, Instant.EPOCH);
        assertThatThrownBy(() -> RoomRules.decide(new RoomCommand.Say(ID, null, TEXT, List.of()), ASTA, post, closed))
                .hasMessageContaining("closed");
    }

    @Test
    void inARoomTimeNeverRunsBackwards() {
        var later = Instant.parse("2026-01-01T12:00:00Z");
        assertThat(new RoomState(true, 1, later).at(later.minusSeconds(3 * 3600)))
                .isEqualTo(later);
    }

    private void decide(RoomCommand command, Actor actor) {
        var unused = RoomRules.decide(command, actor, post, room);
    }

    private static Actor actor(String handle, Role role) {
        return new Actor(new MemberId(UUID.randomUUID()), handle, handle, role);
    }
}
