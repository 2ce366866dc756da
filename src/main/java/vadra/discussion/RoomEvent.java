package vadra.discussion;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.asking.Alias;
import vadra.asking.Question;
import vadra.asking.QuestionBook;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.Event;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;
import vadra.openness.Calm;
import vadra.openness.Restraint;
import vadra.parts.Part;
import vadra.polls.Tally;

/** What can happen in a room. A closed list: each kind has a line in PROTOCOL.md and an example that a test parses. */
public sealed interface RoomEvent extends Event {
    /** What a person did to a post. */
    sealed interface Done extends RoomEvent {
        /** The post that it happened to. */
        PostId post();

        /** The person who did it. */
        Author by();
    }

    /** An event that holds what somebody said. */
    sealed interface Worded extends RoomEvent {
        /** The same without the words. */
        RoomEvent silent();
    }

    /** What the house rules did, as a row of the ledger tells. The database writes these, and nobody else. */
    sealed interface Restrained extends RoomEvent {
        /** The act, and the rule. */
        Restraint restraint();
    }

    /**
     * Somebody said something.
     *
     * @param parent the post that it replies to, null when it opens a thread
     * @param commandId the client's own id, by which the author's page knows its own post
     * @param mentions handles of the members whom it names, at most {@link Text#MAX_MENTIONS}
     * @param question how it stands as a question, null when it is none
     * @param parts what it carries beside the words
     */
    record PostCreated(
            PostId post,
            Author by,
            @Nullable PostId parent,
            CommandId commandId,
            Text text,
            List<String> mentions,
            @Nullable Question question,
            List<Part> parts)
            implements Done, Worded {
        public PostCreated {
            mentions = List.copyOf(mentions);
            parts = List.copyOf(parts);
        }

        /** Nothing but words, and no question. */
        public PostCreated(
                PostId post,
                Author by,
                @Nullable PostId parent,
                CommandId commandId,
                Text text,
                List<String> mentions) {
            this(post, by, parent, commandId, text, mentions, null, List.of());
        }

        /** The same as a question. */
        PostCreated asking(Question asked) {
            return new PostCreated(post, by, parent, commandId, text, mentions, asked, parts);
        }

        /** The same with what it carries. */
        PostCreated carrying(List<Part> carried) {
            return new PostCreated(post, by, parent, commandId, text, mentions, question, carried);
        }

        @Override
        public String kind() {
            return "post.created";
        }

        @Override
        public PostCreated silent() {
            return new PostCreated(post, by, parent, commandId, text.silent(), List.of(), question, List.of());
        }
    }

    /** The author wrote the post anew, in a version of 2 or more; the earlier words stay readable. */
    record PostEdited(PostId post, Author by, int version, Text text, List<String> mentions) implements Done, Worded {
        public PostEdited {
            mentions = List.copyOf(mentions);
        }

        @Override
        public String kind() {
            return "post.edited";
        }

        @Override
        public PostEdited silent() {
            return new PostEdited(post, by, version, text.silent(), List.of());
        }
    }

    /** The author took the post back; a tombstone stays, and so do the replies. */
    record PostWithdrawn(PostId post, Author by) implements Done {
        @Override
        public String kind() {
            return "post.withdrawn";
        }

        @Override
        public boolean recalls() {
            return true;
        }
    }

    /**
     * A member reacted.
     *
     * @param count how many members have given this reaction to the post now
     * @param vote what it makes of the question that is counted, null for other kinds than {@link Reaction#WANT}
     */
    record ReactionAdded(PostId post, Author by, Reaction reaction, int count, QuestionBook.@Nullable Vote vote)
            implements Done {
        /** A reaction that is no vote. */
        public ReactionAdded(PostId post, Author by, Reaction reaction, int count) {
            this(post, by, reaction, count, null);
        }

        @Override
        public String kind() {
            return "reaction.added";
        }
    }

