package vadra.discussion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.asking.Alias;
import vadra.core.CommandId;
import vadra.core.Hat;
import vadra.core.PostId;
import vadra.parts.Carried;

/** What a member may ask of a room. Sent twice with the same {@link #id}, it has one effect and the same answer. */
public sealed interface RoomCommand {
    /** The client's own id of this command. */
    CommandId id();

    /** The post that must exist for the command to make sense, null for a new thread. */
    @Nullable
    PostId target();

    /** Everything that is asked, part by part: two commands that ask for the same have the same, and no others. */
    List<String> asked();

    /** Whether it can only be decided with the room's questions and hosts at hand. */
    default boolean needsQuestions() {
        return false;
    }

    /** Whether what opens a thread is a question. */
    enum Asking {
        NO,
        YES,
        /** As in a room where people ask, and hosts announce. */
        UNLESS_HOST
    }

    /**
     * How something is said.
     *
     * @param alias under which name, null for the own one
     * @param hat in which capacity, null for that of the author's role
     */
    record Manner(
            Asking asking, @Nullable Alias alias, @Nullable Hat hat) {
        /** Openly, and no question. */
        public static final Manner PLAIN = new Manner(Asking.NO, null, null);
    }

    /**
     * Say something, in reply to {@code parent} or as the start of a thread.
     *
     * @param mentions handles of members whom the words name
     * @param carried what the post carries beside the words
     */
    record Say(CommandId id, @Nullable PostId parent, Text text, List<String> mentions, Manner manner, Carried carried)
            implements RoomCommand {
        public Say {
            mentions = List.copyOf(mentions);
        }

        /** Says something openly that is no question, and nothing but words. */
        public Say(CommandId id, @Nullable PostId parent, Text text, List<String> mentions) {
            this(id, parent, text, mentions, Manner.PLAIN, Carried.NOTHING);
        }

        @Override
        public @Nullable PostId target() {
            return parent;
        }

        @Override
        public List<String> asked() {
            var asked = new ArrayList<>(List.of(
                    "say",
                    parent == null ? "" : parent.toString(),
                    text.language(),
                    text.source(),
                    code(manner.hat())));
            if (manner.asking() == Asking.YES) {
                asked.add("question");
            }
            if (manner.alias() != null) {
                asked.add("alias");
            }
            carried.parts().forEach(part -> asked.addAll(part.asked()));
            return asked;
        }

        @Override
        public boolean needsQuestions() {
            return manner.asking() != Asking.NO || manner.alias() != null;
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

        @Override
        public boolean needsQuestions() {
            return reaction == Reaction.WANT;
        }
    }

    /** Move a question, as a host. */
    record Move(CommandId id, PostId post, vadra.asking.Move move) implements RoomCommand {
        @Override
        public PostId target() {
            return post;
        }

        @Override
        public List<String> asked() {
            var asked = new ArrayList<>(List.of("move", post.toString()));
            asked.addAll(move.asked());
            return asked;
        }

        @Override
        public boolean needsQuestions() {
            return true;
        }
    }

    /**
     * Answer a question, as a host: a reply is said and the question moved, or neither.
     *
     * @param hat in which capacity, null for that of the host's role
     */
    record Answer(
            CommandId id,
            PostId question,
            Text text,
            List<String> mentions,
            @Nullable Hat hat) implements RoomCommand {
        public Answer {
            mentions = List.copyOf(mentions);
        }

        @Override
        public PostId target() {
            return question;
        }

        @Override
        public List<String> asked() {
            return List.of("answer", question.toString(), text.language(), text.source(), code(hat));
        }

        @Override
        public boolean needsQuestions() {
            return true;
        }
    }
}
