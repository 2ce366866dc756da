package vadra.rumour;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.CommandId;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.core.Role;
import vadra.core.RoomId;
import vadra.discussion.RoomEvent;
import vadra.discussion.Text;
import vadra.parts.Part;
import vadra.velocity.Level;

/** Makes logs for the tests of the monitor: who said what, where, after how many seconds. */
final class Said {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<RoomId, Long> sequences = new HashMap<>();

    Recorded said(double seconds, String author, String room, String text) {
        return answered(seconds, author, room, text, null);
    }

    /** The same, in answer to a post. */
    Recorded answered(double seconds, String author, String room, String text, @Nullable PostId parent) {
        var id = room(room);
        long seq = sequences.merge(id, 1L, Long::sum);
        var by =
                new RoomEvent.Author(new MemberId(uuid("member " + author)), author, author, Role.MEMBER, Hat.CUSTOMER);
        return new Recorded(
                id,
                seq,
                at(seconds),
                new RoomEvent.PostCreated(
                        new PostId(uuid(room + " " + seq)),
                        by,
                        parent,
                        new CommandId("c" + seq),
                        new Text(text, "<p>" + text.replace("<", "&lt;") + "</p>", "sv"),
                        List.of()));
    }

    /** The same, with a quote of a post. */
    Recorded quoting(double seconds, String author, String room, String text, PostId source) {
        var said = answered(seconds, author, room, text, null);
        var post = (RoomEvent.PostCreated) said.event();
        return new Recorded(
                said.room(),
                said.seq(),
                said.at(),
                new RoomEvent.PostCreated(
                        post.post(),
                        post.by(),
                        null,
                        post.commandId(),
                        post.text(),
                        List.of(),
                        null,
                        List.of(new Part.Quote(source, 1, 0, 0))));
    }

    static Instant at(double seconds) {
        return START.plus(Duration.ofMillis((long) (seconds * 1000)));
    }

    static RoomId room(String name) {
        return new RoomId(uuid("room " + name));
    }

    static Claim claim(String... phrases) {
        return new Claim(
                uuid("claim"),
                "claim",
                "Claim",
                new Claim.Look(List.of(phrases), List.of(), Claim.Match.ANY, Claim.Stems.SV, Set.of()),
                Claim.Standing.named(Level.ELEVATED),
                START,
                uuid("salt"),
                1);
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
