package vadra.polls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;

/**
 * What is declared of a poll when it is asked. None of it changes afterwards.
 *
 * @param choices 2 to {@value #MOST_CHOICES}, each another
 * @param multiple whether several can be chosen
 * @param anonymous whether nobody is told who chose what
 * @param closesAt null when it stays open
 */
public record Terms(
        List<String> choices,
        boolean multiple,
        boolean anonymous,
        Results results,
        @Nullable Instant closesAt) {
    public static final int MOST_CHOICES = 10;
    /** The longest choice, in characters. */
    public static final int MOST_CHARACTERS = 120;
    /** The latest close, from when it is asked. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /**
     * Declares a poll.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when it is none
     */
    public Terms {
        choices = List.copyOf(choices);
        if (choices.size() < 2 || choices.size() > MOST_CHOICES) {
            throw Problem.invalid("parts.choices", "2 to " + MOST_CHOICES);
        }
        var seen = new HashSet<String>();
        for (var choice : choices) {
            int length = choice.codePointCount(0, choice.length());
            if (choice.isBlank() || length > MOST_CHARACTERS || choice.indexOf('\n') >= 0) {
                throw Problem.invalid("parts.choices", "each is one line of 1 to " + MOST_CHARACTERS + " characters");
            }
            if (!seen.add(choice.strip().toLowerCase(Locale.ROOT))) {
                throw Problem.invalid("parts.choices", "each is another");
            }
        }
    }

    /** To whom the counts are shown before the poll is closed; after that they are shown to all. */
    public enum Results {
        ALWAYS,
        /** To who has answered. */
        VOTED,
        /** To nobody. */
        CLOSED;

        /** Its name in the database and in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one with this {@link #code()}. */
        public static Results of(String code) {
            return Arrays.stream(values())
                    .filter(results -> results.code().equals(code))
                    .findAny()
                    .orElseThrow(() -> Problem.invalid("parts.results", "must be always, voted or closed"));
        }
    }

    /**
     * What speaks against asking it now; null for nothing. What was asked and has had to wait is asked in any case.
     *
     * @param now when it is asked
     */
    public @Nullable Problem against(Instant now) {
        return closesAt == null || (closesAt.isAfter(now) && !closesAt.isAfter(now.plus(LONGEST)))
                ? null
                : new Problem.Invalid("parts.closesAt", "is later than now, and within " + LONGEST.toDays() + " days");
    }

    /** All of it, piece by piece: two polls that are declared alike have the same, and no others. */
    public List<String> asked() {
        var asked = new ArrayList<>(choices);
        asked.add(multiple ? "multiple" : "single");
        asked.add(anonymous ? "anonymous" : "open");
        asked.add(results.code());
        asked.add(closesAt == null ? "" : closesAt.toString());
        return asked;
    }
}
