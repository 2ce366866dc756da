package vadra.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;

/**
 * What somebody looks for.
 *
 * @param words as on a search engine: all of them, {@code "side by side"}, {@code -without}, {@code either or other}
 * @param within where, by whom and when; only what is not null counts
 * @param before where the page before ended, null for the first
 */
public record Query(String words, Within within, @Nullable Cursor before) {
    /** The longest that is looked for, in characters. */
    public static final int MOST_CHARACTERS = 200;

    /**
     * A narrower field.
     *
     * @param room a slug
     * @param by a handle
     * @param language two letters
     * @param from what was said then or later
     * @param until what was said earlier
     */
    public record Within(
            @Nullable String room,
            @Nullable String by,
            @Nullable String language,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /**
     * Looks for words.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when there are none, or too many
     */
    public Query {
        words = words.strip();
        if (words.isEmpty() || words.length() > MOST_CHARACTERS || words.indexOf('\0') >= 0) {
            throw Problem.invalid("q", "has 1 to " + MOST_CHARACTERS + " characters");
        }
    }

    /**
     * A stretch of what was said.
     *
     * @param hit whether it is what was looked for
     */
    public record Stretch(String text, boolean hit) {}

    /** A post that says it: which, when, in which room by its title, and where in it. */
    record Hit(UUID post, Instant at, String place, List<Stretch> stretches) {}
}
