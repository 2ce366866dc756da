package vadra.parts;

import org.jspecify.annotations.Nullable;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;
import vadra.openness.Restraint;
import vadra.polls.Poll;

/** What a reader sees of that which a part names, as it stands now. Joined on reading, and never kept. */
public sealed interface Seen {
    /**
     * A post that is quoted.
     *
     * @param room where it stands
     * @param version the one that stands now
     * @param words what it says now: the chosen words where they still stand in it, or else how it begins; empty when it
     *     is withdrawn or hidden
     * @param language of the words
     * @param chosen whether they are the words that were chosen
     * @param edited whether it was written anew since it was quoted
     * @param restraint by what it is hidden, null when it is not
     */
    record Source(
            PostId post,
            Room room,
            By by,
            int version,
            String words,
            String language,
            boolean chosen,
            boolean edited,
            boolean withdrawn,
            @Nullable Restraint restraint)
            implements Seen {
        /** Whether its words are to be read. */
        public boolean stands() {
            return !withdrawn && restraint == null;
        }
    }

    /** A poll's answers. */
    record Answers(Poll poll) implements Seen {}

    /** A room by its slug, its kind and its title. */
    record Room(String slug, String kind, String title) {
        /** The address of its page. */
        public String path() {
            return switch (kind) {
                case "article" -> "/articles/" + slug;
                case "qa" -> "/qa/" + slug;
                default -> "/rooms/" + slug;
            };
        }
    }

    /** Who said it, as everybody knows them: by the pseudonym where it has one. */
    record By(MemberId id, String handle, String name, Role role, Hat hat, boolean alias) {}
}
