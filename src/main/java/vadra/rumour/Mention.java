package vadra.rumour;

import java.time.Instant;
import java.util.Optional;
import vadra.core.Event;
import vadra.core.PostId;
import vadra.core.RoomId;
import vadra.discussion.RoomEvent.PostEdited;
import vadra.discussion.RoomEvent.PostHidden;
import vadra.discussion.RoomEvent.PostShown;
import vadra.discussion.RoomEvent.PostWithdrawn;
import vadra.velocity.Stance;

/**
 * A post that holds a claim, as the desk sees it.
 *
 * @param carrier a number that stands for the author, the same within a claim; claims are watched, not people
 * @param staff whether the company's staff said it
 * @param from the post that it came from, if that holds the claim too
 * @param words empty when the author has withdrawn the post
 */
public record Mention(
        PostId post,
        RoomId room,
        Instant at,
        int carrier,
        Stance stance,
        boolean staff,
        Optional<From> from,
        int depth,
        Answers answers,
        String words) {
    /** How a claim came from a post to the next. */
    public record From(PostId post, Edge edge) {}

    /** The ways from post to post. */
    public enum Edge {
        REPLY,
        /** The post links to the other. */
        LINK
    }

    /**
     * What came of it so far.
     *
     * @param all direct answers, whether they hold the claim or not
     * @param doubting those of them that ask or deny
     * @param links posts that link to it
     */
    public record Answers(int all, int doubting, int links) {
        static final Answers NONE = new Answers(0, 0, 0);

        int shared() {
            return all + links;
        }
    }

    Mention saying(String html) {
        return new Mention(post, room, at, carrier, stance, staff, from, depth, answers, html);
    }

    Mention answered(boolean doubting) {
        return with(new Answers(answers.all() + 1, answers.doubting() + (doubting ? 1 : 0), answers.links()));
    }

    Mention linked() {
        return with(new Answers(answers.all(), answers.doubting(), answers.links() + 1));
    }

    private Mention with(Answers more) {
        return new Mention(post, room, at, carrier, stance, staff, from, depth, more, words);
    }

    /**
     * The words that a post has from now on; it has counted, and goes on counting, whatever becomes of them.
     *
     * @param html empty when nobody may read them
     */
    record Rewriting(PostId post, String html) {
        /** What an event makes of the words of an earlier one. */
        static Optional<Rewriting> of(Event event) {
            if (event instanceof PostEdited edited) {
                return Optional.of(new Rewriting(edited.post(), edited.text().html()));
            } else if (event instanceof PostWithdrawn withdrawn) {
                return Optional.of(new Rewriting(withdrawn.post(), ""));
            } else if (event instanceof PostHidden hidden) {
                return Optional.of(new Rewriting(hidden.post(), ""));
            } else if (event instanceof PostShown shown) {
                return Optional.of(new Rewriting(shown.post(), shown.text().html()));
            }
            return Optional.empty();
        }
    }
}
