package vadra.discussion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.Event;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;

/** What can happen in a room. A closed list: each kind has a line in PROTOCOL.md and an example that a test parses. */
public sealed interface RoomEvent extends Event {
    /** The post that it happened to. */
    PostId post();

    /** The person who did it. */
    Author by();

    /**
     * Somebody said something.
     *
     * @param parent the post that it replies to, null when it opens a thread
     * @param commandId the client's own id, by which the author's page knows its own post
     * @param mentions handles of the members whom it names, at most {@link Text#MAX_MENTIONS}
     */
    record PostCreated(
            PostId post, Author by, @Nullable PostId parent, CommandId commandId, Text text, List<String> mentions)
            implements RoomEvent {
        public PostCreated {
            mentions = List.copyOf(mentions);
        }

        @Override
        public String kind() {
            return "post.created";
        }
    }

    /**
     * The author wrote the post anew; the earlier words stay readable.
     *
     * @param version counts from 1 for the first words, so at least 2 here
     */
    record PostEdited(PostId post, Author by, int version, Text text, List<String> mentions) implements RoomEvent {
        public PostEdited {
            mentions = List.copyOf(mentions);
        }

        @Override
        public String kind() {
            return "post.edited";
        }
    }

    /** The author took the post back; a tombstone stays, and so do the replies. */
    record PostWithdrawn(PostId post, Author by) implements RoomEvent {
        @Override
        public String kind() {
            return "post.withdrawn";
        }
    }

    /**
     * A member reacted.
     *
     * @param count how many members have given this reaction to the post now
     */
    record ReactionAdded(PostId post, Author by, Reaction reaction, int count) implements RoomEvent {
        @Override
        public String kind() {
            return "reaction.added";
        }
    }

    /**
     * A member took a reaction back.
     *
     * @param count how many members have given this reaction to the post now
     */
    record ReactionRemoved(PostId post, Author by, Reaction reaction, int count) implements RoomEvent {
        @Override
        public String kind() {
            return "reaction.removed";
        }
    }

    /** The person who acts, as others see them at that moment. */
    record Author(MemberId id, String handle, String name, Role role) {
        /** The author that an actor is. */
        public static Author of(Actor actor) {
            return new Author(actor.id(), actor.handle(), actor.name(), actor.role());
        }
    }
}