    /**
     * A member took a reaction back.
     *
     * @param count how many members have given this reaction to the post now
     * @param vote what it makes of the question that is counted, null for other kinds than {@link Reaction#WANT}
     */
    record ReactionRemoved(PostId post, Author by, Reaction reaction, int count, QuestionBook.@Nullable Vote vote)
            implements Done {
        /** A reaction that is no vote. */
        public ReactionRemoved(PostId post, Author by, Reaction reaction, int count) {
            this(post, by, reaction, count, null);
        }

        @Override
        public String kind() {
            return "reaction.removed";
        }
    }

    /**
     * A host moved a question, or one that it stands for was merged into it or parted from it.
     *
     * @param move the {@link vadra.asking.Move#code()}, or {@code join} or {@code part}
     * @param question how it stands now, all of it
     */
    record QuestionMoved(PostId post, Author by, String move, Question question) implements Done {
        @Override
        public String kind() {
            return "question.moved";
        }
    }

    /** A post will be hidden when the cooling time is over, unless the author changes it or the act is dropped. */
    record PostAnnounced(PostId post, Restraint restraint) implements Restrained {
        @Override
        public String kind() {
            return "post.announced";
        }
    }

    /** A post is hidden from everybody; a tombstone stays, and so do the replies. */
    record PostHidden(PostId post, Restraint restraint) implements Restrained {
        @Override
        public String kind() {
            return "post.hidden";
        }

        @Override
        public boolean recalls() {
            return true;
        }
    }

    /**
     * A post is given back as it was.
     *
     * @param text its words, for who has not had them
     * @param parts and what it carries
     */
    record PostShown(PostId post, Restraint restraint, Text text, List<Part> parts) implements Restrained, Worded {
        public PostShown {
            parts = List.copyOf(parts);
        }

        @Override
        public String kind() {
            return "post.shown";
        }

        @Override
        public PostShown silent() {
            return new PostShown(post, restraint, text.silent(), List.of());
        }
    }

    /** What was announced of a post will not happen. */
    record PostSpared(PostId post, Restraint restraint) implements Restrained {
        @Override
        public String kind() {
            return "post.spared";
        }
    }

    /** What the house rules did to the room itself; where it is hidden, it can be read but not written in. */
    record RoomRestrained(Restraint restraint) implements Restrained {
        @Override
        public String kind() {
            return "room.restrained";
        }
    }

    /** The room was slowed for everybody alike, or is no longer. The database writes it, and nobody else. */
    record RoomCalmed(Calm calm) implements RoomEvent {
        @Override
        public String kind() {
            return "room.calmed";
        }
    }

    /** What is told of a poll's answers: counts, and nobody. The database writes it, and nobody else. */
    record PollCounted(PostId post, Tally tally) implements Worded {
        @Override
        public String kind() {
            return "poll.counted";
        }

        @Override
        public PollCounted silent() {
            return new PollCounted(post, new Tally(0, tally.closed(), null));
        }
    }

    /**
     * A host began a Q&A, gave it more time, ended it or planned it anew. The database writes it, and nobody else.
     *
     * @param moves how often that has been done
     */
    record QaMoved(Actor by, Instant startsAt, Instant endsAt, int moves) implements RoomEvent {
        @Override
        public String kind() {
            return "qa.moved";
        }
    }

    /**
     * The person who acts, as others see them at that moment.
     *
     * @param hat in which capacity
     * @param alias whether it is a pseudonym; then the id is its own, the handle empty, and role and hat say nothing
     */
    record Author(MemberId id, String handle, String name, Role role, Hat hat, boolean alias) {
        /** Somebody under their own name. */
        public Author(MemberId id, String handle, String name, Role role, Hat hat) {
            this(id, handle, name, role, hat, false);
        }

        /** The author that an actor is, in the capacity of their role. */
        public static Author of(Actor actor) {
            return of(actor, actor.role().hats().get(0));
        }

        /** The author that an actor is, in a capacity of theirs. */
        public static Author of(Actor actor, Hat hat) {
            return new Author(actor.id(), actor.handle(), actor.name(), actor.role(), hat);
        }

        /** The author that a pseudonym is. */
        public static Author of(Alias alias) {
            return new Author(new MemberId(alias.id()), "", alias.name(), Role.MEMBER, Hat.CUSTOMER, true);
        }
    }
}
