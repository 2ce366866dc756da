package vadra.discussion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.CommandId;
import vadra.core.Hat;
import vadra.core.PostId;

/** What a member may ask of a room. Sent twice with the same {@link #id}, it has one effect and the same answer. */
public sealed interface RoomCommand {
    /** The client's own id of this command. */
    CommandId id();

    /** The post that must exist for the command to make sense, null for a new thread. */
    @Nullable
    PostId target();

    /** Everything that is asked, part by part: two commands that ask for the same have the same, and no others. */
    List<String> asked();

    /**
     * Say something, in reply to {@code parent} or as the start of a thread.
     *
     * @param mentions handles of members whom the words name
     * @param hat in which capacity, null for that of the author's role
     */
    record Say(
            CommandId id,
            @Nullable PostId parent,
            Text text,
            List<String> mentions,
            @Nullable Hat hat) implements RoomCommand {
        public Say {
            mentions = List.copyOf(mentions);
        }

        @Override
        public @Nullable PostId target() {
            return parent;
        }

        @Override
        public List<String> asked() {
            return List.of("say", parent == null ? "" : parent.toString(), text.language(), text.source(), code(hat));
        }
    }

    /**
     * Write an own post anew.
     *
     * @param hat in which capacity, null for that in which it was said where the author still has it
     */
    record Edit(
            CommandId id,
            PostId post,
            Text text,
            List<String> mentions,
            @Nullable Hat hat) implements RoomCommand {
        public Edit {
            mentions = List.copyOf(mentions);
        }

        @Override
        public PostId target() {
            return post;
        }

        @Override
        public List<String> asked() {
            return List.of("edit", post.toString(), text.language(), text.source(), code(hat));
        }
    }

    private static String code(@Nullable Hat hat) {
        return hat == null ? "" : hat.code();
    }

    /** Take an own post back. */
    record Withdraw(CommandId id, PostId post) implements RoomCommand {
        @Override
        public PostId target() {
            return post;
        }

        @Override
        public List<String> asked() {
            return List.of("withdraw", post.toString());
        }
    }

    /** Give a reaction ({@code on}) or take it back. */
    record React(CommandId id, PostId post, Reaction reaction, boolean on) implements RoomCommand {
        @Override
        public PostId target() {
            return post;
        }

        @Override
        public List<String> asked() {
            return List.of("react", post.toString(), reaction.code(), Boolean.toString(on));
        }
    }
}
