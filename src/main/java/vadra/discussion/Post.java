package vadra.discussion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.asking.Question;
import vadra.core.Hat;
import vadra.core.PostId;
import vadra.openness.Entry;
import vadra.openness.Restraint;
import vadra.parts.Part;
import vadra.parts.Shown;

/**
 * Something that was said, as it stands now.
 *
 * @param room the slug of its room
 * @param seq its place in the room's log, which is also the cursor of paging
 * @param parent the post that it replies to, null when it opens a thread
 * @param thread the first post of its thread, itself when it opens one
 * @param version counts from 1
 * @param text empty when withdrawn, and while it is hidden
 * @param editedAt null when the words are the first
 * @param restraint by what it is hidden from everybody or soon will be, null when it is not
 * @param replies how many posts reply to it directly
 * @param reactions how many members gave each; kinds with none are left out
 * @param mine which of them the reader gave
 * @param question how it stands as a question, null when it is none
 * @param parts what it carries beside the words; none when withdrawn, and while it is hidden
 */
public record Post(
        PostId id,
        String room,
        long seq,
        @Nullable PostId parent,
        PostId thread,
        RoomEvent.Author author,
        int version,
        Text text,
        Instant saidAt,
        @Nullable Instant editedAt,
        boolean withdrawn,
        @Nullable Restraint restraint,
        int replies,
        Map<Reaction, Integer> reactions,
        Set<Reaction> mine,
        @Nullable Question question,
        List<Shown> parts) {
    public Post {
        reactions = Map.copyOf(reactions);
        mine = Set.copyOf(mine);
        parts = List.copyOf(parts);
    }

    /** How many pictures it carries. */
    public long pictures() {
        return parts.stream().filter(one -> one.part() instanceof Part.Picture).count();
    }

    /** Whether the house rules hide it now, from everybody. */
    public boolean hidden() {
        return restraint != null && restraint.act() == Entry.Act.HIDE;
    }

    /** Whether its words are what somebody thinks of a product. */
    public boolean opinion() {
        return parts.stream().anyMatch(shown -> shown.part() instanceof Part.Opinion);
    }

    /**
     * A stretch of a room's posts.
     *
     * @param posts oldest first
     * @param offset the room's highest sequence at the moment of reading: everything up to it is in here or older
     * @param more whether there are further posts in the direction of paging, of a stretch in the middle older ones
     * @param newer whether a stretch in the middle is followed by newer posts
     */
    public record Page(List<Post> posts, long offset, boolean more, boolean newer) {
        /** A page at an end of the room, or on the way from one. */
        public Page(List<Post> posts, long offset, boolean more) {
            this(posts, offset, more, false);
        }
    }

    /** Words that a post has or had, and in which capacity its author wrote them. */
    public record Version(int version, String source, String html, Instant writtenAt, Hat hat) {}
}
