package vadra.discussion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.asking.Question;
import vadra.asking.QuestionBook;
import vadra.core.Actor;
import vadra.core.Hat;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;
import vadra.opinions.Sections;
import vadra.parts.Part;

/** What may happen in a room. Pure: the same state and command always give the same event. */
final class RoomRules {
    /** What one person may want to say in an hour of listening. */
    static final int HELD_BY_AUTHOR = 10;
    /** What a room can read that hears it all at once. */
    static final int HELD_IN_ROOM = 500;

    private RoomRules() {}

    /**
     * Decides a request.
     *
     * @param at the time of all that comes of it
     * @return what happens, in order; nothing when all is already as it was asked for
     * @throws vadra.core.ProblemException when it may not happen
     */
    static List<RoomEvent.Done> events(Request request, Instant at, RoomState room) {
        var actor = request.actor();
        if (request.command() instanceof RoomCommand.Move move) {
            return moved(move.post(), move.move(), actor, at, room);
        }
        if (request.command() instanceof RoomCommand.Answer answer) {
            return answered(answer, request, at, room);
        }
        var decided = decide(request.command(), actor, request.fresh(), room);
        if (request.command() instanceof RoomCommand.Say say
                && decided.isPresent()
                && decided.get() instanceof RoomEvent.PostCreated created
                && asks(say, actor, room)) {
            return List.of(created.asking(Question.asked(at)));
        }
        return decided.stream().toList();
    }

    /** Whether what is said is a question; only what opens a thread is. */
    private static boolean asks(RoomCommand.Say say, Actor actor, RoomState room) {
        return say.parent() == null
                && switch (say.manner().asking()) {
                    case YES -> true;
                    case UNLESS_HOST -> !room.questions().hosts(actor.id());
                    case NO -> false;
                };
    }

    /** A question is moved while its room is open, and after its end: what was asked is still owed. */
    private static List<RoomEvent.Done> moved(
            PostId post, vadra.asking.Move move, Actor actor, Instant at, RoomState room) {
        if (!room.open() && !room.ended()) {
            throw Problem.conflict("The room is closed by the house rules.");
        }
        var by = RoomEvent.Author.of(actor);
        return room.questions().decide(move, post, actor, at).stream()
                .<RoomEvent.Done>map(
                        moved -> new RoomEvent.QuestionMoved(moved.post(), by, moved.move(), moved.question()))
                .toList();
    }

    private static List<RoomEvent.Done> answered(
            RoomCommand.Answer answer, Request request, Instant at, RoomState room) {
        var move = new vadra.asking.Move.Answer(request.fresh());
        var moved = moved(answer.question(), move, request.actor(), at, room);
        var events = new ArrayList<RoomEvent.Done>();
        events.add(new RoomEvent.PostCreated(
                request.fresh(),
                wearing(answer.hat(), request.actor()),
                answer.question(),
                answer.id(),
                answer.text(),
                answer.mentions()));
        events.addAll(moved);
        return events;
    }

    /**
     * Decides a command that one thing comes of at most.
     *
     * @param fresh the id of the post, should one come of it
     * @return what happens, or nothing when all is already as it was asked for
     * @throws vadra.core.ProblemException when it may not happen
     */
    static Optional<RoomEvent.Done> decide(RoomCommand command, Actor actor, PostId fresh, RoomState room) {
        if (!room.open()) {
            throw Problem.conflict("The room is closed: it can be read, but no longer written in.");
        }
        if (command instanceof RoomCommand.Say say) {
            return Optional.of(say(say, wearing(say.manner().hat(), actor), fresh, room));
        }
        if (command instanceof RoomCommand.Edit edit) {
            return edit(edit, actor, room);
        }
        var by = RoomEvent.Author.of(actor);
        if (command instanceof RoomCommand.Withdraw withdraw) {
            var post = own(withdraw.post(), actor, room);
            return post.withdrawn()
                    ? Optional.empty()
                    : Optional.of(new RoomEvent.PostWithdrawn(post.id(), post.by(by)));
        }
        if (command instanceof RoomCommand.React react) {
            return react(react, by, room);
        }
        throw new AssertionError(command);
    }

    /**
     * Holds a command against the room's pace, which is the same for everybody, whatever they say.
     *
     * @throws vadra.core.ProblemException {@link Problem.TooFast} with the time that this author has to wait
     */
    static void pace(RoomCommand command, Actor actor, Instant at, RoomState room) {
        if (command instanceof RoomCommand.Say || command instanceof RoomCommand.Answer) {
            room.slow().flatMap(slow -> slow.wait(actor.id(), at)).ifPresent(wait -> {
                throw Problem.tooFast("slow", "The room is slowed for everybody: wait between your posts.", wait);
            });
        }
    }

    /**
     * Whether one more may wait in a held room.
     *
     * @throws vadra.core.ProblemException {@link Problem.TooFast} when as many as can be wait already
     */
    static void hold(Actor actor, Instant at, Hold hold) {
        if (hold.of(actor.id()) >= HELD_BY_AUTHOR || hold.size() >= HELD_IN_ROOM) {
            throw Problem.tooFast(
                    "held",
                    "In a held room at most " + HELD_BY_AUTHOR + " posts of an author wait, and " + HELD_IN_ROOM
                            + " in all.",
                    hold.left(at));
        }
    }

