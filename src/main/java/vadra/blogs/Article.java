package vadra.blogs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;
import vadra.discussion.RoomEvent;
import vadra.openness.Restraint;

/**
 * What stands under an author's roof: the first post of a room of its own, and the whole of its words.
 *
 * @param slug of its room
 * @param text empty when it was withdrawn, and while the house rules hide it
 * @param charter the version of the freedom charter that held when it was published
 * @param comments how many stand in its room
 */
public record Article(
        PostId post,
        String slug,
        RoomEvent.Author author,
        int version,
        Whole text,
        String language,
        @Nullable String product,
        int charter,
        State state,
        int comments) {
    /** The longest text, bytes of UTF-8. */
    public static final int MAX_BYTES = 200_000;

    /**
     * The words of a version.
     *
     * @param disclosure who paid the author when it was written, in the author's words
     */
    public record Whole(String title, @Nullable Series series, String source, String html, String disclosure) {
        /** Nothing of it, for what nobody may read now. */
        static final Whole SILENT = new Whole("", null, "", "", "");
    }

    /**
     * How it stands.
     *
     * @param editedAt null while its words are the first
     * @param restraint by what it is hidden from everybody or soon will be, null when it is not
     */
    public record State(
            Instant publishedAt,
            @Nullable Instant editedAt,
            boolean withdrawn,
            boolean hidden,
            @Nullable Restraint restraint) {}

    /** Words that it had or has. */
    public record Version(int number, Instant writtenAt, Whole text) {}

    /** Its place among the articles of its series that stand, in their order. */
    public record Nav(List<Link> all, int at) {
        public Nav {
            all = List.copyOf(all);
        }
    }

    /** An article's name and title. */
    public record Link(String slug, String title) {}

    /** Something that was said of it elsewhere, before it was brought here. */
    public record Echo(String name, Instant saidAt, String source, String html) {}

    /** Whether it can be read now. */
    public boolean stands() {
        return !state.withdrawn() && !state.hidden();
    }
}
