package vadra.discussion;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    RoomState(boolean open, long seq, Instant lastAt) {
        this.open = open;
        this.seq = seq;
        this.lastAt = lastAt;
    }

    /**
     * A post as the rules see it.
     *
     * @param hidden whether the house rules hide it now
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
            Map<Reaction, Integer> counts) {
        Said {
            counts = Map.copyOf(counts);
        }

        Said edited(Hat newHat, int newVersion, Text newText) {
            return new Said(id, thread, author, newHat, newVersion, newText, withdrawn, hidden, counts);
        }

        Said withdrawnNow() {
            return new Said(id, thread, author, hat, version, text, true, hidden, counts);
        }

        Said counted(Reaction reaction, int count) {
            var changed = new HashMap<>(counts);
            changed.put(reaction, count);
            return new Said(id, thread, author, hat, version, text, withdrawn, hidden, changed);
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

    /** What waits in a room, oldest first, and whether the room is held still. */
    static final class Hold {
        private static final Duration SOON = Duration.ofSeconds(1);

        private final boolean lasting;
        private final Instant until;
        private final Map<Decision.Key, Waiting> waiting = new LinkedHashMap<>();

        /**
         * A hold, or what is left of one.
         *
         * @param lasting whether it is not over
         * @param until when it will be over
         */
        Hold(boolean lasting, Instant until) {
            this.lasting = lasting;
            this.until = until;
        }

        /**
         * What waits.
         *
         * @param post the id that the post will have
         * @param fingerprint of its command
         */
        record Waiting(PostId post, String fingerprint) {}

        /** Whether what is new has to wait: also behind what still does, so that nothing overtakes. */
        boolean keeps() {
            return lasting || !waiting.isEmpty();
        }

        void add(Decision.Key key, Waiting one) {
            waiting.put(key, one);
        }

        Optional<Waiting> find(Decision.Key key) {
            return Optional.ofNullable(waiting.get(key));
        }

        /** Whether it is the turn of a command that waits. */
        boolean isNext(Decision.Key key) {
            return !lasting && waiting.keySet().iterator().next().equals(key);
        }

        void said(Decision.Key key) {
            waiting.remove(key);
        }

        int size() {
            return waiting.size();
        }

        long of(MemberId author) {
            return waiting.keySet().stream()
                    .filter(key -> key.member().equals(author))
                    .count();
        }

        /** When what waits is to be said. */
        Instant end(Instant at) {
            return lasting && until.isAfter(at) ? until : at;
        }

        /** How long that is, a moment at least. */
        Duration left(Instant at) {
            var left = Duration.between(at, end(at));
            return left.compareTo(SOON) < 0 ? SOON : left;
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

    boolean hasGiven(PostId post, Reaction reaction, MemberId by) {
        return given.contains(new Given(post, reaction, by));
    }

    /** Takes in what was decided, so that the next command of the batch sees it. */
    void apply(RoomEvent.Done event) {
        if (event instanceof RoomEvent.PostCreated created) {
            var by = created.by();
            remember(new Said(
                    created.post(), threadOf(created), by.id(), by.hat(), 1, created.text(), false, false, Map.of()));
        } else if (event instanceof RoomEvent.PostEdited edited) {
            remember(post(edited.post()).edited(edited.by().hat(), edited.version(), edited.text()));
        } else if (event instanceof RoomEvent.PostWithdrawn withdrawn) {
            remember(post(withdrawn.post()).withdrawnNow());
        } else if (event instanceof RoomEvent.ReactionAdded added) {
            rememberReaction(added.post(), added.reaction(), added.by().id());
            remember(post(added.post()).counted(added.reaction(), added.count()));
        } else if (event instanceof RoomEvent.ReactionRemoved removed) {
            given.remove(
                    new Given(removed.post(), removed.reaction(), removed.by().id()));
            remember(post(removed.post()).counted(removed.reaction(), removed.count()));
        } else {
            throw new AssertionError(event);
        }
    }

    private PostId threadOf(RoomEvent.PostCreated created) {
        @Nullable PostId parent = created.parent();
        return parent == null
                ? created.post()
                : Objects.requireNonNull(posts.get(parent)).thread();
    }
}