    /**
     * Lets hosts wait as everybody does while a room is held: an answer, a reason and a note say something.
     *
     * @throws vadra.core.ProblemException {@link Problem.Conflict} for a move with words in a room that is held
     */
    static void wordsLater(RoomCommand command, RoomState room) {
        boolean words = command instanceof RoomCommand.Answer
                || (command instanceof RoomCommand.Move move && move.move().hasWords());
        if (words && room.hold().isPresent()) {
            throw Problem.conflict("The room is held for everybody: say it when it is held no longer.");
        }
    }

    private static RoomEvent.Done say(RoomCommand.Say say, RoomEvent.Author by, PostId fresh, RoomState room) {
        if (say.parent() != null) {
            // A reply to a withdrawn post is allowed: the talk around it goes on.
            var unused = room.post(say.parent());
        }
        if (say.carried().against() != null) {
            throw new ProblemException(say.carried().against());
        }
        opinionHasWords(say);
        var alias = say.manner().alias();
        if (alias != null && say.manner().hat() != null) {
            throw Problem.invalid("hat", "is for what is said under one's own name");
        }
        if (alias == null) {
            return created(say, by, fresh);
        }
        boolean asked = say.parent() == null
                ? say.manner().asking() != RoomCommand.Asking.NO
                : room.questions().has(room.post(say.parent()).thread());
        if (!asked) {
            throw Problem.invalid("alias", "is for questions, and for what is said under them");
        }
        return created(say, RoomEvent.Author.of(alias), fresh);
    }

    private static void opinionHasWords(RoomCommand.Say say) {
        if (say.carried().parts().stream().anyMatch(Part.Opinion.class::isInstance)) {
            var unused = Sections.checked(say.text().source());
        }
    }

    private static RoomEvent.PostCreated created(RoomCommand.Say say, RoomEvent.Author by, PostId fresh) {
        return new RoomEvent.PostCreated(fresh, by, say.parent(), say.id(), say.text(), say.mentions())
                .carrying(say.carried().parts());
    }

    /** The actor in the capacity that they asked for. */
    private static RoomEvent.Author wearing(@Nullable Hat asked, Actor actor) {
        var hats = actor.role().hats();
        if (asked != null && !hats.contains(asked)) {
            throw Problem.invalid(
                    "hat",
                    "must be one that you have: " + hats.stream().map(Hat::code).collect(Collectors.joining(", ")));
        }
        return asked == null ? RoomEvent.Author.of(actor) : RoomEvent.Author.of(actor, asked);
    }

    private static Optional<RoomEvent.Done> edit(RoomCommand.Edit edit, Actor actor, RoomState room) {
        var post = own(edit.post(), actor, room);
        var asked = edit.hat() == null && actor.role().hats().contains(post.hat()) ? post.hat() : edit.hat();
        var by = wearing(asked, actor);
        if (post.withdrawn()) {
            throw Problem.conflict("The post has been withdrawn, and cannot be written anew.");
        }
        if (post.hidden()) {
            throw Problem.conflict("The post is hidden; its words are kept as they are, so that it can be undone.");
        }
        if (post.text().equals(edit.text()) && post.hat() == post.by(by).hat()) {
            return Optional.empty();
        }
        return Optional.of(
                new RoomEvent.PostEdited(post.id(), post.by(by), post.version() + 1, edit.text(), edit.mentions()));
    }

    private static Optional<RoomEvent.Done> react(RoomCommand.React react, RoomEvent.Author by, RoomState room) {
        var post = room.post(react.post());
        if (post.withdrawn()) {
            throw Problem.conflict("The post has been withdrawn, and takes no reactions.");
        }
        if (post.hidden()) {
            throw Problem.conflict("The post is hidden; its reactions are kept as they are, so that it can be undone.");
        }
        if (react.reaction() == Reaction.PIN && react.on() && by.role() == Role.STAFF) {
            throw Problem.forbidden("A pin is a member's: the company does not choose what stands out.");
        }
        if (room.hasGiven(post.id(), react.reaction(), by.id()) == react.on()) {
            return Optional.empty();
        }
        var vote = react.reaction() == Reaction.WANT ? vote(react, by, room) : null;
        int count = post.counts().getOrDefault(react.reaction(), 0);
        return Optional.of(
                react.on()
                        ? new RoomEvent.ReactionAdded(post.id(), by, react.reaction(), count + 1, vote)
                        : new RoomEvent.ReactionRemoved(post.id(), by, react.reaction(), count - 1, vote));
    }

    private static QuestionBook.Vote vote(RoomCommand.React react, RoomEvent.Author by, RoomState room) {
        return room.questions().vote(react.post(), by.id(), react.on());
    }

    private static RoomState.Said own(PostId id, Actor by, RoomState room) {
        var post = room.post(id);
        if (!post.author().equals(by.id())) {
            throw Problem.forbidden("Only the author may change a post, nobody else, whatever their role.");
        }
        return post;
    }
}
