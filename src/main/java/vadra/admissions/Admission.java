package vadra.admissions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the company admits: written by its people, or, where an appeal was overturned, as the ledger tells by itself.
 *
 * @param at when its newest version was written, or the appeal decided
 * @param versions oldest first, or the newest alone in a list; none when the ledger tells it
 * @param overturned the appeal that tells it; null when it was written
 */
public record Admission(
        UUID id,
        Instant at,
        About about,
        List<Version> versions,
        @Nullable Overturned overturned) {
    public Admission {
        versions = List.copyOf(versions);
    }

    /** The versions, the last one first. */
    public List<Version> newestFirst() {
        var reversed = new ArrayList<>(versions);
        Collections.reverse(reversed);
        return reversed;
    }

    /** What is admitted. */
    public enum Kind {
        WRONG,
        /** Not known yet. */
        UNKNOWN,
        /** What was not known yet, now is. */
        KNOWN;

        /** The lower-case name, as in JSON and SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind with this {@link #code()}. */
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What it is about, at most one of them; of a post, its room is named too. */
    public record About(
            @Nullable String room,
            @Nullable UUID post,
            @Nullable Long entry) {}

    /** What somebody writes. */
    public record Draft(Kind kind, String title, String text, String language) {}

    /**
     * What was written at a time; it is never changed.
     *
     * @param number from 1
     * @param author the display name of who wrote it; null when that person has left
     */
    public record Version(
            int number,
            Instant writtenAt,
            Kind kind,
            String title,
            String text,
            String html,
            String language,
            @Nullable String author) {}

    /**
     * An act under the house rules that was wrong.
     *
     * @param entry the row of the ledger that decided it
     * @param thing post, room or profile
     * @param result the row that gave it back; null when it had ended by itself
     * @param actor the alias of who judged
     */
    public record Overturned(
            long entry,
            int version,
            int rule,
            String thing,
            @Nullable Long result,
            String why,
            String actor) {}

    /** What is admitted now. */
    public Kind kind() {
        return overturned == null ? versions.get(versions.size() - 1).kind() : Kind.WRONG;
    }
}
