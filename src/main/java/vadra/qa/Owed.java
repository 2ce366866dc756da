package vadra.qa;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;

/**
 * A question that is neither answered nor declined.
 *
 * @param text as it was asked, in Markdown
 * @param asker the name that it was asked under
 * @param changedAt when it was asked, or last moved
 * @param promisedFor until when an answer was promised, null when none was
 * @param promisedBy the name of who promised, null when nobody did
 */
public record Owed(
        PostId post,
        String text,
        String language,
        String asker,
        Instant askedAt,
        Instant changedAt,
        Sitting.Place place,
        int votes,
        @Nullable Instant promisedFor,
        @Nullable String promisedBy) {
    /** The lists of the public queue, the most urgent first. */
    public enum Kind {
        /** An answer was promised for a time that has passed; the longest ago first. */
        OVERDUE,
        /** Nothing was said; the longest ago first. */
        UNANSWERED,
        /** An answer is promised; the soonest first. */
        PROMISED;

        /** Its name in JSON and in paths. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Its place in its list. */
    Cursor cursor(Kind kind) {
        return new Cursor(kind == Kind.UNANSWERED || promisedFor == null ? askedAt : promisedFor, post);
    }

    /** A place in a list, behind which its next page begins, whether or not the row is still there. */
    public record Cursor(Instant at, PostId post) {
        /** The place before the first. */
        static final Cursor START = new Cursor(Instant.EPOCH, PostId.parse("00000000-0000-0000-0000-000000000000"));

        /** Later than any question, and a time that the database has. */
        private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

        /**
         * The place that a text names.
         *
         * @throws RuntimeException when it names none
         */
        public static Cursor parse(String text) {
            var parts = text.split("~", 2);
            var at = Instant.parse(parts[0]);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(END)) {
                throw new IllegalArgumentException("no time of a question");
            }
            return new Cursor(at, PostId.parse(parts[1]));
        }

        @Override
        public String toString() {
            return at + "~" + post;
        }
    }

    /**
     * A stretch of a list.
     *
     * @param next where the next one begins, null at the end
     */
    public record Page(List<Owed> rows, @Nullable Cursor next) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /** How many rows each list has. */
    public record Counts(Map<Kind, Integer> of) {
        public Counts {
            of = Map.copyOf(of);
        }
    }
}
