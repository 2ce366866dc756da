package vadra.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;

class RequestTest {
    private static final Actor ASTA = new Actor(new MemberId(new UUID(1, 2)), "asta", "Åsta", Role.MEMBER);
    private static final CommandId ID = new CommandId("c1");
    private static final PostId POST = new PostId(new UUID(3, 4));
    private static final PostId OTHER = new PostId(new UUID(3, 5));

    @Test
    void whatIsAskedOtherwiseIsKnownAsAnother() {
        var prints = Stream.of(
                        say(null, "hej", "sv"),
                        say(POST, "hej", "sv"),
                        say(OTHER, "hej", "sv"),
                        say(null, "hej ", "sv"),
                        say(null, "hej", "en"),
                        new RoomCommand.Edit(ID, POST, new Text("hej", "", "sv"), List.of(), null),
                        new RoomCommand.Edit(ID, OTHER, new Text("hej", "", "sv"), List.of(), null),
                        new RoomCommand.Withdraw(ID, POST),
                        new RoomCommand.Withdraw(ID, OTHER),
                        new RoomCommand.React(ID, POST, Reaction.AGREE, true),
                        new RoomCommand.React(ID, POST, Reaction.AGREE, false),
                        new RoomCommand.React(ID, POST, Reaction.HEART, true),
                        new RoomCommand.React(ID, OTHER, Reaction.AGREE, true))
                .map(command -> new Request(ASTA, command, POST).fingerprint())
                .toList();
        assertThat(prints).doesNotHaveDuplicates();
    }

    @Test
    void theSameAskedAgainIsKnownWhateverItIsRenderedTo() {
        var before = new RoomCommand.Say(ID, null, new Text("hej @bo", "<p>hej @bo</p>", "sv"), List.of());
        var after = new RoomCommand.Say(ID, null, new Text("hej @bo", "<p>hej <a>@bo</a></p>", "sv"), List.of("bo"));

        assertThat(new Request(ASTA, after, OTHER).fingerprint())
                .isEqualTo(new Request(ASTA, before, POST).fingerprint());
    }

    private static RoomCommand say(@Nullable PostId parent, String words, String language) {
        return new RoomCommand.Say(ID, parent, new Text(words, "", language), List.of());
    }
}
