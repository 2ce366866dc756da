package vadra.discussion;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.asking.Alias;
import vadra.asking.Question;
import vadra.asking.QuestionBook;
import vadra.core.Actor;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;

/**
 * As much of a room as a batch of commands needs, kept up to date while they are decided one after another.
 *
 * <p>Valid only inside the transaction that holds the room's lock.
 */
final class RoomState {
    private final boolean open;
    private final Map<PostId, Said> posts = new HashMap<>();
    private final Set<Given> given = new HashSet<>();
    private final Instant lastAt;
    private long seq;
    private @Nullable Slow slow;
    private @Nullable Hold hold;
    private boolean ended;
    private QuestionBook questions = new QuestionBook();

    RoomState(boolean open, long seq, Instant lastAt) {
        this.open = open;
        this.seq = seq;
        this.lastAt = lastAt;
    }

    /**
     * A post as the rules see it.
     *
     * @param author the member, whatever name it was said under
     * @param hidden whether the house rules hide it now
     * @param alias the pseudonym under which it was said, null for the own name
     */
    record Said(
            PostId id,
            PostId thread,
            MemberId author,
            Hat hat,
            int version,
            Text text,
            boolean withdrawn,
            boolean hidden,
            Map<Reaction, Integer> counts,
            @Nullable Alias alias) {
        Said {
            counts = Map.copyOf(counts);
        }

        /** Something said under an own name. */
        Said(
                PostId id,
                PostId thread,
                MemberId author,
                Hat hat,
                int version,
                Text text,
                boolean withdrawn,
                boolean hidden,
                Map<Reaction, Integer> counts) {
            this(id, thread, author, hat, version, text, withdrawn, hidden, counts, null);
        }

        /** Who said it, as others know them. */
        RoomEvent.Author by(RoomEvent.Author author) {
            return alias == null ? author : RoomEvent.Author.of(alias);
        }

        Said edited(Hat newHat, int newVersion, Text newText) {
            return new Said(id, thread, author, newHat, newVersion, newText, withdrawn, hidden, counts, alias);
        }

        Said withdrawnNow() {
            return new Said(id, thread, author, hat, version, text, true, hidden, counts, alias);
        }

        Said counted(Reaction reaction, int count) {
            var changed = new HashMap<>(counts);
            changed.put(reaction, count);
            return new Said(id, thread, author, hat, version, text, withdrawn, hidden, changed, alias);
        }
    }

    /** A room's slowness, as a batch of commands needs it: how slow, until when, and when each author last spoke. */
    static final class Slow {
        private final Duration pace;
        private final Instant until;
        private final Map<MemberId, Instant> last = new HashMap<>();

        /**
         * A slowness.
         *
         * @param pace the least time from one post of an author to the next
         * @param until from when on it holds no longer, even if nobody has ended it
         */
        Slow(Duration pace, Instant until) {
            this.pace = pace;
            this.until = until;
        }

        /** Somebody spoke. */
        void said(MemberId author, Instant at) {
            last.merge(author, at, (known, later) -> later.isAfter(known) ? later : known);
        }

        /** How long an author has still to wait; empty for who may speak. */
        Optional<Duration> wait(MemberId author, Instant now) {
            return Optional.ofNullable(last.get(author))
                    .map(said -> said.plus(pace))
                    .map(ready -> Duration.between(now, ready.isBefore(until) ? ready : until))
                    .filter(left -> !left.isNegative() && !left.isZero());
        }
    }

    private record Given(PostId post, Reaction reaction, MemberId by) {}

    /** The time of what happens now: the clock's, but in a room time never runs backwards. */
    Instant at(Instant now) {
        return now.isAfter(lastAt) ? now : lastAt;
    }

    void slowed(Slow by) {
        slow = by;
    }

    Optional<Slow> slow() {
        return Optional.ofNullable(slow);
    }

    void held(Hold by) {
        hold = by;
    }

    /** Something waits in this room, behind what does already. */
    void waits(Decision.Key key, Hold.Waiting one) {
        Objects.requireNonNull(hold).add(key, one);
    }

    /** What has to wait, and behind what; empty where nothing has to. */
    Optional<Hold> hold() {
        return Optional.ofNullable(hold).filter(Hold::keeps);
    }

    boolean open() {
        return open;
    }

    /** Who started the room has ended the talk; its hosts still owe what was asked. */
    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    void asking(QuestionBook book) {
        questions = book;
    }

    QuestionBook questions() {
        return questions;
    }

    long seq() {
        return seq;
    }

    long nextSeq() {
        return ++seq;
    }

    void remember(Said post) {
        posts.put(post.id(), post);
    }

    void rememberReaction(PostId post, Reaction reaction, MemberId by) {
        given.add(new Given(post, reaction, by));
    }

    /**
     * A post of this room.
     *
     * @throws vadra.core.ProblemException {@link Problem.NotFound} when there is none
     */
    Said post(PostId id) {
        var post = posts.get(id);
        if (post == null) {
            throw Problem.notFound("post", id.toString());
        }
        return post;
    }

    /** The thread of a post; a question, which may be none of the posts here, opens its own. */
    PostId threadOf(PostId id) {
        return questions.has(id) ? id : post(id).thread();
    }

    boolean hasGiven(PostId post, Reaction reaction, MemberId by) {
        return given.contains(new Given(post, reaction, by));
    }

    /**
     * Takes in what was decided, so that the next command of the batch sees it.
     *
     * @param by who did it, whatever name it was done under
     */
    void apply(RoomEvent.Done event, Actor by, Instant at) {
        if (event instanceof RoomEvent.PostCreated created) {
            created(created, by.id());
        } else if (event instanceof RoomEvent.PostEdited edited) {
            remember(post(edited.post()).edited(edited.by().hat(), edited.version(), edited.text()));
        } else if (event instanceof RoomEvent.PostWithdrawn withdrawn) {
            remember(post(withdrawn.post()).withdrawnNow());
        } else if (event instanceof RoomEvent.ReactionAdded added) {
            rememberReaction(added.post(), added.reaction(), by.id());
            remember(post(added.post()).counted(added.reaction(), added.count()));
            voted(added.post(), by.id(), true, added.vote());
        } else if (event instanceof RoomEvent.ReactionRemoved removed) {
            given.remove(new Given(removed.post(), removed.reaction(), by.id()));
            remember(post(removed.post()).counted(removed.reaction(), removed.count()));
            voted(removed.post(), by.id(), false, removed.vote());
        } else if (event instanceof RoomEvent.QuestionMoved moved) {
            questions.moved(new QuestionBook.Moved(moved.post(), moved.move(), moved.question()), by, at);
        } else {
            throw new AssertionError(event);
        }
    }

    private void created(RoomEvent.PostCreated created, MemberId by) {
        var alias = created.by().alias()
                ? new Alias(created.by().id().value(), created.by().name())
                : null;
        remember(new Said(
                created.post(),
                threadOf(created),
                by,
                created.by().hat(),
                1,
                created.text(),
                false,
                false,
                Map.of(),
                alias));
        @Nullable Question asked = created.question();
        if (asked != null) {
            questions.ask(created.post(), seq + 1, asked);
        }
    }

    private void voted(PostId post, MemberId by, boolean on, QuestionBook.@Nullable Vote vote) {
        if (vote != null) {
            questions.voted(post, by, on, vote);
        }
    }

    private PostId threadOf(RoomEvent.PostCreated created) {
        @Nullable PostId parent = created.parent();
        return parent == null
                ? created.post()
                : Objects.requireNonNull(posts.get(parent)).thread();
    }
}
